"""A language of a guide in a few files, for readers who keep it on their phones (decisions/0021).

Beside the pages of a language stand `pack/list.json`, which says what there is to keep, and the files with its pages:
up to 64 in each, since what pages have in common is then sent once, and each with what is searched of it, which says
nearly the same. They are made from the bytes of pages as they stand in the release, after these were made. An edit has
one of them made again, from the one before and the changed page.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from site_builder.assets import FOLDER as ASSETS
from site_builder.draft import Draft
from site_builder.errors import DamagedReleaseError
from site_builder.finished import Release
from site_builder.kept_pages import (
    BETWEEN,
    OFFLINE,
    Entries,
    by_page,
    entries_in,
    file_of,
    files_for,
    joined,
    kept,
    pictures_in,
)
from site_builder.manifest import File, Manifest
from site_builder.opened_packs import Opened, Pages
from site_builder.shelf import Shelf

PACK = "pack"  # the folder below a language's
LIST = f"{PACK}/list.json"
SEARCH = "search/"  # the folder below a language's with what scripts search
HEAD = f"{SEARCH}head.json"
OPENED = 64  # files at once, of some three megabytes each
DIGITS = 12  # of a file's SHA-256
PAGE_DIGITS = 6  # of a page's: they tell which pages of a file changed, and the file's whether that was all
WORKER = "js/worker.js"  # the browser keeps it by itself
ICON = "icon-"  # the names of pictures that only a home screen shows begin so

Listed = dict[str, list[Any]]
"""By path below the release: digits of its SHA-256, bytes, and of a file of pages the digits of each."""


def add_packs(
    manifest: Manifest,
    languages: Iterable[str],
    asset_names: Mapping[str, str],
    draft: Draft,
    base: Release | None,
    *,
    is_all: bool,
) -> tuple[Manifest, set[str]]:
    """The manifest with the packs of all languages, and the paths of their files that were put in the draft.

    `is_all` says that the manifest has none of them yet, and else the base's. Raises DamagedReleaseError, OSError.
    """
    changed: dict[str, dict[str, File | None]] = {language: {} for language in languages}
    changes: Mapping[str, File | None]
    changes = manifest.files if is_all or base is None else base.manifest.differences(manifest)
    assets: Listed | None = {} if is_all else None
    for path, file in changes.items():
        folder, _, below = path.partition("/")
        if folder in changed:
            changed[folder][below] = file
        elif folder == ASSETS:
            assets = {}
    if assets is not None:
        names = (name for name in asset_names if name != WORKER and not name.startswith(ICON))
        assets |= {path: _listed(file) for name in names if (file := manifest.find(path := asset_names[name]))}
    put = draft.write if is_all else draft.hold  # a few are kept in memory until it is known where they go
    packers = [_Packer(language, manifest, draft, base, assets, put) for language in changed]
    for packer in packers:
        packer.pack(changed[packer.language], is_all=is_all or base is None)
    made = {path: file for packer in packers for path, file in packer.made.items()}
    written = {path for packer in packers for path in packer.written}
    return manifest.changed(made) if made else manifest, written


@dataclass
class _Packer:
    """Makes the pack of a language."""

    language: str
    manifest: Manifest
    draft: Draft
    base: Release | None
    assets: Listed | None
    """None if they are those of the base."""
    put: Callable[[str, bytes], None]

    def __post_init__(self) -> None:
        self.made: dict[str, File | None] = {}
        self.written: set[str] = set()
        self.pictures: dict[str, Listed] = {}
        """By file of pages: the pictures on these."""

    def pack(self, changed: Mapping[str, File | None], *, is_all: bool) -> None:
        """Make what these changes of files below the language's folder lead to."""
        if is_all:
            self._anew(changed)
            return
        if not changed and self.assets is None:
            return
        before = json.loads(self._read(LIST))
        listed: Listed = before["files"]
        self.pictures = before.get("pictures", {})
        assets = {path: told for path, told in listed.items() if not path.startswith(f"{self.language}/")}
        if self.assets is None:
            self.assets = assets
        if "pictures" not in before or not self._amend(before, changed):
            prefix = f"{self.language}/"
            every = {path.removeprefix(prefix): f for path, f in self.manifest.files.items() if path.startswith(prefix)}
            self._anew(every)
            return
        listed = {path: told for path, told in listed.items() if path not in assets} | self.assets
        if head := changed.get(HEAD):
            listed[f"{self.language}/{HEAD}"] = _listed(head)
        searched: dict[str, str] = before["searched"]
        for below, file in changed.items():
            if _is_searched(below):
                searched.pop(f"{self.language}/{below}", None)
                searched |= self._searched(below, file)
        self._put_list(before["pages"], before["count"], listed, searched)

    def _anew(self, files: Mapping[str, File | None]) -> None:
        """Make all of it out of all files below the language's folder."""
        self.pictures = {}
        digits: dict[str, str] = {}
        listed = dict(self.assets or {})
        searched: dict[str, str] = {}
        lines: list[bytes] = []
        with closing(Shelf(self.draft.folder.parent)) as shelf:
            for below, file in files.items():
                key = _key(below)
                if file and below == HEAD:
                    listed[f"{self.language}/{below}"] = _listed(file)
                elif file and _is_searched(below):
                    searched |= self._searched(below, file)
                    lines += entries_in(self._read(below))
                elif file and key is not None and (page := kept(key, self._read(below))) is not None:
                    shelf.put(key, page)
                    digits[key] = file.sha256[:PAGE_DIGITS]
            entries = by_page(lines)
            count = files_for(len(digits))
            by_file: dict[str, list[str]] = defaultdict(list)
            for key in sorted(digits):
                by_file[file_of(key, shelf.get(key), count)].append(key)
            for name, keys in by_file.items():
                listed |= self._put_pages(name, {key: joined(shelf.get(key), entries[key]) for key in keys}, digits)
        gone = {f"{self.language}/{below}" for below in files if below.startswith(f"{PACK}/") and below != LIST}
        self.made |= dict.fromkeys(gone - listed.keys())
        self._put_list(len(digits), count, listed, searched)

    def _amend(self, before: dict[str, Any], changed: Mapping[str, File | None]) -> bool:
        """Make the files again that pages are in which changed. False if there are to be more of them, or fewer, or if
        most of so many would be opened that they should not be in memory together.
        """
        listed: Listed = before["files"]
        count: int = before["count"]
        opened = Opened(count, lambda name: self._pages_before(name, listed))
        pages = {key: below for below in changed if (key := _key(below)) is not None}
        gone, new = self._changed_entries(changed)
        due = dict.fromkeys([*pages, *gone, *new])
        if len(due) >= count > OPENED:
            return False
        for key in due:
            page, entries, told = opened.take(key)
            before["pages"] -= page is not None
            if key in pages:
                file = changed[pages[key]]
                page = kept(key, self._read(pages[key])) if file else None
                told = file.sha256[:PAGE_DIGITS] if file else ""
            if page is not None:
                opened.put(key, page, entries - gone[key] | new[key], told)
                before["pages"] += 1
        if files_for(before["pages"]) != count:
            return False
        for name, there in opened.files.items():
            if there.pages:
                ordered = {key: there.pages[key] for key in sorted(there.pages)}
                listed |= self._put_pages(name, ordered, there.digits)
            elif listed.pop(path := self._path(name), None):
                self.made[path] = None
                self.pictures.pop(path, None)
        return True

    def _changed_entries(self, changed: Mapping[str, File | None]) -> tuple[Entries, Entries]:
        """What is searched no longer, and what is new of it, by the key of the page."""
        before, after = set[bytes](), set[bytes]()
        for below, file in changed.items():
            if _is_searched(below):
                if file:
                    after.update(entries_in(self._read(below)))
                if self.base and self.base.manifest.find(f"{self.language}/{below}"):
                    before.update(entries_in((self.base.folder / self.language / below).read_bytes()))
        return by_page(before - after), by_page(after - before)

    def _searched(self, below: str, file: File | None) -> dict[str, str]:
        return {f"{self.language}/{below}": file.sha256[:DIGITS]} if file else {}

    def _pages_before(self, name: str, listed: Listed) -> Pages:
        path = self._path(name)
        if path not in listed:
            return Pages({}, {})
        records = (record.partition(b"\n") for record in self._read(f"{PACK}/{name}.txt").split(BETWEEN))
        pages = {key.decode(): page for key, _, page in records}
        told = listed[path][2]
        starts = range(0, len(told), PAGE_DIGITS)
        return Pages(pages, {key: told[at : at + PAGE_DIGITS] for key, at in zip(pages, starts, strict=True)})

    def _put_pages(self, name: str, pages: Mapping[str, bytes], digits: Mapping[str, str]) -> Listed:
        data = BETWEEN.join(b"%b\n%b" % (key.encode(), page) for key, page in pages.items())
        path = self._path(name)
        self.pictures.pop(path, None)
        shown = sorted(set().union(*map(pictures_in, pages.values())))
        if found := {each: _listed(file) for each in shown if (file := self.manifest.find(each))}:
            self.pictures[path] = found
        return {path: [*_listed(self._put(path, data)), "".join(digits[key] for key in pages)]}

    def _put_list(self, pages: int, count: int, listed: Listed, searched: Mapping[str, str]) -> None:
        files = dict(sorted(listed.items()))
        pictures = dict(sorted(self.pictures.items()))
        version = hashlib.sha256(json.dumps([files, pictures]).encode()).hexdigest()[:DIGITS]
        told = {"version": version, "pages": pages, "count": count, "files": files}
        told |= {"searched": dict(sorted(searched.items())), "pictures": pictures}
        self._put(f"{self.language}/{LIST}", json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())

    def _put(self, path: str, data: bytes) -> File:
        file = File.of(data)
        if self.manifest.find(path) != file:
            self.made[path] = file
        if self.base is None or self.base.manifest.find(path) != file:
            self.put(path, data)
            self.written.add(path)
        return file

    def _path(self, name: str) -> str:
        return f"{self.language}/{PACK}/{name}.txt"

    def _read(self, below: str) -> bytes:
        path = f"{self.language}/{below}"
        try:
            return self.draft.read(path, self.base.folder if self.base else None)
        except FileNotFoundError as error:
            raise DamagedReleaseError(f"The release that is built upon lacks {path}.") from error


def _key(below: str) -> str | None:
    """How a page is named in a pack: its address below that of the language. None for what is no page."""
    if below == OFFLINE:
        return below
    return below.removesuffix("index.html") if below.endswith("index.html") else None


def _is_searched(below: str) -> bool:
    """Whether it is one of the files with what is searched."""
    return below.startswith(SEARCH) and below.endswith(".json") and below != HEAD


def _listed(file: File) -> list[Any]:
    return [file.sha256[:DIGITS], file.size]
