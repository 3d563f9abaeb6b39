"""Which theme a city's guide is rendered with."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from cms.cities.models import City


def theme_of(city: City) -> Path:
    """The folder of the city's own theme, or of the one that all others have."""
    return Path(settings.GUIDE_CITY_THEMES.get(city.slug, settings.GUIDE_THEME_DIR))


def themes() -> list[Path]:
    """The folders of all themes that guides are rendered with, each once."""
    return [Path(folder) for folder in dict.fromkeys([settings.GUIDE_THEME_DIR, *settings.GUIDE_CITY_THEMES.values()])]
