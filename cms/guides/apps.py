"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class GuidesConfig(AppConfig):
    """The content model."""

    name = "cms.guides"
    label = "guides"
