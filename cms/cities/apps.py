"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class CitiesConfig(AppConfig):
    """Cities as tenants."""

    name = "cms.cities"
    label = "cities"

    def ready(self) -> None:
        """Register the checks of this app and listen to Wagtail's signals."""
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from cms.cities import checks, signal_handlers  # noqa: F401 - importing registers the checks
        from cms.cities.contributing import CityPagePolicy

        register_permission_policy(Page, CityPagePolicy(Page))

        signal_handlers.connect()
