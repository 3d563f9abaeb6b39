"""What a release holds: every file with its SHA-256, in parts of a hundred files: an edit changes a few of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from site_builder.errors import DamagedReleaseError, OlderReleaseError

MANIFEST = "manifest.json"
PARTS = "manifest"  # the folder of the parts, below the release
FORMAT = 2
FILES_PER_PART = 128  # at most, on average


class File(NamedTuple):
    """The identity of a file's bytes. `size` is in bytes."""

    sha256: str
    size: int

    @classmethod
    def of(cls, data: bytes) -> File:
        """The identity of these bytes."""
        return cls(hashlib.sha256(data).hexdigest(), len(data))


Files = dict[str, File]
"""Files by their path below the release."""


class Manifest:
    """The content of a release. Equal documents and an equal theme have manifests of equal bytes.

    A file belongs to the part that the hash of its path says; `parts` are the hashes of the parts. So two manifests
    that have little in difference are compared, and one is made from the other, without reading either whole.
    """

    def __init__(self, count: int, size: int, parts: list[str], read: Callable[[int], bytes]) -> None:
        self.count = count
        """Files of the release, but for the manifest's own."""
        self.size = size
        """Bytes of all of them together."""
        self.parts = parts
        self._read = read
        self._raw: dict[int, bytes] = {}
        self._files: dict[int, Files] = {}
        self._compared: tuple[Manifest, dict[str, File | None]] | None = None

    @classmethod
    def of(cls, files: Files) -> Manifest:
        """The manifest of these files."""
        parts: list[Files] = [{} for _ in range(_parts_for(len(files)))]
        for path in sorted(files):
            parts[_part_of(path, len(parts))][path] = files[path]
        manifest = cls(len(files), sum(file.size for file in files.values()), [""] * len(parts), _nothing)
        for number, part in enumerate(parts):
            manifest._put(number, part)
        return manifest

    def _put(self, number: int, files: Files) -> None:
        raw = json.dumps(dict(sorted(files.items())), ensure_ascii=False, separators=(",", ":")).encode()
        self._files[number], self._raw[number] = files, raw
        self.parts[number] = hashlib.sha256(raw).hexdigest()

    def part(self, number: int) -> Files:
        """The files of one part. Raises DamagedReleaseError."""
        if number not in self._files:
            try:
                self._files[number] = {path: File(*file) for path, file in json.loads(self.raw_part(number)).items()}
            except (ValueError, TypeError, AttributeError) as error:
                raise DamagedReleaseError(f"Part {number} of a manifest cannot be read: {error}.") from error
        return self._files[number]

    def paths(self, number: int) -> Iterable[str]:
        """The paths of one part's files, at a third of what its files cost. Raises DamagedReleaseError."""
        found: Iterable[str] = self._files[number] if number in self._files else json.loads(self.raw_part(number))
        return found

    def raw_part(self, number: int) -> bytes:
        """One part as it stands in the release. Raises DamagedReleaseError if it is not as it was written."""
        if number not in self._raw:
            raw = self._read(number)
            if hashlib.sha256(raw).hexdigest() != self.parts[number]:
                raise DamagedReleaseError(f"Part {number} of a manifest was changed after it was written.")
            self._raw[number] = raw
        return self._raw[number]

    @property
    def files(self) -> Files:
        """Every file of the release but the manifest's own. Raises DamagedReleaseError."""
        found: Files = {}
        for number in range(len(self.parts)):
            found |= self.part(number)
        return found

    def find(self, path: str) -> File | None:
        """The file at a path."""
        return self.part(_part_of(path, len(self.parts))).get(path)

    def changed(self, changes: Mapping[str, File | None]) -> Manifest:
        """The manifest after these changes: paths with their new file, or None where there is none any more."""
        by_part: dict[int, dict[str, File | None]] = {}
        for path, file in changes.items():
            by_part.setdefault(_part_of(path, len(self.parts)), {})[path] = file
        count, size = self.count, self.size
        new_parts: dict[int, Files] = {}
        for number, changed in by_part.items():
            old = self.part(number)
            merged: dict[str, File | None] = {**old, **changed}
            new_parts[number] = new = {path: file for path, file in merged.items() if file}
            count += len(new) - len(old)
            size += sum(file.size for file in new.values()) - sum(file.size for file in old.values())
        if _parts_for(count) != len(self.parts):
            return Manifest.of(
                {path: file for path, file in {**self.files, **changes}.items() if file}  # so that equals stay equal
            )
        manifest = Manifest(count, size, list(self.parts), self.raw_part)
        for number, new in new_parts.items():
            manifest._put(number, new)
        return manifest

    def differences(self, other: Manifest) -> Mapping[str, File | None]:
        """What turns this content into another one: paths with their file there, None where there is none."""
        if self._compared is None or self._compared[0] is not other:  # each step of a build asks
            self._compared = other, self._differences(other)
        return self._compared[1]

    def _differences(self, other: Manifest) -> dict[str, File | None]:
        if len(self.parts) != len(other.parts):
            pairs = [(self.files, other.files)]
        else:
            numbers = (n for n, (one, two) in enumerate(zip(self.parts, other.parts, strict=True)) if one != two)
            pairs = [(self.part(number), other.part(number)) for number in numbers]
        found: dict[str, File | None] = {}
        for mine, theirs in pairs:
            found |= dict.fromkeys(mine.keys() - theirs.keys())
            found |= {path: file for path, file in theirs.items() if mine.get(path) != file}
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Manifest) and self.parts == other.parts

    def __hash__(self) -> int:
        return hash(tuple(self.parts))

    def to_json(self) -> bytes:
        """The root of the manifest as it stands in the release."""
        told = {"format": FORMAT, "files": self.count, "bytes": self.size, "parts": self.parts}
        return json.dumps(told, separators=(",", ":")).encode()

    @classmethod
    def from_json(cls, raw: bytes, read: Callable[[int], bytes]) -> Manifest:
        """Read a manifest; `read` gives the bytes of its parts by number. Raises DamagedReleaseError."""
        try:
            told: dict[str, Any] = json.loads(raw)
            if told["format"] in range(1, FORMAT):
                raise OlderReleaseError("It was made by an older version of the builder.")
            if told["format"] != FORMAT:
                raise ValueError(f"its format is {told['format']!r}")
            return cls(int(told["files"]), int(told["bytes"]), [str(part) for part in told["parts"]], read)
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedReleaseError(f"The manifest cannot be read: {error}.") from error


def part_path(number: int) -> str:
    """Where a part of the manifest stands below the release."""
    return f"{PARTS}/{number:04x}.json"


def _part_of(path: str, parts: int) -> int:
    return int(hashlib.sha256(path.encode()).hexdigest()[:8], 16) % parts


def _parts_for(files: int) -> int:
    """A power of two, so that it seldom changes."""
    parts = 1
    while parts * FILES_PER_PART < files:
        parts *= 2
    return parts


def _nothing(number: int) -> bytes:
    raise DamagedReleaseError(f"A manifest lacks part {number}.")
