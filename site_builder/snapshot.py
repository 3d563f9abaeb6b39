"""The local copy of a city's documents, fed by the feed of changes: crash-safe, and never with a broken document.

A snapshot is a folder with one file per language, named by its content, and `snapshot.json` that says which of them
count and how far the feed was read. That index is replaced last and in one step, so a snapshot is always the old one or
the new one. It is a cache: deleted or damaged, it is fetched again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from site_builder.client import Change, Feed
from site_builder.documents import canonical_json, describe, validate
from site_builder.errors import DocumentError, FeedError, SnapshotError
from site_builder.files import replace_file

FORMAT = 1
INDEX = "snapshot.json"
PAGE = 500  # changes asked for at a time

# What other languages' pages may know of a document: who it is and where it stands, so that they can link to it.
ENVELOPE = (
    "uuid",
    "kind",
    "city",
    "language",
    "source_language",
    "path",
    "parent",
    "position",
    "topics",
    "situations",
)


@dataclass(frozen=True)
class Record:
    """One document in one language. The body stays JSON until somebody asks for it."""

    uuid: str
    language: str
    hash: str
    envelope_json: bytes
    json: bytes

    @classmethod
    def of(cls, body: dict[str, Any]) -> Record:
        """The record of a body that fits the schema."""
        raw = canonical_json(body)
        envelope = canonical_json({name: body[name] for name in ENVELOPE})
        return cls(body["uuid"], body["language"], hashlib.sha256(raw).hexdigest(), envelope, raw)

    @property
    def envelope(self) -> dict[str, Any]:
        """Who the document is and where it stands, parsed anew at each call."""
        parsed: dict[str, Any] = json.loads(self.envelope_json)
        return parsed

    @property
    def is_city(self) -> bool:
        """Whether this is the city itself, which every page knows whole."""
        return b'"kind":"city"' in self.envelope_json

    @property
    def body(self) -> dict[str, Any]:
        """The document, parsed anew at each call."""
        parsed: dict[str, Any] = json.loads(self.json)
        return parsed


Records = dict[str, dict[str, Record]]
"""Records by language and UUID."""


@dataclass(frozen=True)
class Snapshot:
    """A city's documents up to a revision of its feed."""

    city: str
    records: Records
    revision: int = 0
    last_change: tuple[str, str, str | None] | None = None  # UUID, language, hash of what has that revision

    @property
    def languages(self) -> list[str]:
        """The languages that have documents."""
        return sorted(language for language, records in self.records.items() if records)

    def of_language(self, language: str) -> list[Record]:
        """The documents of a language, by UUID."""
        records = self.records.get(language, {})
        return [records[uuid] for uuid in sorted(records)]

    def __len__(self) -> int:
        return sum(len(records) for records in self.records.values())


def update(snapshot: Snapshot, feed: Feed, progress: Callable[[str], None] = lambda _: None) -> Snapshot:
    """The snapshot with everything that the feed tells since.

    Asks for the newest change that is known once more: if the feed does not repeat it, it is another feed (a restored
    database, a fresh one), and everything is fetched again. Raises FeedError, and DocumentError for documents that
    break the schema; whoever keeps the snapshot keeps the old one then.
    """
    changes, revision = _fetch(snapshot.city, feed, max(snapshot.revision - 1, 0), progress)
    if snapshot.revision and not _is_continued(snapshot, changes):
        progress("The feed is another one than last time: every document is fetched again.")
        snapshot = Snapshot(snapshot.city, {})
        changes, revision = _fetch(snapshot.city, feed, 0, progress)
    new = [change for change in changes if change.revision > snapshot.revision]
    if not new:
        return snapshot
    records = {language: dict(known) for language, known in snapshot.records.items()}
    refused = []
    for change in new:
        of_language = records.setdefault(change.language, {})
        of_language.pop(change.uuid, None)
        if change.body is not None:
            try:
                of_language[change.uuid] = _record(snapshot.city, change, change.body)
            except DocumentError as error:
                refused.append(str(error))
    if refused:
        more = f"\n(and {len(refused) - 10} more)" if len(refused) > 10 else ""
        raise DocumentError("\n".join(refused[:10]) + more)
    progress(f"{len(new)} changes up to revision {revision}")
    return replace(snapshot, records=records, revision=revision, last_change=_identity(new[-1]))


def _fetch(city: str, feed: Feed, after: int, progress: Callable[[str], None]) -> tuple[list[Change], int]:
    """All changes after a revision, and the newest revision."""
    found: list[Change] = []
    while True:
        page = feed.changes(city, after, PAGE)
        found += page.changes
        if not page.has_more:
            return found, max((change.revision for change in found), default=after)
        if page.cursor <= after:
            raise FeedError(f"The feed of {city} says that there is more after revision {after}, but does not go on.")
        after = page.cursor
        progress(f"{len(found)} documents fetched")


def _is_continued(snapshot: Snapshot, changes: list[Change]) -> bool:
    """Whether the feed still says what it said last: its newest change then, or that it was overtaken by another."""
    if not changes:
        return False
    return changes[0].revision > snapshot.revision or _identity(changes[0]) == snapshot.last_change


def _identity(change: Change) -> tuple[str, str, str | None]:
    digest = None if change.body is None else hashlib.sha256(canonical_json(change.body)).hexdigest()
    return change.uuid, change.language, digest


def _record(city: str, change: Change, body: dict[str, Any]) -> Record:
    validate(body)
    for name, expected in (("uuid", change.uuid), ("language", change.language), ("city", city)):
        if body[name] != expected:
            raise DocumentError(f"{describe(body)}: {name}: the feed says {expected}")
    return Record.of(body)


def save(snapshot: Snapshot, folder: Path) -> None:
    """Write a snapshot, each file and then the index in one step. Raises SnapshotError."""
    files = {language: _to_lines(snapshot.of_language(language)) for language in snapshot.languages}
    names = {language: f"{language}-{hashlib.sha256(raw).hexdigest()}.documents" for language, raw in files.items()}
    index = {
        "format": FORMAT,
        "city": snapshot.city,
        "revision": snapshot.revision,
        "last_change": snapshot.last_change,
        "languages": names,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for language, raw in files.items():
            if not (folder / names[language]).exists():
                replace_file(folder / names[language], raw)
        replace_file(folder / INDEX, json.dumps(index, indent=2).encode())
        for path in folder.iterdir():
            if path.name != INDEX and path.name not in names.values():
                path.unlink()
    except OSError as error:
        raise SnapshotError(f"The snapshot {folder} cannot be written: {error.strerror or error}.") from error


def load(folder: Path, city: str, progress: Callable[[str], None] = lambda _: None) -> Snapshot:
    """The snapshot in a folder, or an empty one if there is none or it is damaged. Raises SnapshotError."""
    try:
        index = json.loads((folder / INDEX).read_bytes())
        if index["format"] != FORMAT or index["city"] != city:
            raise ValueError("it is of another kind")
        records = {}
        for language, name in index["languages"].items():
            raw = (folder / name).read_bytes()
            if hashlib.sha256(raw).hexdigest() not in name:
                raise ValueError(f"{name} is not what was written")
            records[language] = {record.uuid: record for record in _from_lines(language, raw)}
        last = index["last_change"]
        return Snapshot(city, records, index["revision"], tuple(last) if last else None)
    except FileNotFoundError as error:
        if error.filename and Path(error.filename).name != INDEX:
            progress(f"The snapshot {folder} lacks {Path(error.filename).name}: every document is fetched again.")
        return Snapshot(city, {})
    except OSError as error:
        raise SnapshotError(f"The snapshot {folder} cannot be read: {error.strerror or error}.") from error
    except (ValueError, KeyError, TypeError) as error:
        progress(f"The snapshot {folder} is damaged ({error}): every document is fetched again.")
        return Snapshot(city, {})


def _to_lines(records: Iterable[Record]) -> bytes:
    """A line per document. Canonical JSON holds neither tabs nor line breaks."""
    return b"".join(b"%s\t%s\t%s\t%s\n" % (r.uuid.encode(), r.hash.encode(), r.envelope_json, r.json) for r in records)


def _from_lines(language: str, raw: bytes) -> Iterable[Record]:
    for line in raw.splitlines():
        uuid, digest, envelope_json, body = line.split(b"\t")
        yield Record(uuid.decode(), language, digest.decode(), envelope_json, body)
