"""Compressed files beside those of a release, for servers that send them as they are: index.html.br, index.html.gz.

They are files of the release like others: in its manifest, and shared with the next release while their page does not
change. So each content is compressed once.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Mapping

from site_builder.draft import Draft
from site_builder.finished import Release
from site_builder.manifest import File, Files, Manifest
from site_builder.theme import versions

SUFFIXES = (".br", ".gz")
DATA = "data/"  # open data: dumps of megabytes change with each edit, and few fetch them
TEXT = frozenset({".atom", ".css", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"})
SMALLEST = 200  # bytes; below, what is saved is less than what a server's answer says about it
# One step above, brotli takes eight times as long for 2 % less; a wider window gains nothing on files of this size.
QUALITY, WINDOW = 9, 16
LEVEL = 9
# So many new files are kept in memory until it is known where they go; more are written to the draft at once.
HELD = 2_000
WORTH_THREADS = 16  # files


def recipe() -> str:
    """All that compressed bytes depend on besides the content."""
    return f"brotli {QUALITY} {WINDOW}, gzip {LEVEL}, {versions(['brotli'])[0]}, zlib {zlib.ZLIB_RUNTIME_VERSION}"


def compressed(data: bytes) -> dict[str, bytes]:
    """By suffix: the same content in fewer bytes. Nothing where it would be more; equal content gives equal bytes."""
    import brotli  # an edit of a guide without compressed files need not load it

    if len(data) < SMALLEST:
        return {}
    forms = {".br": brotli.compress(data, quality=QUALITY, lgwin=WINDOW), ".gz": zlib.compress(data, LEVEL, wbits=31)}
    return {suffix: form for suffix, form in forms.items() if len(form) < len(data)}


def compress(
    manifest: Manifest, changes: Mapping[str, File | None], draft: Draft, base: Release | None, *, is_reusable: bool
) -> tuple[Manifest, Files]:
    """The manifest with the compressed forms of what changed in it, and those of them that were put in the draft.

    `changes` are the files that came, changed or (None) went; those that are not in the draft are the base's, and
    `is_reusable` says whether its compressed files were made by the recipe of now. Raises DamagedReleaseError, OSError.
    """
    before = base.manifest if base and is_reusable else None
    due: list[str] = []
    forms: dict[str, File | None] = {}
    for path, file in changes.items():
        if f".{path.rpartition('.')[2]}" not in TEXT or path.startswith(DATA):
            continue
        if file and before and before.find(path) == file:
            forms |= {form: before.find(form) for form in _forms_of(path)}
            continue
        forms |= dict.fromkeys(_forms_of(path))
        if file:
            due.append(path)
    new = dict(_compressed(due, draft, base))
    forms |= new
    return manifest.changed({form: file for form, file in forms.items() if file != manifest.find(form)}), new


def _forms_of(path: str) -> list[str]:
    return [f"{path}{suffix}" for suffix in SUFFIXES]


def _compressed(paths: list[str], draft: Draft, base: Release | None) -> Iterator[tuple[str, File]]:
    put = draft.hold if len(paths) <= HELD else draft.write

    def forms(path: str) -> Files:
        data = draft.read(path, base.folder if base else None)
        found = {f"{path}{suffix}": form for suffix, form in compressed(data).items()}
        for form, small in found.items():
            put(form, small)
        return {form: File.of(small) for form, small in found.items()}

    if len(paths) < WORTH_THREADS:
        for path in paths:
            yield from forms(path).items()
        return
    from concurrent.futures import ThreadPoolExecutor  # both compressors let other threads run

    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for found in pool.map(forms, paths):
            yield from found.items()
