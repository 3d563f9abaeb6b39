"""A release in one ZIP file, to be unpacked anywhere. Equal releases make equal bytes."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from site_builder.earlier import LIST as EARLIER
from site_builder.errors import DamagedReleaseError, TargetError
from site_builder.files import HIDDEN, flush_folder
from site_builder.manifest import MANIFEST, part_path
from site_builder.release import Release
from site_builder.targets.target import Delivery, Progress, read_file

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a ZIP file can name
ORDINARY_FILE = 0o100644 << 16  # where a ZIP file has the rights of a file
UNIX = 3
LEVEL = 6


@dataclass(frozen=True)
class ArchiveTarget:
    """A ZIP file with a guide."""

    path: Path

    @property
    def address(self) -> str:
        """The path of the file."""
        return str(self.path)

    def publish(self, release: Release, progress: Progress) -> Delivery:
        """Write the file anew if it has another release. Raises TargetError, DamagedReleaseError."""
        if self._release() == release.name:
            return Delivery(self.address, release.name)
        try:
            size = write_zip(self.path, _content(release), release.name)
        except OSError as error:
            raise self._refused(error) from error
        progress(f"{self.address}: {len(release.files)} files in {size} bytes")
        return Delivery(self.address, release.name, len(release.files), size)

    def take_offline(self, progress: Progress) -> Delivery:
        """Remove the file. Raises TargetError."""
        try:
            there = self.path.exists()
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise self._refused(error) from error
        return Delivery(self.address, "", removed=int(there))

    def _release(self) -> str:
        """The release that the file has; empty if there is none."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                return archive.comment.decode("utf-8", "replace")
        except (OSError, zipfile.BadZipFile):
            return ""

    def _refused(self, error: OSError) -> TargetError:
        why = error.strerror or error
        return TargetError(f"{self.address} cannot be written: {why}. Make room or mend the path, and deploy again.")


def write_zip(path: Path, files: Iterable[tuple[str, bytes]], comment: str) -> int:
    """Write a ZIP file, whole or not at all, and return its size in bytes. Raises OSError, and what `files` raises."""
    # The same name each time: what was left when a process was killed is written over, and moves into place.
    draft = path.with_name(f"{HIDDEN}{path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with draft.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
                archive.comment = comment.encode()
                for name, data in files:
                    put(archive, name, data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        flush_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)
    return path.stat().st_size


def put(archive: zipfile.ZipFile, path: str, data: bytes) -> None:
    """Add a file, without the time."""
    entry = zipfile.ZipInfo(path, EPOCH)
    entry.create_system, entry.external_attr = UNIX, ORDINARY_FILE
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data, compresslevel=LEVEL)


def _content(release: Release) -> Iterator[tuple[str, bytes]]:
    """Every file of a release and its lists of them, so that `verify` can check what was unpacked."""
    for path, file in sorted(release.files.items()):
        yield path, read_file(release, path, file)
    own = [*map(part_path, range(len(release.manifest.parts))), *([EARLIER] if release.earlier else []), MANIFEST]
    for path in own:
        try:
            yield path, (release.folder / path).read_bytes()
        except OSError as error:
            raise DamagedReleaseError(f"Release {release.name} lacks {path}: {error.strerror}.") from error
