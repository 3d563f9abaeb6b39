"""Releases of a city: immutable folders, the link to the live one, and the order of steps that never shows half a site.

    build/<city>/releases/000007-4be1f0c2a9d3/   pages, assets, manifest.json
    build/<city>/current -> releases/000007-…    what readers are served

A release is drafted in a folder that nobody looks at, written to disk, renamed in one step, and made live by replacing
the link in one step. What a killed build leaves behind is a folder whose name starts with `.tmp-`; the next cleans up.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path

from site_builder.errors import DamagedReleaseError, ReleaseError
from site_builder.files import flush_folder
from site_builder.manifest import MANIFEST, File, Manifest

CURRENT = "current"
FOLDER = "releases"
LOCK = ".lock"
DRAFT = ".tmp-"
NAME = re.compile(r"\d{6,}-[0-9a-f]{12}")
KEPT = 5  # releases, the live one among them

# Beyond this many new files one flush of everything is faster than one flush for each.
FLUSHED_ONE_BY_ONE = 64
# What a file system, or the owner of the old file, says when a file cannot have another name: it is copied then.
NO_LINKS = frozenset({errno.EXDEV, errno.EPERM, errno.EACCES, errno.EMLINK, errno.EOPNOTSUPP})


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
        try:
            return Manifest.from_json((self.folder / MANIFEST).read_bytes())
        except OSError as error:
            raise DamagedReleaseError(f"Release {self.name} has no readable manifest: {error.strerror}.") from error

    def problems(self) -> list[str]:
        """What differs from the manifest, a line each: files that changed, are missing or do not belong."""
        found = []
        for path, file in sorted(self.manifest.files.items()):
            try:
                data = (self.folder / path).read_bytes()
            except OSError as error:
                found.append(f"{path}: {error.strerror}")
                continue
            if File.of(data) != file:
                found.append(f"{path}: changed since it was written")
        present = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if not path.is_dir()}
        found += [f"{path}: not in the manifest" for path in sorted(present - set(self.manifest.files) - {MANIFEST})]
        return found


class Draft:
    """A release in the making, in a folder of its own. Several processes may write to it, each to other paths.

    Its paths are strings: a Path for each of ten thousand files would take as long as writing a third of them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._folders = {str(folder)}

    def write(self, path: str, data: bytes) -> None:
        """Write a new file. Raises OSError."""
        target = self._make_room(path)
        # Read-only, since later releases will share the file: a change in place would change them all.
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
        with os.fdopen(handle, "wb") as file:
            file.write(data)

    def link(self, path: str, source: Release) -> None:
        """Take a file over from another release. Raises DamagedReleaseError if it is not there as it was written."""
        target = self._make_room(path)
        original = f"{source.folder}/{path}"
        try:
            os.link(original, target)
        except FileNotFoundError as error:
            raise DamagedReleaseError(f"Release {source.name} lacks {path}.") from error
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            shutil.copyfile(original, target)
        if os.stat(target).st_size != source.manifest.files[path].size:  # noqa: PTH116 - see above
            raise DamagedReleaseError(f"In release {source.name}, {path} was changed after it was written.")

    def _make_room(self, path: str) -> str:
        target = f"{self.folder}/{path}"
        folder = target.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - see above
            self._folders.add(folder)
        return target


class Releases:
    """The releases of one city below its folder."""

    def __init__(self, city_folder: Path) -> None:
        self.folder = city_folder

    @contextmanager
    def locked(self, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Be the only one who changes this city's releases; wait for another, and say so first.

        The lock is the system's: it ends with the process that holds it. Raises ReleaseError.
        """
        try:
            (self.folder / FOLDER).mkdir(parents=True, exist_ok=True)
            handle = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise unwritable(self.folder, error) from error
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(handle, fcntl.LOCK_EX)
            self._clean()
            yield
        finally:
            os.close(handle)

    def _clean(self) -> None:
        """Remove what killed builds left behind. Only under the lock."""
        for folder in (self.folder, self.folder / FOLDER):
            for path in folder.glob(f"{DRAFT}*"):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()

    def all(self) -> list[Release]:
        """Every complete release, oldest first."""
        folder = self.folder / FOLDER
        found = [Release(path) for path in folder.glob("*") if NAME.fullmatch(path.name)]
        return sorted(found, key=attrgetter("number"))

    def current(self) -> Release | None:
        """The live release, or None before the first. Raises ReleaseError if the link leads nowhere."""
        link = self.folder / CURRENT
        if not link.is_symlink():
            if link.exists():
                raise ReleaseError(f"{link} is not a link to a release. Move it away and build again.")
            return None
        release = Release(self.folder / FOLDER / link.readlink().name)
        if not release.folder.is_dir():
            raise DamagedReleaseError(f"The live release {release.name} is gone.")
        return release

    def find(self, name: str) -> Release:
        """The release of that name. Raises ReleaseError that names those there are."""
        known = {release.name: release for release in self.all()}
        if name not in known:
            raise ReleaseError(f"{self.folder.name} has no release {name}. It has: {', '.join(known) or 'none'}.")
        return known[name]

    def draft(self) -> Draft:
        """A new, empty draft. Only under the lock."""
        folder = self.folder / FOLDER / f"{DRAFT}{os.getpid()}"
        folder.mkdir()
        return Draft(folder)

    def discard(self, draft: Draft) -> None:
        """Forget a draft."""
        shutil.rmtree(draft.folder)

    def publish(self, draft: Draft, manifest: Manifest, written: Iterable[str]) -> Release:
        """Turn a draft that holds all files of the manifest into the live release. Only under the lock.

        `written` are the paths that no earlier release has on disk. Raises OSError.
        """
        raw = manifest.to_json()
        draft.write(MANIFEST, raw)
        _flush(draft.folder, [*written, MANIFEST])
        number = max((release.number for release in self.all()), default=0) + 1
        name = f"{number:06d}-{hashlib.sha256(raw).hexdigest()[:12]}"
        release = Release(draft.folder.with_name(name))
        draft.folder.rename(release.folder)
        flush_folder(release.folder.parent)
        self.switch(release)
        return release

    def switch(self, release: Release) -> None:
        """Make a release the live one, in one step. Only under the lock."""
        link = self.folder / f"{DRAFT}{CURRENT}-{os.getpid()}"
        link.symlink_to(f"{FOLDER}/{release.name}")
        os.replace(link, self.folder / CURRENT)
        flush_folder(self.folder)

    def take_offline(self) -> None:
        """Have no release live: readers find nothing until the next is published. Only under the lock."""
        (self.folder / CURRENT).unlink(missing_ok=True)
        flush_folder(self.folder)

    def rollback(self, name: str | None = None) -> Release:
        """Make an earlier release live: the named one, or the one before the live one.

        Raises ReleaseError, for a release that has lost its manifest too.
        """
        with self.locked():
            if name is None:
                live = self.current()
                earlier = [release for release in self.all() if live and release.number < live.number]
                if not earlier:
                    raise ReleaseError(f"{self.folder.name} has no release before the live one.")
                release = earlier[-1]
            else:
                release = self.find(name)
            if not (release.folder / MANIFEST).is_file():
                raise DamagedReleaseError(f"Release {release.name} has lost its manifest: choose another.")
            try:
                self.switch(release)
            except OSError as error:
                raise unwritable(self.folder, error) from error
            return release

    def prune(self, keep: int = KEPT) -> list[str]:
        """Remove all but the newest releases and the live one; return the names. Only under the lock."""
        live = self.current()
        removed = []
        for release in self.all()[:-keep]:
            if live is None or release.name != live.name:
                # Renamed first, so that a release is never seen half deleted.
                grave = release.folder.with_name(f"{DRAFT}{release.name}")
                release.folder.rename(grave)
                shutil.rmtree(grave)
                removed.append(release.name)
        return removed


def unwritable(folder: Path, error: OSError) -> ReleaseError:
    """A system's refusal in words: what could not be written, why, and that readers are not concerned."""
    where = error.filename or folder
    return ReleaseError(f"{where} cannot be written: {error.strerror or error}. The live release is as it was.")


def _flush(folder: Path, paths: list[str]) -> None:
    """Have files on disk before their release can be seen.

    Names and links need no flush of their own: journalling file systems write them in order, so whoever finds the
    release's name after a power cut finds what was named before.
    """
    if len(paths) > FLUSHED_ONE_BY_ONE:
        os.sync()
        return
    for path in paths:
        handle = os.open(folder / path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
