"""Dumps of a city: all fragments of a format in a file, or in several where one would be too much to write for an edit.

They are made from the files of documents as these stand in the release, after they were made (decisions/0049). The
UUIDs of a file's documents begin alike; how many files there are is part of their names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from site_builder.draft import Draft
from site_builder.errors import DamagedReleaseError
from site_builder.finished import Release
from site_builder.guide import Guide
from site_builder.manifest import File, Manifest
from site_builder.standards.formats import FOLDER, Format, formats, path_of

FULL = 64  # documents of a city for each file: in ten languages one megabyte, which is written in a few ms
LARGEST = 64  # files

_UUID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Changes = dict[str, File | None]


def size_for(documents: int) -> int:
    """Into how many files the dumps of so many documents are cut: a power of two."""
    return next(size for size in sizes() if size == LARGEST or documents <= size * FULL)


def sizes() -> Iterator[int]:
    """All numbers of files that there may be."""
    return (1 << power for power in range(LARGEST.bit_length()))


def dump_path(made: Format, size: int, number: int) -> str:
    """Where one of the files of a dump stands below the release: `data/cpsv-ap.ttl`, `data/cpsv-ap-3-of-8.ttl`."""
    part = f"-{number + 1}-of-{size}" if size > 1 else ""
    return f"{FOLDER}/{made.name}{part}.{made.suffix}"


def add_dumps(
    manifest: Manifest, guide: Guide, draft: Draft, base: Release | None, *, is_all: bool
) -> tuple[Manifest, set[str]]:
    """The manifest with the dumps of all formats, and the paths of their files that were put in the draft.

    `is_all` says that the manifest has none of them yet, and else the base's. Raises DamagedReleaseError, OSError.
    """
    size = size_for(guide.document_count)
    maker = _Maker(manifest, draft, base, draft.write if is_all else draft.hold)
    changes: Mapping[str, File | None]
    changes = manifest.files if is_all or base is None else base.manifest.differences(manifest)
    changed: dict[str, Changes] = defaultdict(dict)
    for path, file in changes.items():
        if path.startswith(f"{FOLDER}/") and path.count("/") > 1:
            _, name, document = path.split("/")
            uuid, _, suffix = document.partition(".")
            changed[f"{name}.{suffix}"][uuid] = file
    for key, made in formats().items():
        if is_all or base is None or not base.manifest.find(dump_path(made, size, 0)):
            maker.anew(made, size)
        elif changed[key]:
            maker.amend(made, size, changed[key])
    return manifest.changed(maker.made) if maker.made else manifest, maker.written


class _Maker:
    """Makes dumps."""

    def __init__(self, manifest: Manifest, draft: Draft, base: Release | None, put: Callable[[str, bytes], None]):
        self._manifest, self._draft, self._base, self._put = manifest, draft, base, put
        self.made: Changes = {}
        self.written: set[str] = set()

    def anew(self, made: Format, size: int) -> None:
        """Make all files of a dump; dumps in other numbers of files go."""
        parts: list[list[str]] = [[] for _ in range(size)]
        prefix = f"{FOLDER}/{made.name}/"
        for path in sorted(self._manifest.files):
            if path.startswith(prefix) and path.endswith(f".{made.suffix}"):
                uuid = path.removeprefix(prefix).partition(".")[0]
                parts[_part_of(uuid, size)].append(uuid)
        for other in sizes():
            for number in range(other):
                path = dump_path(made, other, number)
                if other != size and self._manifest.find(path):
                    self.made[path] = None
        for number, uuids in enumerate(parts):  # one after the other: of a large city they are large
            fragments = {uuid: self._fragment(made, uuid) for uuid in uuids}
            self._write(dump_path(made, size, number), _joined(made, fragments))

    def amend(self, made: Format, size: int, changed: Mapping[str, File | None]) -> None:
        """Make the files again in which these documents are."""
        by_part: dict[int, list[str]] = defaultdict(list)
        for uuid in changed:
            by_part[_part_of(uuid, size)].append(uuid)
        for number, uuids in by_part.items():
            path = dump_path(made, size, number)
            data = self._read(path)
            for uuid in uuids:
                new = self._fragment(made, uuid) if changed[uuid] else b""
                data = _exchanged(made, data, uuid, self._fragment_before(made, uuid), new)
            self._write(path, data)

    def _fragment_before(self, made: Format, uuid: str) -> bytes:
        """What a document's fragment was; empty if nobody knows."""
        try:
            return _cut(made, (self._base.folder / path_of(made, uuid)).read_bytes()) if self._base else b""
        except FileNotFoundError:
            return b""

    def _fragment(self, made: Format, uuid: str) -> bytes:
        return _cut(made, self._read(path_of(made, uuid)))

    def _write(self, path: str, data: bytes) -> None:
        file = File.of(data)
        self.made[path] = file
        if self._base is None or self._base.manifest.find(path) != file:
            self._put(path, data)
            self.written.add(path)

    def _read(self, path: str) -> bytes:
        try:
            return self._draft.read(path, self._base.folder if self._base else None)
        except FileNotFoundError as error:
            raise DamagedReleaseError(f"The release that is built upon lacks {path}.") from error


def _cut(made: Format, data: bytes) -> bytes:
    """The fragments in a file."""
    return data[len(made.head.encode()) : len(data) - len(made.foot.encode())]


def _joined(made: Format, fragments: Mapping[str, bytes]) -> bytes:
    """A file with fragments by UUID."""
    texts = (fragments[uuid] for uuid in sorted(fragments))
    return b"".join([made.head.encode(), made.joint.encode().join(filter(None, texts)), made.foot.encode()])


def _exchanged(made: Format, data: bytes, uuid: str, old: bytes, new: bytes) -> bytes:
    """A file in which a document has another fragment."""
    if old and new:  # as of nearly all edits: a file is not taken apart for it
        head, joint, foot = (each.encode() for each in (made.head, made.joint, made.foot))
        start = data.find(old)
        while start >= 0:
            end = start + len(old)
            begins = start == len(head) or data.endswith(joint, 0, start)
            if begins and (end == len(data) - len(foot) or data.startswith(joint, end)):
                return b"".join([data[:start], new, data[end:]])
            start = data.find(old, start + 1)
    known = (each for each in _cut(made, data).split(made.joint.encode()) if each)
    fragments = {found[0].decode(): each for each in known if (found := _UUID.search(each))}
    return _joined(made, fragments | {uuid: new})


def _part_of(uuid: str, size: int) -> int:
    return int(uuid[:2], 16) * size // 256
