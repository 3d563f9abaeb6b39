"""What of a city is to be indexed, read from its published documents one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from cms.publishing.models import PublishedDocumentQuerySet
from cms.search.entries import Body, Entry, entry
from site_builder.guide import SEARCHED

AT_ONCE = 2_000  # documents that changed: beyond that it is no dearer to index everything


class Due:
    """What changed in a city after a revision; everything, if that is 0.

    `changed` has the UUIDs of these documents, withdrawn ones too.
    """

    def __init__(self, published: PublishedDocumentQuerySet, source: str, known: int) -> None:
        self._current = published.current()
        self._source = source
        changed = {str(uuid) for uuid in published.after(known).values_list("uuid", flat=True)} if known else set()
        topics = set(published.after(known).filter(kind="topic").values_list("uuid", flat=True)) if known else set()
        changed |= self._below({str(uuid) for uuid in topics})
        self.is_everything = not known or len(changed) > AT_ONCE
        self.changed: set[str] = set() if self.is_everything else changed

    def entries(self, language: str) -> Iterator[Entry]:
        """The entries of a language, by UUID: of each document the text in that language, or else in the source one."""
        topics = self._topics(language)
        rows = self._current.filter(language__in={language, self._source}, kind__in=SEARCHED)
        if not self.is_everything:
            rows = rows.filter(uuid__in=self.changed)
        found = rows.order_by("uuid").values_list("uuid", "language", "body").iterator(chunk_size=200)
        for _uuid, each in groupby(found, key=lambda row: row[0]):
            bodies: dict[str, Body] = {spoken: body for _, spoken, body in each}
            source = bodies.get(self._source)
            here = bodies.get(language) or source
            if here:
                yield entry(here, source, _above(here, topics))

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


def _above(body: Body, topics: Mapping[str, tuple[str, Any]]) -> list[str]:
    """The titles of the topics above a document, the nearest first."""
    uuid = body["parent"] if body["kind"] == "topic" else next(iter(body["topics"]), None)
    found: dict[str, str] = {}
    while uuid and uuid in topics and uuid not in found:
        found[uuid], uuid = topics[uuid]
    return list(found.values())
