"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    """See the package."""

    name = "cms.contributions"
    label = "contributions"
