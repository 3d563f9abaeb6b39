"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """See the package."""

    name = "cms.insights"
    label = "insights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for pages that are published."""
        from cms.insights import page_findings

        page_findings.connect()
