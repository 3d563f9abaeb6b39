"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class CitiesConfig(AppConfig):
    """Cities as tenants."""

    name = "cms.cities"
    label = "cities"

    def ready(self) -> None:
        """Register the checks of this app."""
        from cms.cities import checks  # noqa: F401 - importing registers
