"""The local copy of a city's documents, fed by the feed of changes, and what each change changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from site_builder.client import Change, Changes, Feed
from site_builder.documents import canonical_json, describe, validate
from site_builder.errors import DocumentError, FeedError
from site_builder.library import NEWEST, Entity, original
from site_builder.reading import EVERY, EXISTENCE, Facet, listed
from site_builder.search_pack import listings_of
from site_builder.storage import Storage

PAGE = 500  # changes asked for at a time
LISTING = ""  # stands for UUID and language where a changed facet is a listing

# The fields that listings and links show, kept beside the body so that a list of a thousand titles parses no texts.
HEAD = (
    *("uuid", "kind", "city", "language", "source_language", "path", "parent", "position", "topics", "situations"),
    *("title", "summary", "fallback", "icon", "official_name", "official_term", "latitude", "longitude"),
    *("audience", "sensitivity"),
)

Body = dict[str, Any]


def update(storage: Storage, city: str, feed: Feed, progress: Callable[[str], None] = lambda _: None) -> set[str]:
    """Take over everything that the feed tells since; return the UUIDs of documents that are not as they were.

    Asks for the newest change that is known once more: if the feed does not repeat it, it is another feed (a restored
    database, a fresh one), and everything is fetched again. Raises FeedError, and DocumentError for documents that
    break the schema; the snapshot is as it was then.
    """
    known = int(storage.fact("revision", "0"))
    pages = _pages(city, feed, max(known - 1, 0), progress)
    first = next(pages)
    starts_anew = bool(known) and not _is_continued(storage, known, first.changes)
    if starts_anew:
        progress("The feed is another one than last time: every document is fetched again.")
        known = 0
        pages = _pages(city, feed, 0, progress)
        first = next(pages)
    if not (starts_anew or first.has_more or any(change.revision > known for change in first.changes)):
        return set()
    with storage.transaction():
        if starts_anew:
            for table in ("documents", "entities", "names", "changed", "facts"):
                storage.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
        applying = _Applying(storage, city)
        for page in chain([first], pages):
            applying.take(change for change in page.changes if change.revision > known)
        touched = applying.finish()
        newest = applying.newest
        revision = newest.revision if newest else 0
        storage.note(revision=str(revision), last_change=json.dumps(_identity(newest) if newest else None))
    progress(f"{applying.count} changes up to revision {revision}")
    return touched


def _pages(city: str, feed: Feed, after: int, progress: Callable[[str], None]) -> Iterator[Changes]:
    """All changes after a revision, a page at a time: a large city does not fit into memory at once."""
    count = 0
    while True:
        page = feed.changes(city, after, PAGE)
        yield page
        if not page.has_more:
            return
        if page.cursor <= after:
            raise FeedError(f"The feed of {city} says that there is more after revision {after}, but does not go on.")
        after = page.cursor
        count += len(page.changes)
        progress(f"{count} documents fetched")


def _is_continued(storage: Storage, known: int, changes: tuple[Change, ...]) -> bool:
    """Whether the feed still says what it said last: its newest change then, or that it was overtaken by another."""
    if not changes:
        return False
    return changes[0].revision > known or _identity(changes[0]) == json.loads(storage.fact("last_change", "null"))


def _identity(change: Change) -> list[str | None]:
    digest = None if change.body is None else hashlib.sha256(canonical_json(change.body)).hexdigest()
    return [change.uuid, change.language, digest]


def _checked(city: str, change: Change) -> Body | None:
    body = change.body
    if body is None:
        return None
    validate(body)
    for name, expected in (("uuid", change.uuid), ("language", change.language), ("city", city)):
        if body[name] != expected:
            raise DocumentError(f"{describe(body)}: {name}: the feed says {expected}")
    return body


class _Applying:
    """Writes changes into a storage, and notes the facets that they change for the build that follows."""

    def __init__(self, storage: Storage, city: str) -> None:
        self._db = storage.connection
        self._city = city
        # Before the first build everything is to be made anyway.
        self._is_built_upon = bool(storage.fact("release"))
        self._touched: dict[str, None] = {}
        self._changed: set[Facet] = set()
        self._refused: list[str] = []
        self.newest: Change | None = None
        self.count = 0

    def take(self, changes: Iterable[Change]) -> None:
        """Write documents; those that break the schema are told at the end, all at once."""
        for change in changes:
            self.newest = change
            self.count += 1
            try:
                body = _checked(self._city, change)
            except DocumentError as error:
                self._refused.append(f"{error}. Publish it again in the CMS.")
                continue
            old = self._put(change.uuid, change.language, body)
            if old != body:
                self._touched[change.uuid] = None
                if self._is_built_upon:
                    self._changed |= set(_differences(change.uuid, change.language, old, body))

    def finish(self) -> set[str]:
        """Bring the listings up; the UUIDs of the documents that differ from what was known. Raises DocumentError."""
        if self._refused:
            more = f"\n(and {len(self._refused) - 10} more)" if len(self._refused) > 10 else ""
            raise DocumentError("\n".join(self._refused[:10]) + more)
        for uuid in self._touched:
            self._changed |= self._place(uuid)
        if self._is_built_upon:
            rows = [(LISTING, LISTING, f) if isinstance(f, str) else f for f in self._changed]
            self._db.executemany("INSERT OR IGNORE INTO changed VALUES (?, ?, ?)", rows)
        return set(self._touched)

    def _put(self, uuid: str, language: str, body: Body | None) -> Body | None:
        """Write one document; what stood there."""
        key = uuid, language
        row = self._db.execute("SELECT body FROM documents WHERE uuid = ? AND language = ?", key).fetchone()
        old: Body | None = json.loads(row[0]) if row else None
        if old == body:
            return old
        if row:
            self._db.execute("DELETE FROM documents WHERE uuid = ? AND language = ?", key)
        if body is not None:
            raw = canonical_json(body)
            digest = hashlib.sha256(raw).hexdigest()
            head = canonical_json({name: body[name] for name in HEAD if name in body}).decode()
            row = uuid, language, body["path"], digest, head, raw.decode()
            self._db.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", row)
        return old

    def _place(self, uuid: str) -> set[Facet]:
        """Bring the listings up to what a document is now; those that changed."""
        old, new = self._known(uuid), self._current(uuid)
        if old == new:
            return set()
        self._db.execute("DELETE FROM entities WHERE uuid = ?", (uuid,))
        self._db.execute("DELETE FROM names WHERE uuid = ?", (uuid,))
        if new:
            self._db.execute("INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?)", (uuid, *new[:4], new.changed))
            self._db.executemany("INSERT INTO names VALUES (?, ?, ?)", [(*name, uuid) for name in new.names])
        return set(_listings(uuid, old, new))

    def _known(self, uuid: str) -> Entity | None:
        query = "SELECT kind, position, path, parent, changed FROM entities WHERE uuid = ?"
        row = self._db.execute(query, (uuid,)).fetchone()
        if row is None:
            return None
        kind, position, path, parent, changed = row
        names = self._db.execute("SELECT role, named FROM names WHERE uuid = ?", (uuid,))
        return Entity(kind, position, path, parent, frozenset(names.fetchall()), changed)

    def _current(self, uuid: str) -> Entity | None:
        rows = self._db.execute("SELECT language, head FROM documents WHERE uuid = ?", (uuid,)).fetchall()
        if not rows:
            return None
        language = original({language: json.loads(head) for language, head in rows})["language"]
        key = uuid, language
        [body] = self._db.execute("SELECT body FROM documents WHERE uuid = ? AND language = ?", key).fetchone()
        return Entity.of(json.loads(body))


def _differences(uuid: str, language: str, old: Body | None, new: Body | None) -> Iterator[Facet]:
    """The facets of one document that differ between two versions of it."""
    if old is None or new is None:
        yield from ((uuid, language, EXISTENCE), (uuid, language, EVERY))
    else:
        names = (name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
        yield from ((uuid, language, name) for name in names)
    if old is None or new is None or old["path"] != new["path"]:
        yield listed("place", uuid)
        # What is shown in the source language where there is no translation stands in their maps as well.
        shown = old or new
        is_source = shown is not None and shown["source_language"] == language
        yield listed("places", EVERY if is_source else language)


def _listings(uuid: str, old: Entity | None, new: Entity | None) -> Iterator[Facet]:
    """The listings that differ: all in which a document stands if its place in the order changed, else the new ones."""
    both = [entity for entity in (old, new) if entity]
    stays = old is not None and new is not None and old[:3] == new[:3]
    if old is None or new is None:
        yield from listings_of(uuid)
    if not stays:
        yield from (listed("kind", entity.kind) for entity in both)
    if not stays or both[0].parent != both[-1].parent:
        yield from (listed("below", entity.parent or "") for entity in both)
        yield listed("entity", uuid)
    if (old.changed if old else "") != (new.changed if new else ""):
        yield NEWEST
    names = both[0].names ^ both[-1].names if stays else frozenset().union(*(entity.names for entity in both))
    yield from (listed("naming", role, named) for role, named in names)
