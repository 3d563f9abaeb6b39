"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class CitiesConfig(AppConfig):
    """Cities as tenants."""

    name = "cms.cities"
    label = "cities"
