"""Building the guides from the published documents, in process: the same code as `python -m site_builder`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from cms.api import execute
from cms.cities.models import City
from site_builder.build import BuildResult, build_city
from site_builder.client import GraphQLFeed


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
