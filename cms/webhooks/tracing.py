"""From the ids in the addresses of the screens to the cities that they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cms.cities.tracing import Cities
from cms.webhooks.models import Delivery, Webhook


def cities_of_webhooks(ids: Iterable[Any]) -> Cities:
    """Cities of webhooks."""
    return set(Webhook.objects.filter(pk__in=list(ids)).values_list("city_id", flat=True))


def cities_of_deliveries(ids: Iterable[Any]) -> Cities:
    """Cities of deliveries."""
    return set(Delivery.objects.filter(pk__in=list(ids)).values_list("webhook__city_id", flat=True))
