"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class GuidesConfig(AppConfig):
    """The content model."""

    name = "cms.guides"
    label = "guides"

    def ready(self) -> None:
        """Listen to what happens to cities."""
        from cms.guides import signal_handlers

        signal_handlers.connect(self)
