"""The start page of the admin: how large the guides of a person are, not how much the whole installation holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import Substr
from django.http import HttpRequest
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.models import Page

from cms.cities.models import City, CityPage
from cms.cities.trees import HOME_PATH_LENGTH

# A start page lists so many guides; whoever runs more finds them in the explorer.
SHOWN = 6


@dataclass(frozen=True)
class Size:
    """A guide as the start page names it: its home page, the pages below it in the source language, its languages."""

    home: CityPage
    pages: int
    languages: int


def sizes(user: Any) -> list[Size]:
    """The guides of the cities in which the person has a role, at most SHOWN of them, in three SQL statements."""
    cities = list(City.objects.of_user(user).annotate(number=Count("languages", distinct=True))[:SHOWN])
    languages = {city.pk: city.number for city in cities}
    homes = CityPage.objects.filter(city__in=cities, locale=F("city__source_locale")).order_by("city__slug")
    below = Q(pk__in=[])
    for home in homes:
        below |= Q(path__startswith=home.path, depth__gt=home.depth)
    counts = dict(
        Page.objects.filter(below)
        .annotate(home=Substr("path", 1, HOME_PATH_LENGTH))
        .order_by()
        .values_list("home")
        .annotate(Count("pk"))
    )
    return [Size(home, counts.get(home.path, 0), languages[home.city_id]) for home in homes]


class GuidesSummaryItem(SummaryItem):
    """In place of Wagtail's count, which takes in what other cities own."""

    order = PagesSummaryItem.order
    template_name = "cities/guides_summary.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The guides with their sizes."""
        return {"sizes": sizes(self.request.user)}


def count_own_guides(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Put ours in the place of Wagtail's."""
    items[:] = [item for item in items if not isinstance(item, PagesSummaryItem)]
    items.append(GuidesSummaryItem(request))
