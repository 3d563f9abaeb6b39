"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class WordingConfig(AppConfig):
    """See the package."""

    name = "cms.wording"
    label = "wording"
