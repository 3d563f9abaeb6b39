"""The Django app that turns segments of one language into drafts of another."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    """Engines, the path of a segment, quality checks, translation memory."""

    name = "translations"
    label = "translations"
    verbose_name = _("translations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for translations that are saved."""
        from translations import signal_handlers

        signal_handlers.connect()
