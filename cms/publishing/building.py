"""Building the guides from the published documents, in process: the same code as `python -m site_builder`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from cms.api import execute
from cms.cities.models import City
from cms.publishing.models import PublishedDocument
from site_builder.build import BuildResult, build_city, city_folder
from site_builder.client import GraphQLFeed
from site_builder.release import Releases


def is_buildable(city: City) -> bool:
    """Whether there is a guide to bring up to date: the city is published, or was and is still live for readers."""
    published = PublishedDocument.objects.current().filter(city=city, kind="city").exists()
    return published or Releases(city_folder(Path(settings.GUIDE_BUILD_DIR), city.slug)).current() is not None


def build_guide(city: City, progress: Callable[[str], None] = lambda message: None) -> BuildResult:
    """Bring the live release of a city's guide up to its newest documents.

    Raises:
        site_builder.errors.SiteBuilderError: naming the document and the template at fault; the live release stays.
    """
    return build_city(
        GraphQLFeed(execute),
        city.slug,
        Path(settings.GUIDE_BUILD_DIR),
        Path(settings.GUIDE_THEME_DIR),
        site_url=city.guide_url,
        progress=progress,
    )
