"""The search over the published documents of the installation: kept true to what is published, and asked."""

from __future__ import annotations

from collections.abc import Sequence

from cms.locks import awaited
from cms.publishing.models import CityRevision, PublishedDocument
from cms.publishing.themes import theme_of
from cms.search.engines import engine
from cms.search.entries import Found
from cms.search.errors import SearchError


def search(city: str, language: str, question: str, kinds: Sequence[str] = ()) -> Found:
    """The documents of a city that fit a question best, as readers of a language get them; `kinds`: only of these.

    Raises SearchError if the city or the language cannot be asked, and NoIndexError if it cannot be asked yet.
    """
    return engine().search(city, language, question, kinds)


def languages_of(city: str) -> set[str]:
    """The languages in which a city can be asked."""
    return engine().languages(city)


def indexed_revision(city: str) -> int:
    """The revision up to which the search of a city is right, 0 before the first: it is due above it."""
    return engine().revision(city)


def update_city(city: str, *, afresh: bool = False) -> int:
    """Index what was published and withdrawn since the last time, or everything; return the revision reached.

    What is due follows from the feed, so a call that was lost or killed is made good by the next one. One at a time: of
    two, the second waits, and finds what is left.

    Raises SearchError if nothing was ever published in the city, or if another process keeps writing its indexes.
    """
    with awaited(f"search-{city}"):
        return _update(city, afresh=afresh)


def _update(city: str, *, afresh: bool) -> int:
    from cms.search.due import Due  # whoever only asks needs no themes

    counter = CityRevision.objects.filter(city__slug=city).select_related("city__source_locale").first()
    if counter is None or not counter.revision:
        raise SearchError(f"Nothing was ever published in a city {city!r}.")
    reached = counter.revision
    kept = engine()
    known = 0 if afresh else kept.revision(city)
    if known == reached:
        return reached
    published = PublishedDocument.objects.of_city(city)
    languages = set(published.current().values_list("language", flat=True).distinct())
    if known > reached or languages - kept.languages(city):  # a database put back, or a new language: start anew
        known = 0
    due = Due(published, counter.city.source_language, theme_of(counter.city), known)
    for language in sorted(languages | kept.languages(city)):
        kept.write(city, language, due.entries(language), due.changed, replace=due.is_everything)
    kept.remember(city, reached)
    return reached
