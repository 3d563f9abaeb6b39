"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """GraphQL: schema, limits and the endpoint."""

    name = "cms.api"
    label = "api"
