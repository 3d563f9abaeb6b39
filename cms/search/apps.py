"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search index of each city and language."""

    name = "cms.search"
    label = "search"
