"""What other apps can listen to."""

from __future__ import annotations

from django.dispatch import Signal

# Sent with `city` at the end of provisioning, within its transaction, each time a city was made or brought up to date.
city_provisioned = Signal()
