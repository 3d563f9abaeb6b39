"""The search on one of Wagtail's backends: the database's full text, or a search server.

It finds words as the backend's analysis knows them, and ranks them as the backend does: not as the reader's device.
What is shown of a document that was found is the window that the device would show.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from modelsearch.query import PlainText
from wagtail.search.backends import get_search_backend

from cms.cities.models import City
from cms.search.entries import Entry, Found, Hit, Said
from cms.search.errors import NoIndexError
from cms.search.models import SearchedCity, SearchedDocument
from cms.search.pages import KeptPage, keep
from site_builder.search.asking import asking_words
from site_builder.search.folding import terms_of, words
from site_builder.search.ranking import READ, asked

AT_ONCE = 500  # rows in one statement
# PostgreSQL's configurations with a stemmer of the language. The others find words as they stand, folded.
_STEMMED = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "pt": "portuguese",
    "tr": "turkish",
}
# Without an index of the vocabulary no term is rarer than another; each is worth more than what is too common to mark.
_WORTH = 2.0


class InDatabase:
    """See Engine."""

    def revision(self, city: str) -> int:
        """See Engine."""
        return SearchedCity.objects.filter(city__slug=city).values_list("revision", flat=True).first() or 0

    def remember(self, city: str, revision: int) -> None:
        """See Engine."""
        SearchedCity.objects.update_or_create(city=_city(city), defaults={"revision": revision})

    def languages(self, city: str) -> set[str]:
        """See Engine."""
        return set(SearchedCity.objects.filter(city__slug=city).values_list("languages", flat=True).first() or ())

    @transaction.atomic
    def write(
        self, city: str, language: str, entries: Iterable[Entry], removed: Iterable[str] = (), *, replace: bool = False
    ) -> None:
        """See Engine."""
        its_city = _city(city)
        there = SearchedDocument.objects.filter(city=its_city, language=language)
        backend = _backend(language)
        _forget(backend, there if replace else there.filter(uuid__in=[*removed]))
        written = iter(entries)
        while chunk := [*islice(written, AT_ONCE)]:
            _forget(backend, there.filter(uuid__in=[entry.uuid for entry in chunk]))
            rows = [_row(entry, its_city, language) for entry in chunk]
            backend.add_bulk(SearchedDocument, SearchedDocument.objects.bulk_create(rows))
        searched, _ = SearchedCity.objects.get_or_create(city=its_city)
        searched.languages = sorted({*searched.languages, language})
        searched.save(update_fields=["languages"])

    def search(self, city: str, language: str, question: str, kinds: Sequence[str] = ()) -> Found:
        """See Engine."""
        if language not in self.languages(city):
            raise NoIndexError(f"{city!r} has no index in {language!r}. Run `manage.py rebuild_search_index {city}`.")
        gains = {term: _WORTH * weight for term, weight in asked(question, language).items()}
        wanted = _words(question, language)
        if not wanted:
            return Found((), gains)
        documents = SearchedDocument.objects.filter(city=_city(city), language=language)
        if kinds:
            documents = documents.filter(kind__in=kinds)
        found = _backend(language).search(PlainText(" ".join(wanted), operator="or"), documents)
        hits = tuple(_hit(row, gains) for row in found.annotate_score("rank")[:READ])
        return Found(hits, gains, hits)


def _backend(language: str) -> Any:
    """The backend that the settings name, in PostgreSQL with the configuration for the language."""
    backend = get_search_backend(settings.SEARCH_BACKEND)
    if connection.vendor == "postgresql" and _is_of_database(backend):
        backend.config = _STEMMED.get(language.partition("-")[0], "simple")
    return backend


def _is_of_database(backend: Any) -> bool:
    """Whether rows that are deleted are gone from the backend, too."""
    return any(kind.__module__.startswith("modelsearch.backends.database") for kind in type(backend).__mro__)


def _forget(backend: Any, rows: QuerySet[SearchedDocument]) -> None:
    if not _is_of_database(backend):
        for row in rows:
            backend.delete(row)
    rows.delete()


def _city(slug: str) -> City:
    return City.objects.get(slug=slug)


def _words(question: str, language: str) -> list[str]:
    """The folded words to look for, without those that questions are made of, unless there are no others."""
    said = list(dict.fromkeys(words(question)))
    asking = asking_words(language)
    return [word for word in said if word not in asking] or said


def _row(entry: Entry, city: City, language: str) -> SearchedDocument:
    searched = entry.searched()
    return SearchedDocument(
        city=city,
        language=language,
        uuid=entry.uuid,
        kind=entry.kind,
        title=_folded(entry.title),
        names=_folded(*entry.names),
        text=_folded(*entry.above, *(said.text for said in entry.passages)),
        shown={
            "path": entry.path,
            "language": entry.language,
            "title": entry.title,
            "names": entry.names,
            "passages": entry.passages,
            "page": [*vars(keep(searched.passages)).values()],
        },
    )


def _folded(*texts: str) -> str:
    return " ".join(word for text in texts for word in words(text))


def _hit(row: Any, gains: dict[str, float]) -> Hit:
    shown = row.shown
    page = KeptPage(*shown["page"])
    called = set(terms_of(" ".join((shown["title"], *shown["names"]))))
    said = sum(gain for term, gain in gains.items() if term in called or term in page.text)
    return Hit(
        uuid=str(row.uuid),
        kind=row.kind,
        path=shown["path"],
        language=shown["language"],
        title=shown["title"],
        score=float(row.rank or 0.0),
        share=said / sum(gains.values()),
        windows=tuple(window for _score, window in page.read(gains)),
        passages=tuple(Said(*each) for each in shown["passages"]),
        page=page,
    )
