"""Which documents show which picture. One whose picture cannot be had is stored without it, and tried again later."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

from site_builder.darkroom import Darkroom, PictureError
from site_builder.documents import canonical_json, describe
from site_builder.draft import Draft
from site_builder.finished import Release
from site_builder.manifest import File, Manifest
from site_builder.pictures import Form, forms
from site_builder.reading import EVERY, EXISTENCE
from site_builder.storage import Storage

FACT = "pictures"  # in the storage: by document, its picture
SHOWN = "pictures_shown"  # in the storage: those of the last release
MISSING = "missing_picture"  # in a stored document: the picture that was taken out
HELD = 64  # so many new files are kept in memory until it is known where they go
AGAIN = 10 * 60  # seconds until what could not be had is tried again

Body = dict[str, Any]
Album = dict[str, dict[str, Any]]


def known(storage: Storage) -> Album:
    """The pictures of all documents, by UUID and language."""
    found: Album = json.loads(storage.fact(FACT, "{}"))
    return found


def develop(storage: Storage, darkroom: Darkroom | None, progress: Callable[[str], None]) -> set[str]:
    """Have the pictures of documents that changed made, and tell of those that cannot be had; the UUIDs of documents
    that are stored in another way than the feed told them for that.

    Raises SnapshotError, and OSError if a picture cannot be written.
    """
    before = known(storage)
    album = dict(before)
    stored: list[Body] = []
    for body in _candidates(storage, before):
        name = f"{body['uuid']}/{body['language']}"
        album.pop(name, None)
        told = body.get("picture") or body.get(MISSING)
        after = {field: value for field, value in body.items() if field != MISSING}
        if told:
            try:
                if darkroom is None:
                    raise PictureError("This build makes none.")
                after["picture"] = album[name] = darkroom.develop(told)
            except PictureError as error:
                album[name] = {**told, "tried": time.time()}
                after |= {"picture": None, MISSING: told}
                progress(f"warning: {describe(body)}: picture: {error} The page is shown without it.")
        if after != body:
            stored.append(after)
    if stored or album != before:
        with storage.transaction():
            _store(storage, stored)
            storage.note(**{FACT: json.dumps(album)})
    return {body["uuid"] for body in stored}


def _candidates(storage: Storage, album: Album) -> Iterator[Body]:
    """The documents whose pictures are new, or are to be tried again."""
    if not storage.fact("release"):  # nothing was built with what is stored: what changed was not noted
        query = "SELECT body FROM documents WHERE instr(body, ?)"
        found = [body for [body] in storage.connection.execute(query, ('"picture":{',))]
        yield from map(json.loads, found)
        return
    fields = "picture", MISSING, EXISTENCE, EVERY
    rows = storage.connection.execute("SELECT uuid, language FROM changed WHERE facet IN (?, ?, ?, ?)", fields)
    keys = {(uuid, language) for uuid, language in rows if uuid}
    late = time.time() - AGAIN
    for name, picture in album.items():
        if "tried" in picture and not late < picture["tried"] <= time.time():
            uuid, _, language = name.partition("/")
            keys.add((uuid, language))
    for key in sorted(keys):
        row = storage.connection.execute("SELECT body FROM documents WHERE uuid = ? AND language = ?", key).fetchone()
        yield json.loads(row[0]) if row else {"uuid": key[0], "language": key[1]}


def _store(storage: Storage, bodies: list[Body]) -> None:
    """Write documents again that differ in their pictures. Only in a transaction."""
    for body in bodies:
        key = body["uuid"], body["language"]
        raw = canonical_json(body)
        told = hashlib.sha256(raw).hexdigest(), raw.decode(), *key
        storage.connection.execute("UPDATE documents SET hash = ?, body = ? WHERE uuid = ? AND language = ?", told)
        storage.connection.execute("INSERT OR IGNORE INTO changed VALUES (?, ?, 'picture')", key)


def add_pictures(
    manifest: Manifest, storage: Storage, draft: Draft, base: Release | None, darkroom: Darkroom | None
) -> tuple[Manifest, set[str]]:
    """The manifest with the pictures that documents show now, and the paths of those that were put in the draft.

    Raises OSError.
    """
    now = _forms(known(storage))
    before = set(json.loads(storage.fact(SHOWN, "[]"))) if base else set()
    changes: dict[str, File | None] = {path: None for path in before - now.keys() if manifest.find(path)}
    due = {path: form for path, form in now.items() if path not in before or not manifest.find(path)}
    put = draft.hold if len(due) <= HELD else draft.write
    new: set[str] = set()
    for path, (form, picture) in due.items():
        changes[path] = base.manifest.find(path) if base else None
        data = _developed(form, picture, darkroom) if darkroom and not changes[path] else None
        if data:
            changes[path] = File.of(data)
            put(path, data)
            new.add(path)
    return manifest.changed({path: file for path, file in changes.items() if file != manifest.find(path)}), new


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


def shown(storage: Storage) -> str:
    """The pictures of a release that was just made, for the storage."""
    return json.dumps(sorted(_forms(known(storage))))


def _forms(album: Album) -> dict[str, tuple[Form, Body]]:
    pictures = [picture for picture in album.values() if "tried" not in picture]
    return {form.path: (form, picture) for picture in pictures for form in forms(picture)}
