"""A guide's library in the snapshot: it reads the documents that a page asks for, and remembers those."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from sqlite3 import Connection
from typing import Any

from site_builder.library import Document, Entity, Index, MemoryLibrary
from site_builder.reading import Reads, Tracked
from site_builder.snapshot import HEAD

KNOWN = frozenset(HEAD)
REMEMBERED = 20_000  # documents; beyond them all are forgotten, so that a worker does not grow with its cities
REMEMBERED_OF_A_LANGUAGE = 5_000  # the same; those that were read whole take 15 kB each


class StoredLibrary:
    """Documents as the snapshot holds them."""

    def __init__(self, connection: Connection, *, remembered: int = REMEMBERED) -> None:
        self._db = connection
        self._remembered = remembered
        self._found: dict[str, dict[str, Tracked | None]] = {}
        self._count = 0

    def forget(self, uuids: Iterable[str]) -> None:
        """Read these documents anew when they are asked for again: they changed."""
        for uuid in uuids:
            self._found.pop(uuid, None)

    def city(self) -> Document | None:
        """The city's document in the language it was written in."""
        rows = self._db.execute(
            "SELECT body FROM entities JOIN documents USING (uuid) WHERE kind = 'city' ORDER BY uuid, language"
        )
        bodies = (json.loads(body) for [body] in rows)
        return next((body for body in bodies if body["language"] == body["source_language"]), None)

    def find(self, uuid: str, language: str, reads: Reads) -> Document | None:
        """A document in exactly that language, noting in `reads` what is read of it."""
        versions = self._found.setdefault(uuid, {})
        if language not in versions:
            if self._count >= self._remembered:
                self._found.clear()
                self._found[uuid] = versions = {}
                self._count = 0
            versions[language] = self._read(uuid, language, reads)
            self._count += 1
        return versions[language]

    def let_go(self, uuid: str, language: str) -> None:
        """Keep it all the same, for the next build: see REMEMBERED."""

    def drop(self, uuid: str, language: str) -> None:
        """Forget one document."""
        if self._found.get(uuid, {}).pop(language, None):
            self._count -= 1

    def _read(self, uuid: str, language: str, reads: Reads) -> Tracked | None:
        key = uuid, language
        row = self._db.execute("SELECT head FROM documents WHERE uuid = ? AND language = ?", key).fetchone()
        return Tracked(json.loads(row[0]), reads, lambda: self._body(uuid, language), KNOWN) if row else None

    def _body(self, uuid: str, language: str) -> Document:
        key = uuid, language
        [body] = self._db.execute("SELECT body FROM documents WHERE uuid = ? AND language = ?", key).fetchone()
        document: Document = json.loads(body)
        return document

    def kind(self, uuid: str) -> str | None:
        """The kind of a document, None if it exists in no language."""
        return next(self._column("SELECT kind FROM entities WHERE uuid = ?", uuid), None)

    def parent(self, uuid: str) -> str | None:
        """The UUID of what a document stands below."""
        return next(self._column("SELECT parent FROM entities WHERE uuid = ?", uuid), None)

    def places(self, uuid: str) -> dict[str, str]:
        """The path of a document in each language that it is translated into."""
        return dict(self._db.execute("SELECT language, path FROM documents WHERE uuid = ?", (uuid,)))

    def of_kind(self, kind: str) -> list[str]:
        """The documents of a kind."""
        return list(self._column("SELECT uuid FROM entities WHERE kind = ? ORDER BY position, path, uuid", kind))

    def children(self, uuid: str | None, kind: str) -> list[str]:
        """The documents of a kind below another one."""
        query = "SELECT uuid FROM entities WHERE parent IS ? AND kind = ? ORDER BY position, path, uuid"
        return list(self._column(query, uuid, kind))

    def naming(self, role: str, uuid: str, kind: str | None = None) -> list[str]:
        """The documents (of a kind) that name another one in a role."""
        query = (
            "SELECT uuid FROM names JOIN entities USING (uuid) WHERE role = ? AND named = ? AND ? IN (kind, '')"
            " ORDER BY position, path, uuid"
        )
        return list(self._column(query, role, uuid, kind or ""))

    def paths(self, kinds: Iterable[str], language: str, source_language: str) -> list[str]:
        """The path of every document of those kinds in a language, or else in the source language."""
        query = (
            "SELECT COALESCE(own.path, source.path) FROM entities"
            " LEFT JOIN documents AS own ON own.uuid = entities.uuid AND own.language = ?"
            " LEFT JOIN documents AS source ON source.uuid = entities.uuid AND source.language = ? WHERE kind = ?"
        )
        found = (path for kind in kinds for path in self._column(query, language, source_language, kind))
        return [path for path in found if path is not None]

    def newest(self, kinds: Collection[str], language: str, most: int) -> list[tuple[str, str]]:
        """(UUID, day) of the documents of these kinds in exactly that language that changed last, the newest first."""
        query = (
            "SELECT uuid, changed FROM entities WHERE changed > '' AND kind IN (SELECT value FROM json_each(?))"
            " AND EXISTS (SELECT 1 FROM documents WHERE documents.uuid = entities.uuid AND language = ?)"
            " ORDER BY changed DESC, uuid LIMIT ?"
        )
        return list(self._db.execute(query, (json.dumps(sorted(kinds)), language, most)))

    def count(self) -> int:
        """How many documents there are, each counted once for all languages."""
        [[count]] = self._db.execute("SELECT COUNT(*) FROM entities")
        return int(count)

    def between(self, first: str, end: str) -> list[str]:
        """The UUIDs from `first` on and below `end`, sorted."""
        return list(self._column("SELECT uuid FROM entities WHERE uuid >= ? AND uuid < ? ORDER BY uuid", first, end))

    def _column(self, query: str, *values: str | None) -> Iterator[Any]:
        return (value for [value] in self._db.execute(query, values))


class IndexedLibrary(MemoryLibrary):
    """The same with the index of all documents in memory: to make most of a language, which asks for nearly all."""

    def __init__(self, connection: Connection, index: Index) -> None:
        self._stored = StoredLibrary(connection, remembered=REMEMBERED_OF_A_LANGUAGE)
        city = self._stored.city()
        super().__init__([city] if city else [], index)

    def find(self, uuid: str, language: str, reads: Reads) -> Document | None:
        """A document in exactly that language, noting in `reads` what is read of it."""
        return self._stored.find(uuid, language, reads) if language in self.places(uuid) else None

    def let_go(self, uuid: str, language: str) -> None:
        """Forget its texts."""
        self._stored.drop(uuid, language)


def stored_index(connection: Connection) -> Index:
    """The index of all documents of a snapshot, without reading one of them."""
    names: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for role, named, uuid in connection.execute("SELECT role, named, uuid FROM names"):
        names[uuid].add((role, named))
    rows = connection.execute("SELECT uuid, kind, position, path, parent, changed FROM entities")
    entities = {
        uuid: Entity(kind, position, path, parent, frozenset(names.get(uuid, ())), changed)
        for uuid, kind, position, path, parent, changed in rows
    }
    places: dict[str, dict[str, str]] = defaultdict(dict)
    for uuid, language, path in connection.execute("SELECT uuid, language, path FROM documents"):
        places[uuid][language] = path
    return Index(entities, places)
