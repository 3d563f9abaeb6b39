"""A language of a guide in a few files, for readers who keep it on their phones (decisions/0021).

Beside the pages of a language stand `pack/list.json`, which says what there is to keep, and the files with its pages:
up to 64 in each, since what pages have in common is then sent once. They are made from the bytes of pages as they stand
in the release, after these were made. An edit has one of them made again, from the one before and the changed page.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.assets import FOLDER as ASSETS
from site_builder.draft import Draft
from site_builder.errors import DamagedReleaseError
from site_builder.finished import Release
from site_builder.guide import THEME_PATHS
from site_builder.manifest import File, Manifest

PACK = "pack"  # the folder below a language's
LIST = f"{PACK}/list.json"
SEARCH = "search/"  # the folder below a language's with the index that scripts search in
PAGES_PER_FILE = 64  # at most, on average
FIRST = "first"  # the file of pages that are kept before all others
SAFETY = "safety"  # the file of pages that endanger a reader if somebody sees them: kept only if she asks for them
OFFLINE = "offline.html"  # what is shown instead of a page that is not kept
SAVE = f"{THEME_PATHS['save']}/"
KEPT_FIRST = frozenset({OFFLINE, f"{THEME_PATHS['emergency']}/", SAVE})

BETWEEN = b"\x1e"  # between two pages of a file, and nowhere in one
DIGITS = 12  # of a file's SHA-256
PAGE_DIGITS = 6  # of a page's: they tell which pages of a file changed, and the file's whether that was all
WORKER = "js/worker.js"  # the browser keeps it by itself
ICON = "icon-"  # the names of pictures that only a home screen shows begin so

# What only search engines and other websites read, and begins a line of a page's head.
_FOR_MACHINES = (
    b'<link rel="canonical"',
    b'<link rel="alternate"',
    b'<meta property="',
    b'<meta name="description"',
    b'<script type="application/ld+json"',
)
_UNLISTED = b'<meta name="robots" content="noindex"'
_SWITCH, _SWITCH_END = b'<nav class="languages"', b"</nav>"
_WAY_OUT = b" data-leave"

Listed = dict[str, list[Any]]
"""By path below the release: digits of its SHA-256, bytes, and of a file of pages the digits of each."""


def kept(key: str, data: bytes) -> bytes | None:
    """A page as phones keep it: without what only search engines read, and without the way to other languages, which
    are not kept. None for a page that search engines are not to list: it is another one's double, or an error's.
    """
    end = data.find(b"</head>")
    if key != OFFLINE and data.find(_UNLISTED, 0, end) >= 0:
        return None
    head = b"\n".join(line for line in data[:end].split(b"\n") if not line.startswith(_FOR_MACHINES))
    start = data.find(_SWITCH, end)
    after = data.find(_SWITCH_END, start) + len(_SWITCH_END) if start >= 0 else end
    return (head + data[end : max(start, end)] + data[after:]).replace(BETWEEN, b"")


def file_of(key: str, page: bytes, count: int) -> str:
    """The name of the file that a page is in: one of the two of their own, or one of `count`."""
    if key in KEPT_FIRST:
        return FIRST
    return SAFETY if endangers(page) else _numbered(key, count)


def endangers(page: bytes) -> bool:
    """Whether a page has a way out, since it endangers a reader if somebody sees it."""
    return _WAY_OUT in page


def _numbered(key: str, count: int) -> str:
    return str(zlib.crc32(key.encode()) % count)


def _count_for(pages: int) -> int:
    """How many files hold so many pages: a power of two, so that it seldom changes."""
    count = 1
    while count * PAGES_PER_FILE < pages:
        count *= 2
    return count


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

    def pack(self, changed: Mapping[str, File | None], *, is_all: bool) -> None:
        """Make what these changes of files below the language's folder lead to."""
        if is_all:
            self._anew(changed)
            return
        if not changed and self.assets is None:
            return
        before = json.loads(self._read(LIST))
        listed: Listed = before["files"]
        assets = {path: told for path, told in listed.items() if not path.startswith(f"{self.language}/")}
        if self.assets is None:
            self.assets = assets
        pages = {key: file for below, file in changed.items() if (key := _key(below)) is not None}
        if not self._amend(before, pages):
            prefix = f"{self.language}/"
            every = {path.removeprefix(prefix): f for path, f in self.manifest.files.items() if path.startswith(prefix)}
            self._anew(every)
            return
        listed = {path: told for path, told in listed.items() if path not in assets} | self.assets
        for below, file in changed.items():
            if _is_index(below):
                listed.pop(f"{self.language}/{below}", None)
                if file:
                    listed[f"{self.language}/{below}"] = _listed(file)
        self._put_list(before["pages"], before["count"], listed)

    def _anew(self, files: Mapping[str, File | None]) -> None:
        """Make all of it out of all files below the language's folder."""
        of_pages: dict[str, bytes] = {}
        digits: dict[str, str] = {}
        listed = dict(self.assets or {})
        for below, file in files.items():
            key = _key(below)
            if file and _is_index(below):
                listed[f"{self.language}/{below}"] = _listed(file)
            elif file and key is not None and (page := kept(key, self._read(below))) is not None:
                of_pages[key] = page
                digits[key] = file.sha256[:PAGE_DIGITS]
        count = _count_for(len(of_pages))
        by_file: dict[str, dict[str, bytes]] = defaultdict(dict)
        for key in sorted(of_pages):
            by_file[file_of(key, of_pages[key], count)][key] = of_pages[key]
        gone = {f"{self.language}/{below}" for below in files if below.startswith(f"{PACK}/") and below != LIST}
        for name, pages in by_file.items():
            listed |= self._put_pages(name, pages, digits)
        self.made |= dict.fromkeys(gone - listed.keys())
        self._put_list(len(of_pages), count, listed)

    def _amend(self, before: dict[str, Any], changed: Mapping[str, File | None]) -> bool:
        """Make the files again that pages are in which changed. False if there are to be more of them, or fewer."""
        listed: Listed = before["files"]
        count: int = before["count"]
        due: dict[str, tuple[dict[str, bytes], dict[str, str]]] = {}

        def opened(name: str) -> tuple[dict[str, bytes], dict[str, str]]:
            if name not in due:
                due[name] = self._pages_before(name, listed)
            return due[name]

        for key, file in changed.items():
            there = [FIRST] if key in KEPT_FIRST else [_numbered(key, count), SAFETY]
            for name in there:
                pages, digits = opened(name)
                before["pages"] -= pages.pop(key, None) is not None
                digits.pop(key, None)
            page = kept(key, self._read(f"{key}index.html" if key != OFFLINE else key)) if file else None
            if file and page is not None:
                pages, digits = opened(file_of(key, page, count))
                pages[key], digits[key] = page, file.sha256[:PAGE_DIGITS]
                before["pages"] += 1
        if _count_for(before["pages"]) != count:
            return False
        for name, (pages, digits) in due.items():
            path = self._path(name)
            if pages:
                listed |= self._put_pages(name, {key: pages[key] for key in sorted(pages)}, digits)
            elif listed.pop(path, None):
                self.made[path] = None
        return True

    def _pages_before(self, name: str, listed: Listed) -> tuple[dict[str, bytes], dict[str, str]]:
        path = self._path(name)
        if path not in listed:
            return {}, {}
        records = (record.partition(b"\n") for record in self._read(f"{PACK}/{name}.txt").split(BETWEEN))
        pages = {key.decode(): page for key, _, page in records}
        told = listed[path][2]
        starts = range(0, len(told), PAGE_DIGITS)
        return pages, {key: told[at : at + PAGE_DIGITS] for key, at in zip(pages, starts, strict=True)}

    def _put_pages(self, name: str, pages: Mapping[str, bytes], digits: Mapping[str, str]) -> Listed:
        data = BETWEEN.join(b"%b\n%b" % (key.encode(), page) for key, page in pages.items())
        path = self._path(name)
        return {path: [*_listed(self._put(path, data)), "".join(digits[key] for key in pages)]}

    def _put_list(self, pages: int, count: int, listed: Listed) -> None:
        files = dict(sorted(listed.items()))
        version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:DIGITS]
        told = {"version": version, "pages": pages, "count": count, "files": files}
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


def _is_index(below: str) -> bool:
    """Whether it is part of what scripts search in."""
    return below.startswith(SEARCH) and not below.endswith((".html", ".br", ".gz"))


def _listed(file: File) -> list[Any]:
    return [file.sha256[:DIGITS], file.size]
