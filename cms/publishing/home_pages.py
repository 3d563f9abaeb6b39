"""Home pages going online and offline: each carries all that is in its language, the source's the whole guide."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.cities.models import City, CityPage
from cms.guides.document_context import DocumentContext
from cms.publishing.models import PublishedDocument
from cms.publishing.recording import bury, record_page


@transaction.atomic
def record_home(home: CityPage) -> None:
    """Write the documents that follow from a home page that was published or withdrawn.

    The city's document names its languages, so it changes in all of them. A language that comes online brings the
    documents of its live pages; one that goes offline leaves tombstones, and its pages stay as they are. The source
    language takes every language with it, both ways.
    """
    city = home.city
    before = _languages_of(city)
    record_page(city.pages.get(locale=city.source_locale))
    now = _languages_of(city)
    if gone := before - now:
        bury(city, PublishedDocument.objects.current().filter(city=city, language__in=gone))
    if come := now - before:
        _record_trees(city, come)


def _languages_of(city: City) -> set[str]:
    """The languages in which the feed holds the city itself: those that are online."""
    homes = PublishedDocument.objects.current().filter(city=city, kind=CityPage.kind)
    return set(homes.values_list("language", flat=True))


def _record_trees(city: City, languages: set[str]) -> None:
    """Record what is live in these languages. Pages in the source language write their documents in every language."""
    homes: Any = city.pages.filter(locale__language_code__in=languages)
    if city.source_language in languages:
        homes = homes.filter(locale=city.source_locale)
    context = DocumentContext(city)
    for home in homes:
        for page in Page.objects.descendant_of(home).live().specific():
            record_page(page, context)
