"""Which pages of a city are to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet
from wagtail.models import Page, get_page_models

from cms.cities.models import City, CityPage
from cms.cities.trees import HOME_PATH_LENGTH
from cms.guides.models import GuidePage

SOON = timedelta(days=30)
# Overdue for longer, the editors are told too.
PATIENCE = timedelta(days=30)


def due_pages(cities: QuerySet[City], until: date | None) -> list[tuple[str, GuidePage]]:
    """(slug of the city, live source page) of those with a next check on `until` or before, the oldest first.

    None: those that were never given one. Costs one SQL statement for each kind of page and two more, however many
    cities there are.
    """
    homes = _homes(cities)
    within = Q(pk__in=[])
    for path in homes:
        within |= Q(path__startswith=path)
    when = Q(review_due__lte=until) if until else Q(review_due=None)
    found: list[tuple[str, GuidePage]] = []
    if homes:
        for model in kinds():
            pages = model._default_manager.filter(within, when, live=True)
            found += [
                (homes[page.path[:HOME_PATH_LENGTH]], page)
                for page in pages.select_related("responsible_user", "responsible_organisation")
            ]
    return sorted(found, key=lambda each: (each[1].review_due or date.min, each[1].title))


def kinds() -> Iterator[type[GuidePage]]:
    """All models of pages that have a next check."""
    return (model for model in get_page_models() if issubclass(model, GuidePage))


def source_pages(cities: QuerySet[City]) -> QuerySet[Page]:
    """All pages of these cities in their source languages."""
    within = Q(pk__in=[])
    for path in _homes(cities):
        within |= Q(path__startswith=path)
    return Page.objects.filter(within)


def today_in(city: City, now: datetime) -> date:
    """The day that it is where the city is."""
    return now.astimezone(ZoneInfo(city.time_zone)).date()


def _homes(cities: QuerySet[City]) -> dict[str, str]:
    sources = CityPage.objects.filter(city__in=cities, locale=F("city__source_locale"))
    return dict(sources.values_list("path", "city__slug"))
