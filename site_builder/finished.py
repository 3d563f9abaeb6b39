"""A finished release: its number, its manifest, and whether it is as it was written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from site_builder.earlier import LIST as EARLIER
from site_builder.earlier import read_list
from site_builder.errors import DamagedReleaseError, OlderReleaseError, ReleaseError
from site_builder.manifest import MANIFEST, File, Files, Manifest, part_path

DIGITS = 12  # of the SHA-256 of a manifest, in the name of its release


@dataclass(frozen=True)
class Release:
    """A complete release."""

    folder: Path

    @property
    def name(self) -> str:
        """Its number and the start of its manifest's SHA-256."""
        return self.folder.name

    @property
    def number(self) -> int:
        """Releases of a city are numbered in the order in which they were made."""
        return int(self.name.partition("-")[0])

    @cached_property
    def manifest(self) -> Manifest:
        """What it holds. Raises DamagedReleaseError."""
        return Manifest.from_json(self._read(MANIFEST), lambda number: self._read(part_path(number)))

    @property
    def trouble(self) -> DamagedReleaseError | None:
        """Why its manifest cannot be read; None if it can."""
        try:
            _ = self.manifest
        except DamagedReleaseError as error:
            return error
        return None

    @property
    def is_readable(self) -> bool:
        """Whether its manifest can be read."""
        return self.trouble is None

    @property
    def is_of_older_version(self) -> bool:
        """Whether an older version of the builder made it: it is whole, and cannot be built upon or compared."""
        return isinstance(self.trouble, OlderReleaseError)

    @property
    def is_whole(self) -> bool:
        """Whether readers can be given it: its manifest, which is written last, is there."""
        return self.is_readable or self.is_of_older_version

    @cached_property
    def earlier(self) -> Files:
        """Assets of releases before it, for pages that readers have open (earlier). Raises DamagedReleaseError."""
        return read_list(self._read(EARLIER)) if (self.folder / EARLIER).is_file() else {}

    @property
    def files(self) -> Files:
        """All that readers may ask for: what it consists of, and what it carries. Raises DamagedReleaseError."""
        return self.manifest.files | self.earlier

    def _read(self, path: str) -> bytes:
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise DamagedReleaseError(f"Release {self.name} has no readable {path}: {error.strerror}.") from error

    def problems(self) -> list[str]:
        """What differs from its lists, a line each: files that changed, are missing or do not belong.

        Raises ReleaseError if the release went meanwhile.
        """
        found = []
        try:
            files = self.files
        except DamagedReleaseError as error:
            return [str(error)]
        for path, file in sorted(files.items()):
            try:
                data = (self.folder / path).read_bytes()
            except OSError as error:
                found.append(f"{path}: {error.strerror}")
                continue
            if File.of(data) != file:
                found.append(f"{path}: changed since it was written")
        if not self.folder.is_dir():
            raise ReleaseError(f"Release {self.name} is kept no longer: it went while it was looked at.")
        if hashlib.sha256(self._read(MANIFEST)).hexdigest()[:DIGITS] != self.name[-DIGITS:]:
            found.append(f"{MANIFEST}: not the one that gave the release its name")
        own = {MANIFEST, EARLIER, *map(part_path, range(len(self.manifest.parts)))}
        present = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if not path.is_dir()}
        found += [f"{path}: not in the manifest" for path in sorted(present - files.keys() - own)]
        return found
