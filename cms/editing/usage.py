"""Where readers meet an entity: on which pages, of which cities, in which languages.

The published documents tell, since they are what readers get; Wagtail's index of references is filled by a background
task, and knows drafts too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.utils.text import capfirst
from wagtail.models import Page

from cms.cities.models import City, CityPage
from cms.cities.trees import home_of
from cms.guides.models import (
    ContactPage,
    CostPage,
    DocumentTypePage,
    OfficePage,
    OrganisationPage,
    TermPage,
)
from cms.publishing.models import PublishedDocument

# What is written once and shown on pages.
MENTIONED: tuple[type[Page], ...] = (
    OfficePage,
    CostPage,
    DocumentTypePage,
    OrganisationPage,
    ContactPage,
    TermPage,
)


@dataclass(frozen=True)
class Place:
    """A live source page that shows something."""

    page: Page
    kind: str


@dataclass(frozen=True)
class Usage:
    """Where something is shown in a city. `languages` has by BCP 47 tag how many pages show it, most first."""

    city: City
    places: list[Place] = field(default_factory=list)
    languages: dict[str, int] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages there are, each counted once for all its languages."""
        return len(self.places)


def usage_of(page: Page) -> list[Usage]:
    """Where a page of MENTIONED is shown, for each city that shows it. Empty for a draft, and for pages themselves.

    Four SQL statements for each city, however many pages show it.
    """
    home = home_of(page)
    if home is None or not isinstance(page, MENTIONED):
        return []
    usage = _usage_in(home, str(page.translation_key))
    return [usage] if usage.places else []


def _usage_in(home: CityPage, uuid: str) -> Usage:
    city = home.city
    documents = PublishedDocument.objects.current().filter(city=city)
    # Every language shows the references of the source, so its documents alone are searched.
    naming = documents.filter(language=city.source_language, body__icontains=uuid).exclude(uuid=uuid)
    keys = list(naming.values_list("uuid", flat=True))
    by_language = documents.filter(uuid__in=keys).values_list("language").annotate(number=Count("pk"))
    counts: Any = by_language.order_by("-number", "language")
    pages = Page.objects.filter(translation_key__in=keys, locale=city.source_locale, live=True)
    places = [
        Place(each, capfirst(str(each.specific_class._meta.verbose_name)))
        for each in pages.order_by("path").prefetch_related("content_type")
        if each.specific_class is not None
    ]
    return Usage(city, places, dict(counts))
