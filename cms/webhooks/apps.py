"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """See the package."""

    name = "cms.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        """Listen for releases, say whose what is that addresses name, and what waits for administrators."""
        from cms.cities import tracing, waiting
        from cms.publishing.signals import guide_settled
        from cms.webhooks.announcing import announce
        from cms.webhooks.tracing import cities_of_deliveries, cities_of_webhooks
        from cms.webhooks.waiting import failing

        guide_settled.connect(announce, dispatch_uid="webhooks")
        tracing.ARGUMENTS["webhook_id"] = cities_of_webhooks
        tracing.ARGUMENTS["delivery_id"] = cities_of_deliveries
        waiting.register(60, failing)
