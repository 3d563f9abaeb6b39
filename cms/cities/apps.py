"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class CitiesConfig(AppConfig):
    """Cities as tenants."""

    name = "cms.cities"
    label = "cities"

    def ready(self) -> None:
        """Register the checks of this app and listen to Wagtail's signals."""
        from cms.cities import checks, signal_handlers  # noqa: F401 - importing registers the checks

        signal_handlers.connect()
