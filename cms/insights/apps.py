"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """See the package."""

    name = "cms.insights"
    label = "insights"
