"""The published documents of a city as readers of one language get them, kept in memory between queries.

A query names documents by reference, by path, by topic; asked of the database one by one that would be a statement for
each. So a language of a city is read as a whole, and after that only what the feed says has changed: a query costs one
statement for the revisions of the cities it asks about, and a second one if any of them has moved on.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from cms.publishing.models import CityRevision, PublishedDocument

Body = dict[str, Any]
# A city's slug and the languages to read in, the best first; none stands for the source language.
Asked = tuple[str, tuple[str, ...]]

# By slug the id of a city, its source language, and the revision of its newest change.
Cities = Mapping[str, tuple[int, str, int]]

# Python needs 13 kB for a document of 4.7 kB (measured): this many are 130 MB in each process, and a full garbage
# collection walks over them in about a sixth of a second.
DOCUMENTS_KEPT = 10_000


class Shelved(NamedTuple):
    """A document, the revision at which it last changed, and the day on which it went live, if that is known."""

    body: Body
    revision: int
    appeared_on: str | None = None


@dataclass(frozen=True, eq=False)
class Shelf:
    """The documents of one city in one language by UUID."""

    documents: Mapping[str, Shelved]

    def after(self, changes: Iterable[tuple[str, Shelved | None]]) -> Shelf:
        """This shelf with changes (UUID, document or None if withdrawn) applied; itself if there are none."""
        documents = dict(self.documents)
        changed = False
        for uuid, document in changes:
            changed = True
            if document is None:
                documents.pop(uuid, None)
            else:
                documents[uuid] = document
        return Shelf(documents) if changed else self


_EMPTY = Shelf({})


class Library:
    """What a reader of some languages gets: each document in the first of them that it has, or in the source language.

    `shelves` are those of the languages, from the last choice to the first.
    """

    def __init__(self, languages: tuple[str, ...], *shelves: Shelf) -> None:
        self.languages = languages
        self.language = languages[0]
        self._documents: dict[str, Shelved] = {}
        for shelf in shelves:
            self._documents.update(shelf.documents)

    def with_draft(self, body: Body) -> Library:
        """This library with a draft in the place of what is published of it; its revision is 0."""
        return Library(self.languages, Shelf(self._documents), Shelf({body["uuid"]: Shelved(body, 0)}))

    def find(self, uuid: str) -> Body | None:
        """The document, or None if it is not published."""
        found = self._documents.get(uuid)
        return found and found.body

    def revision_of(self, uuid: str) -> int:
        """The revision at which a document of this library last changed."""
        return self._documents[uuid].revision

    def appeared_on(self, uuid: str) -> str | None:
        """The day, as documents spell it, on which a document of this library went live; None if nobody knows."""
        return self._documents[uuid].appeared_on

    def at(self, path: str) -> Body | None:
        """The document at a path of the guide in this language, or None."""
        return self._by_path.get(path)

    @cached_property
    def source_language(self) -> str:
        """The language in which the city's editors write; that of the library where nothing is published."""
        return next((str(body["source_language"]) for body in self), self.language)

    @cached_property
    def city(self) -> Body | None:
        """The city's own document, or None if it is not published."""
        return next((body for body in self if body["kind"] == "city"), None)

    @cached_property
    def in_order(self) -> list[Body]:
        """All documents by path, so that what belongs together stands together."""
        return sorted(self, key=lambda body: (body["path"], body["uuid"]))

    @cached_property
    def newest_revision(self) -> int:
        """The revision at which a document of this library changed last; 0 if there are none."""
        return max((document.revision for document in self._documents.values()), default=0)

    @cached_property
    def _by_path(self) -> dict[str, Body]:
        # A page in the source language must not hide a page of this language that happens to have the same path.
        best_last = sorted(self, key=lambda body: (body["language"] == self.language, not _is_source(body)))
        return {body["path"]: body for body in best_last}

    def __iter__(self) -> Iterator[Body]:
        return (document.body for document in self._documents.values())


class Shelves:
    """The shelves that were asked for lately, each with the city's revision up to which it is right."""

    def __init__(self) -> None:
        self._shelves: OrderedDict[tuple[int, str], tuple[int, Shelf]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, city: int, language: str) -> tuple[int, Shelf]:
        """The shelf and its revision; an empty one of revision 0 if it is not here."""
        with self._lock:
            if (city, language) not in self._shelves:
                return 0, _EMPTY
            self._shelves.move_to_end((city, language))
            return self._shelves[city, language]

    def put(self, city: int, language: str, revision: int, shelf: Shelf) -> None:
        """Keep a shelf, and drop those that have not been asked for in the longest time if it gets too much."""
        # A language that a city does not have is not worth a place: anybody can make up one.
        if not shelf.documents:
            return
        with self._lock:
            self._shelves[city, language] = (revision, shelf)
            self._shelves.move_to_end((city, language))
            while len(self._shelves) > 1 and self._documents_kept() > DOCUMENTS_KEPT:
                self._shelves.popitem(last=False)

    def _documents_kept(self) -> int:
        return sum(len(shelf.documents) for _revision, shelf in self._shelves.values())


def _is_source(body: Body) -> bool:
    return bool(body["language"] == body["source_language"])


_kept = Shelves()
# The same two shelves make the same library: it is put together once and not for every query.
_library = lru_cache(maxsize=64)(Library)


def cities_as_they_are(slugs: Collection[str] | None) -> Cities:
    """The cities with these slugs that have published anything, or all of them. Costs an SQL statement."""
    statement, values = _cities_statement(None if slugs is None else len(slugs))
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *(slugs or ())])
        return {slug: (city, source, revision) for slug, city, source, revision in cursor.fetchall()}


@lru_cache(maxsize=32)
def _cities_statement(count: int | None) -> tuple[str, tuple[Any, ...]]:
    """How so many cities are read. Every answer reads them, and Django takes five times as long to word it as to read.

    The values that come before the slugs are given along.
    """
    revisions = CityRevision.objects.filter(revision__gt=0)
    if count is not None:
        revisions = revisions.filter(city__slug__in=[f"slug {number}" for number in range(count)])
    rows = revisions.values_list("city__slug", "city_id", "city__source_locale__language_code", "revision")
    statement, values = rows.query.sql_with_params()
    return statement, values[:1]


def libraries(asked: Iterable[Asked], cities: Cities | None = None) -> dict[Asked, Library]:
    """The libraries for a city's slug and the languages preferred there, by what was asked.

    `cities` are those that are asked for, if they were read already. Cities of which nothing was ever published are
    left out. Costs two SQL statements at most, however many are asked.
    """
    asked = set(asked)
    if not asked:
        return {}
    if cities is None:
        cities = cities_as_they_are({slug for slug, _languages in asked})
    asked = {pair for pair in asked if pair[0] in cities}
    wanted: dict[tuple[int, str], int] = {}
    for slug, languages in asked:
        city, source, revision = cities[slug]
        wanted.update({(city, language): revision for language in (source, *languages)})
    shelves = _up_to_date(wanted)
    answer = {}
    for slug, languages in asked:
        city, source, _revision = cities[slug]
        preferred = languages or (source,)
        # What is as good as not chosen, because the source language comes before it, is left out.
        chosen = preferred[: preferred.index(source)] if source in preferred else preferred
        order = [shelves[city, language] for language in (source, *reversed(chosen))]
        answer[slug, languages] = _library(preferred, *order)
    return answer


def _up_to_date(wanted: Mapping[tuple[int, str], int]) -> dict[tuple[int, str], Shelf]:
    """The shelves of (city, language) at least as they are at the given revision of the city."""
    # What an open transaction sees may never be committed: it is read afresh, and kept for nobody.
    kept = Shelves() if transaction.get_connection().in_atomic_block else _kept
    shelves: dict[tuple[int, str], Shelf] = {}
    stale: dict[tuple[int, str], Shelf] = {}
    changed = Q()
    for (city, language), revision in wanted.items():
        known, shelf = kept.get(city, language)
        if known == revision:
            shelves[city, language] = shelf
            continue
        if known > revision:  # the database was put back to an earlier state
            known, shelf = 0, _EMPTY
        stale[city, language] = shelf
        changed |= Q(city=city, language=language, revision__gt=known)
    if not stale:
        return shelves
    changes: dict[tuple[int, str], list[tuple[str, Shelved | None]]] = {key: [] for key in stale}
    rows = PublishedDocument.objects.filter(changed).order_by("revision")
    for city, language, uuid, withdrawn, body, revision, appeared_on in rows.values_list(
        "city_id", "language", "uuid", "withdrawn", "body", "revision", "appeared_on"
    ):
        document = Shelved(body, revision, str(appeared_on) if appeared_on else None)
        changes[city, language].append((str(uuid), None if withdrawn else document))
    for key, shelf in stale.items():
        shelves[key] = shelf.after(changes[key])
        # The revision was read before the documents: what was published in between is read again, and does no harm.
        kept.put(*key, wanted[key], shelves[key])
    return shelves
