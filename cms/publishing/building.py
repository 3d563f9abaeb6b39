"""Building the guides from the published documents, in process: the same code as `python -m site_builder`."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from django.conf import settings

from cms.api import execute
from cms.cities.models import City
from cms.publishing.models import PublishedDocument
from site_builder.build import BuildResult, build_city, city_folder
from site_builder.client import GraphQLFeed
from site_builder.progress import Progress
from site_builder.release import Releases
from site_builder.workshop import Workshop

# One for each city that this process builds: a worker has its documents and templates at hand for the next edit.
_workshops: dict[tuple[str, str], Workshop] = defaultdict(Workshop)
_WORKSHOPS = 50  # cities; beyond them all are closed, so that a worker does not grow with the installation


def is_buildable(city: City) -> bool:
    """Whether there is a guide to bring up to date: the city is published, or was and is still live for readers."""
    published = PublishedDocument.objects.current().filter(city=city, kind="city").exists()
    return published or Releases(city_folder(Path(settings.GUIDE_BUILD_DIR), city.slug)).current() is not None


def build_guide(city: City, progress: Progress = lambda event: None) -> BuildResult:
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
        workshop=_workshop(city),
    )


def _workshop(city: City) -> Workshop:
    """The tools that builds of a city in this process share."""
    key = str(settings.GUIDE_BUILD_DIR), city.slug
    if key not in _workshops and len(_workshops) >= _WORKSHOPS:
        for workshop in _workshops.values():
            workshop.close()
        _workshops.clear()
    return _workshops[key]
