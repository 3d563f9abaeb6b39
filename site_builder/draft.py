"""A release in the making: files written, and files shared with a release that has them."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from site_builder.errors import DamagedReleaseError
from site_builder.manifest import File

# Beyond this many new files one flush of everything is faster than one flush for each.
FLUSHED_ONE_BY_ONE = 64
# Flushes that wait for the disk at the same time share its work: ten take as long as two, one after the other.
FLUSHED_AT_ONCE = 16
# So many bytes are kept in memory until it is known where they go: saved guides of many pages are more.
HELD_BYTES = 64_000_000
# What a file system, or the owner of the old file, says when a file cannot have another name: it is copied then.
NO_LINKS = frozenset({errno.EXDEV, errno.EPERM, errno.EACCES, errno.EMLINK, errno.EOPNOTSUPP})


class Draft:
    """A folder that becomes a release. Several processes may write to it, each to other paths.

    Its paths are strings: a Path for each of ten thousand files would take as long as writing a third of them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._folders: set[str] = set()
        self._held: dict[str, bytes] = {}
        self._held_bytes = 0

    def hold(self, path: str, data: bytes) -> None:
        """Keep a new file in memory until it is known where it is to be written, if there is room. Raises OSError."""
        if self._held_bytes + len(data) > HELD_BYTES:
            self.write(path, data)
            return
        self._held[path] = data
        self._held_bytes += len(data)

    def write_held(self) -> None:
        """Write what is kept in memory. Raises OSError."""
        while self._held:
            self.write(*self._held.popitem())

    def write(self, path: str, data: bytes) -> None:
        """Write a new file. Raises OSError."""
        target = self._make_room(path)
        # Read-only, since later releases will share the file: a change in place would change them all.
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
        with os.fdopen(handle, "wb") as file:
            file.write(data)

    def read(self, path: str, otherwise: Path | None) -> bytes:
        """A new file; one that is not new, from the folder of the release that has it. Raises OSError."""
        if path in self._held:
            return self._held[path]
        try:
            return (self.folder / path).read_bytes()
        except FileNotFoundError:
            if otherwise is None:
                raise
            return (otherwise / path).read_bytes()

    def link(self, path: str, source: Path, expected: File) -> None:
        """Take a file over from a release. Raises DamagedReleaseError if it is not there as it was written."""
        target = self._make_room(path)
        original = f"{source}/{path}"
        try:
            os.link(original, target)
        except FileNotFoundError as error:
            raise DamagedReleaseError(f"Release {source.name} lacks {path}.") from error
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            shutil.copyfile(original, target)
        if os.stat(target).st_size != expected.size:  # noqa: PTH116 - see above
            raise DamagedReleaseError(f"In release {source.name}, {path} was changed after it was written.")

    def take(self, path: str, source: Draft) -> None:
        """Take a file from another draft, which has it no longer. Raises OSError."""
        if path in source._held:
            self.write(path, source._held.pop(path))
            return
        os.replace(f"{source.folder}/{path}", self._make_room(path))

    def remove(self, path: str, *, for_good: bool = True) -> None:
        """Remove a file and, if no other comes in its place, the folders that become empty. Raises OSError."""
        target = f"{self.folder}/{path}"
        os.unlink(target)  # noqa: PTH108 - see above
        if not for_good:
            return
        folder = target.rpartition("/")[0]
        while folder != str(self.folder):
            try:
                os.rmdir(folder)  # noqa: PTH106 - see above
            except OSError:  # other files are in it
                return
            self._folders.discard(folder)
            folder = folder.rpartition("/")[0]

    def clear(self, path: str) -> None:
        """Remove a file that stands where it does not belong. Raises OSError."""
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(f"{self.folder}/{path}")  # noqa: PTH108 - see above

    def missing(self, paths: Iterable[str]) -> list[str]:
        """Those of some paths at which there is nothing."""
        folder = str(self.folder)
        return [path for path in paths if not os.access(f"{folder}/{path}", os.F_OK)]

    def _make_room(self, path: str) -> str:
        target = f"{self.folder}/{path}"
        folder = target.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - see above
            self._folders.add(folder)
        return target


@contextmanager
def flushing(folder: Path, paths: Iterable[str]) -> Iterator[None]:
    """Have files on disk at the end of the block, before their release can be seen. Raises OSError.

    What the block does costs no time: the disk is what is waited for. Names and links need no flush of their own:
    journalling file systems write them in order, so whoever finds the release's name after a power cut finds what was
    named before.
    """
    from concurrent.futures import ThreadPoolExecutor  # as long to load as a file to flush

    due = list(paths)
    with ThreadPoolExecutor(FLUSHED_AT_ONCE) as pool:
        one_by_one = len(due) <= FLUSHED_ONE_BY_ONE
        flushes = [pool.submit(_flush, folder / path) for path in due] if one_by_one else [pool.submit(os.sync)]
        yield
        for flush in flushes:
            flush.result()


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
