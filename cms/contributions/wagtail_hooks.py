"""Where what keeps a guide true meets Wagtail's hooks."""

from __future__ import annotations

from cms.contributions.feedback import hooks as feedback_hooks  # noqa: F401 - its hooks register themselves
from cms.contributions.history import hooks as history_hooks  # noqa: F401 - its hooks register themselves
from cms.contributions.links import hooks as link_hooks  # noqa: F401 - its hooks register themselves
from cms.contributions.organisations import hooks as organisation_hooks  # noqa: F401 - its hooks register themselves
from cms.contributions.proposals import partner_admin  # noqa: F401 - its hooks register themselves
from cms.contributions.proposals.queue import hooks as queue_hooks  # noqa: F401 - its hooks register themselves
from cms.contributions.reviews import hooks as review_hooks  # noqa: F401 - its hooks register themselves
