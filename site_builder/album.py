"""Which documents show which picture, and have which voice note. What cannot be had is left out, and tried again later.

An edit costs what it changes, however many pictures a guide has: those that came or went since the last release are on
record, and no others are looked at.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from sqlite3 import Connection
from typing import Any

from site_builder.darkroom import Darkroom, PictureError
from site_builder.documents import canonical_json, describe
from site_builder.draft import Draft
from site_builder.finished import Release
from site_builder.manifest import File, Manifest
from site_builder.pictures import Form, forms, stem
from site_builder.reading import EVERY, EXISTENCE
from site_builder.storage import Storage

# Fields of documents, and in a stored document where it is noted what was taken out.
MISSING = {"picture": "missing_picture", "voice": "missing_voice"}
HELD = 64  # so many new files are kept in memory until it is known where they go
AGAIN = 10 * 60  # seconds until what could not be had is tried again

Body = dict[str, Any]
Key = tuple[str, str]
"""UUID and language of a document."""
Place = tuple[str, str, str]
"""The same, and the field that shows a picture or a voice note."""


class Album:
    """The pictures and voice notes of documents. Reads at any time; writes inside a transaction of its storage."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def tried_before(self, moment: float, now: float) -> list[Key]:
        """The documents whose pictures could not be had and were tried last before a moment, or in the future."""
        told = "SELECT DISTINCT uuid, language FROM pictures WHERE tried IS NOT NULL AND NOT (? < tried AND tried <= ?)"
        return self._db.execute(told, (moment, now)).fetchall()

    def put(self, place: Place, picture: Body | None, tried: float | None) -> None:
        """Say which picture stands in a place, if any; `tried` is when it could not be had, None if it could."""
        there = "FROM pictures WHERE uuid = ? AND language = ? AND field = ?"
        for before in self._db.execute(f"SELECT stem, picture {there}", place).fetchall():
            self._db.execute("INSERT OR IGNORE INTO changed_pictures VALUES (?, ?)", before)
        self._db.execute(f"DELETE {there}", place)
        if picture:
            told = stem(picture), json.dumps(picture)
            self._db.execute("INSERT INTO pictures VALUES (?, ?, ?, ?, ?, ?)", (*place, *told, tried))
            if tried is None:
                self._db.execute("INSERT OR REPLACE INTO changed_pictures VALUES (?, ?)", told)

    def clear(self) -> None:
        """Forget everything."""
        self._db.execute("DELETE FROM pictures")
        self._db.execute("DELETE FROM changed_pictures")

    def shown(self) -> Iterator[Body]:
        """Each picture that documents show."""
        told = "SELECT picture FROM pictures WHERE tried IS NULL GROUP BY stem"
        return (json.loads(picture) for [picture] in self._db.execute(told))

    def changed(self) -> list[tuple[Body, bool]]:
        """The pictures that may have come or gone since the last release, and whether a document shows them."""
        shown = "SELECT 1 FROM pictures WHERE pictures.stem = changed_pictures.stem AND tried IS NULL"
        found = self._db.execute(f"SELECT picture, EXISTS ({shown}) FROM changed_pictures")  # noqa: S608 - ours
        return [(json.loads(picture), bool(is_shown)) for picture, is_shown in found]

    def settle(self, manifest: Manifest, is_all: bool) -> None:
        """Record that a release has the pictures, but for those that the manifest lacks: they stay to be done."""
        due = self.shown() if is_all else (picture for picture, is_shown in self.changed() if is_shown)
        late = [each for each in due if not all(manifest.find(form.path) for form in forms(each))]
        self._db.execute("DELETE FROM changed_pictures")
        told = ((stem(picture), json.dumps(picture)) for picture in late)
        self._db.executemany("INSERT INTO changed_pictures VALUES (?, ?)", told)


def develop(storage: Storage, darkroom: Darkroom | None, progress: Callable[[str], None]) -> set[str]:
    """Have the pictures of documents that changed made, and tell of those that cannot be had; the UUIDs of documents
    that are stored in another way than the feed told them for that.

    Raises SnapshotError, and OSError if a picture cannot be written.
    """
    is_first = not storage.fact("release")  # nothing was built with what is stored: what changed was not noted
    stored: list[Body] = []
    shown: dict[Place, tuple[Body | None, float | None]] = {}
    for key, body in _every(storage) if is_first else _candidates(storage):
        after = dict(body)
        for field, missing in MISSING.items():
            taken_out = after.pop(missing, None)
            told = body.get(field) or taken_out
            picture, tried = told, None
            if told:
                try:
                    if darkroom is None:
                        raise PictureError("This build makes none.")
                    picture = darkroom.develop(told)
                except PictureError as error:
                    tried = time.time()
                    progress(f"warning: {describe(body)}: {field}: {error} The page is shown without it.")
                after |= {field: None, missing: told} if tried else {field: picture}
            shown[*key, field] = picture, tried
        if after != body:
            stored.append(after)
    if shown or is_first:
        with storage.transaction():
            _store(storage, stored)
            album = Album(storage.connection)
            if is_first:
                album.clear()
            for place, (picture, tried) in shown.items():
                album.put(place, picture, tried)
    return {body["uuid"] for body in stored}


def _every(storage: Storage) -> Iterator[tuple[Key, Body]]:
    """The documents that have a picture or a voice note."""
    query = "SELECT uuid, language, body FROM documents WHERE instr(body, 'picture\":{') OR instr(body, 'voice\":{')"
    for uuid, language, body in storage.connection.execute(query).fetchall():
        yield (uuid, language), json.loads(body)


def _candidates(storage: Storage) -> Iterator[tuple[Key, Body]]:
    """The documents whose pictures changed, or are to be tried again; an empty one for a document that went."""
    fields = *MISSING, *MISSING.values(), EXISTENCE, EVERY
    told = f"SELECT uuid, language FROM changed WHERE facet IN ({', '.join('?' * len(fields))})"  # noqa: S608 - marks
    rows = storage.connection.execute(told, fields)
    keys = {(uuid, language) for uuid, language in rows if uuid}
    now = time.time()
    keys.update(Album(storage.connection).tried_before(now - AGAIN, now))
    for key in sorted(keys):
        row = storage.connection.execute("SELECT body FROM documents WHERE uuid = ? AND language = ?", key).fetchone()
        yield key, json.loads(row[0]) if row else {}


def _store(storage: Storage, bodies: list[Body]) -> None:
    """Write documents again that differ in their pictures. Only in a transaction."""
    for body in bodies:
        key = body["uuid"], body["language"]
        raw = canonical_json(body)
        told = hashlib.sha256(raw).hexdigest(), raw.decode(), *key
        storage.connection.execute("UPDATE documents SET hash = ?, body = ? WHERE uuid = ? AND language = ?", told)
        changed = ((*key, field) for field in MISSING)
        storage.connection.executemany("INSERT OR IGNORE INTO changed VALUES (?, ?, ?)", changed)


def add_pictures(
    manifest: Manifest, album: Album, draft: Draft, base: Release | None, darkroom: Darkroom | None, *, is_all: bool
) -> tuple[Manifest, set[str]]:
    """The manifest with the pictures that documents show now, and the paths of those that were put in the draft.

    `is_all` says that the manifest has none of them yet, and else the base's. Raises OSError.
    """
    changed = ((picture, True) for picture in album.shown()) if is_all else album.changed()
    due: list[tuple[Form, Body]] = []
    changes: dict[str, File | None] = {}
    for picture, is_shown in changed:
        for form in forms(picture):
            if is_shown and not manifest.find(form.path):
                due.append((form, picture))
            elif not is_shown and manifest.find(form.path):
                changes[form.path] = None
    put = draft.hold if len(due) <= HELD else draft.write
    new: set[str] = set()
    for form, picture in due:
        file = base.manifest.find(form.path) if base else None
        data = _developed(form, picture, darkroom) if darkroom and not file else None
        if data:
            file = File.of(data)
            put(form.path, data)
            new.add(form.path)
        if file:
            changes[form.path] = file
    return manifest.changed(changes), new


def _developed(form: Form, picture: Body, darkroom: Darkroom) -> bytes | None:
    """A form; made again if somebody removed it, and None if that cannot be: its page has the words for it."""
    data = darkroom.read(form)
    if data:
        return data
    darkroom.forget(picture)
    try:
        darkroom.develop(picture)
    except PictureError:
        return None
    return darkroom.read(form)
