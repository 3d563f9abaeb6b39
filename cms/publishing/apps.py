"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Published documents, the feed, and the tasks that build and translate."""

    name = "cms.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Listen to Wagtail's signals."""
        from cms.publishing import signal_handlers

        signal_handlers.connect()
