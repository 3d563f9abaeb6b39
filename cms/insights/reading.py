"""How hard the live source pages of a city are to read: stored, since to read all of them takes seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Substr
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.cities.models import City, CityPage
from cms.cities.trees import HOME_PATH_LENGTH
from cms.insights.models import PageReading
from cms.insights.readability import readability_of
from translations.readability import Code

# A mark in every so many words is worth a line among what there is to mend; fewer are seen where the text is marked.
WORDS_PER_MARK = 25
FEWEST_MARKS = 3


@dataclass(frozen=True)
class Reading:
    """What a page has of places that are hard to read. What links say is a finding of its own."""

    marks: int
    words: int
    path: str = ""
    """Of the first of its texts with such a place, as `cms.guides.texts` writes it."""

    @property
    def is_hard(self) -> bool:
        """Whether there are enough of them to be worth a line."""
        return self.marks >= FEWEST_MARKS and self.marks * WORDS_PER_MARK >= self.words


def reading_of(page: Page) -> Reading:
    """What `page` has as it is in memory."""
    found = readability_of(page)
    paths = [text.path for text in found.texts for each in text.marks if each.mark.code != Code.LINK_TEXT]
    return Reading(len(paths), found.words, paths[0] if paths else "")


def stored_readings(city: City) -> dict[int, Reading]:
    """By page what was read last, of the live source pages of a city. One SQL statement."""
    rows = PageReading.objects.filter(page__in=_source_pages(city)).values_list("page", "marks", "words", "path")
    return {page: Reading(marks, words, path) for page, marks, words, path in rows}


def pages_to_read(city: City) -> PageQuerySet:
    """Live source pages of a city that were published since they were read, or never read."""
    return _unread(_source_pages(city))


def cities_to_read() -> list[City]:
    """Cities with such pages. Two SQL statements."""
    homes = CityPage.objects.filter(locale=F("city__source_locale"))
    found = _unread(Page.objects.filter(live=True, depth__gte=2)).annotate(home=Substr("path", 1, HOME_PATH_LENGTH))
    paths = found.filter(home__in=homes.values("path")).order_by().values_list("home", flat=True).distinct()
    return [home.city for home in homes.filter(path__in=list(paths)).select_related("city").order_by("city__slug")]


def read_city(city: City) -> int:
    """Read what is to be read; return how many pages."""
    count = 0
    for page in pages_to_read(city).specific().iterator(chunk_size=50):
        found, now = reading_of(page), timezone.now()
        known = {"marks": found.marks, "words": found.words, "path": found.path, "read_at": now}
        PageReading.objects.update_or_create(page_id=page.pk, defaults=known)
        count += 1
    return count


def _source_pages(city: City) -> Any:
    home = city.pages.get(locale=city.source_locale)
    return home.get_descendants(inclusive=True).live()


def _unread(pages: Any) -> Any:
    read = PageReading.objects.filter(page=OuterRef("pk")).values("read_at")[:1]
    found = pages.annotate(read_at=Subquery(read))
    return found.filter(Q(read_at=None) | Q(last_published_at__gt=F("read_at")))
