"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class GuidesConfig(AppConfig):
    """The content model."""

    name = "cms.guides"
    label = "guides"

    def ready(self) -> None:
        """Listen to what happens to cities, and say what would mislead readers."""
        from cms.cities import forms, releasing
        from cms.guides import misleading, signal_handlers
        from cms.guides.agreed_dates import keep_agreed_dates

        signal_handlers.connect(self)
        releasing.MISLEADING.append(misleading.reasons)
        forms.CHECKS.append(keep_agreed_dates)
