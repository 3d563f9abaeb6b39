"""What of a city is to be indexed, read from its published documents one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import groupby
from operator import or_
from pathlib import Path
from typing import Any

from django.db.models import Q

from cms.publishing.models import PublishedDocumentQuerySet
from cms.search.entries import Body, Entry, entry
from cms.search.shown import Shown
from site_builder.guide import SEARCHED
from site_builder.views.passages import LENDING

AT_ONCE = 2_000  # documents that changed: beyond that it is no dearer to index everything
# Documents that changed and whose words stand on other pages: for each of them all bodies are looked through.
LENDERS_AT_ONCE = 20
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Due:
    """What changed in a city after a revision; everything, if that is 0.

    `theme` has the words in which the city's guide tells facts. `changed` has the UUIDs of the documents that changed,
    withdrawn ones too, and of those that are found by words of theirs.
    """

    def __init__(self, published: PublishedDocumentQuerySet, source: str, theme: Path, known: int) -> None:
        self._current = published.current()
        self._source = source
        self._theme = theme
        news = {str(uuid): kind for uuid, kind in published.after(known).values_list("uuid", "kind")} if known else {}
        lenders = [uuid for uuid, kind in news.items() if kind in LENDING]
        changed = {*news, *self._below({uuid for uuid, kind in news.items() if kind == "topic"})}
        if len(lenders) <= LENDERS_AT_ONCE:
            changed |= self._naming(lenders)
        self.is_everything = not known or len(changed) > AT_ONCE or len(lenders) > LENDERS_AT_ONCE
        self.changed: set[str] = set() if self.is_everything else changed

    def entries(self, language: str) -> Iterator[Entry]:
        """The entries of a language, by UUID: of each document the text in that language, or else in the source one.

        Without a city there is no guide, and nothing to be found.
        """
        topics = self._topics(language)
        rows = self._current.filter(language__in={language, self._source}, kind__in=SEARCHED)
        if not self.is_everything:
            rows = rows.filter(uuid__in=self.changed)
        lending = self._lending(language)
        if not any(body["kind"] == "city" for body in lending):
            return
        shown = Shown(lending, language, self._theme)
        found = rows.order_by("uuid").values_list("uuid", "language", "body").iterator(chunk_size=200)
        for _uuid, each in groupby(found, key=lambda row: row[0]):
            bodies: dict[str, dict[str, Any]] = {spoken: body for _, spoken, body in each}
            source = bodies.get(self._source)
            here = bodies.get(language) or source
            if here:
                yield entry(here, source, shown.of(here), _above(here, topics))

    def _lending(self, language: str) -> list[dict[str, Any]]:
        """The city, and the documents whose words stand on the pages of others; of those all that may be needed."""
        rows = self._current.filter(language__in={language, self._source})
        lending = Q(kind__in=LENDING)
        if not self.is_everything:
            bodies = rows.filter(uuid__in=self.changed).values_list("body", flat=True).iterator(chunk_size=200)
            lending &= Q(uuid__in={uuid for body in bodies for uuid in _UUID.findall(json.dumps(body))})
        city = Q(kind="city", language=self._source)
        return list(rows.filter(city | lending).values_list("body", flat=True))

    def _topics(self, language: str) -> dict[str, tuple[str, str | None]]:
        """The titles of the topics, and which is above each, by UUID."""
        rows = self._current.filter(kind="topic").values_list("uuid", "language", "body__title", "body__parent")
        found: dict[str, tuple[str, str | None]] = {}
        for uuid, spoken, title, parent in rows:
            if spoken == language or (spoken == self._source and str(uuid) not in found):
                found[str(uuid)] = (title, parent)
        return found

    def _below(self, topics: set[str]) -> set[str]:
        """The documents that are found by the titles of these topics."""
        if not topics:
            return set()
        parents = {
            str(uuid): parent for uuid, parent in self._current.filter(kind="topic").values_list("uuid", "body__parent")
        }
        while more := {uuid for uuid, parent in parents.items() if parent in topics} - topics:
            topics |= more
        below = self._current.filter(body__topics__0__in=sorted(topics)).values_list("uuid", flat=True)
        return {str(uuid) for uuid in below} | topics

    def _naming(self, lenders: Iterable[str]) -> set[str]:
        """The documents that name one of these."""
        asked = [Q(body__icontains=uuid) for uuid in lenders]
        if not asked:
            return set()
        named = self._current.filter(reduce(or_, asked), kind__in=SEARCHED)
        return {str(uuid) for uuid in named.values_list("uuid", flat=True)}


def _above(body: Body, topics: Mapping[str, tuple[str, Any]]) -> list[str]:
    """The titles of the topics above a document, the nearest first."""
    uuid = body["parent"] if body["kind"] == "topic" else next(iter(body["topics"]), None)
    found: dict[str, str] = {}
    while uuid and uuid in topics and uuid not in found:
        found[uuid], uuid = topics[uuid]
    return list(found.values())
