"""Releases of a city: immutable folders, the link to the live one, and the order of steps that never shows half a site.

    build/<city>/releases/000007-4be1f0c2a9d3/   pages, assets, manifest.json
    build/<city>/current -> releases/000007-…    what readers are served

A release is drafted in a folder that nobody looks at, written to disk, renamed in one step, and made live by replacing
the link in one step. What a killed build leaves behind is a folder whose name starts with `.tmp-`; the next cleans up.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path

from site_builder.assembly import DIFFERENCE, FEW, difference, link_all, make_up, stripped
from site_builder.draft import Draft, flush
from site_builder.errors import DamagedReleaseError, OlderReleaseError, ReleaseError, UnwritableError
from site_builder.files import flush_folder
from site_builder.manifest import MANIFEST, File, Manifest, part_path

CURRENT = "current"
FOLDER = "releases"
LOCK = ".lock"
DRAFT = ".tmp-"
SPARE = ".spare-"
NAME = re.compile(r"\d{6,}-[0-9a-f]{12}")
KEPT = 5  # releases, the live one among them


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

    def _read(self, path: str) -> bytes:
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise DamagedReleaseError(f"Release {self.name} has no readable {path}: {error.strerror}.") from error

    def problems(self) -> list[str]:
        """What differs from the manifest, a line each: files that changed, are missing or do not belong."""
        found = []
        try:
            files = self.manifest.files
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
        own = {MANIFEST, *map(part_path, range(len(self.manifest.parts)))}
        present = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if not path.is_dir()}
        found += [f"{path}: not in the manifest" for path in sorted(present - files.keys() - own)]
        return found


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
        return Draft(self.folder / FOLDER / f"{DRAFT}{os.getpid()}")

    def discard(self) -> None:
        """Forget every draft. Only under the lock."""
        self._clean()

    def publish(
        self, draft: Draft, manifest: Manifest, written: Collection[str], base: Release | None = None
    ) -> Release:
        """Make a release live that holds the files of a manifest. Only under the lock.

        `written` are those that stand in the draft; `base` has the others. Raises DamagedReleaseError, OSError.
        """
        spare = self._spare()
        if spare and difference(spare, manifest) * DIFFERENCE > manifest.count:
            spare = None
        whole, new = self._assembled(draft, manifest, written, base, spare)
        raw = manifest.to_json()
        whole.write(MANIFEST, raw)
        flush(whole.folder, [*new, MANIFEST])
        number = max((release.number for release in self.all()), default=0) + 1
        name = f"{number:06d}-{hashlib.sha256(raw).hexdigest()[:12]}"
        release = Release(whole.folder.with_name(name))
        whole.folder.rename(release.folder)
        self.switch(release)
        return release

    def _assembled(
        self, draft: Draft, manifest: Manifest, written: Collection[str], base: Release | None, spare: Release | None
    ) -> tuple[Draft, list[str]]:
        """A folder with all files of a manifest but its root, and the paths of those that are new on the disk."""
        if spare and base:
            whole = stripped(spare, manifest, draft.folder.with_name(f"{draft.folder.name}-whole"))
            if whole:
                return whole, make_up(whole, spare.manifest, manifest, draft, written, base)
        return draft, link_all(draft, manifest, written, base)

    def _spare(self) -> Release | None:
        """A folder of an earlier release, to make the next one from. Only under the lock."""
        for folder in (self.folder / FOLDER).glob(f"{SPARE}*"):
            spare = Release(folder)
            if spare.is_readable:
                return spare
            shutil.rmtree(folder)
        return None

    def prepare(self, live: Release) -> None:
        """Have a spare that differs little from the live release, so that the next edit need not link a whole city.

        Only under the lock. Raises DamagedReleaseError, OSError.
        """
        spare = self._spare()
        if spare and difference(spare, live.manifest) <= FEW:
            return
        whole, _ = self._assembled(self.draft(), live.manifest, (), live, spare)
        whole.write(MANIFEST, live.manifest.to_json())
        whole.folder.rename(whole.folder.with_name(f"{SPARE}{live.name}"))

    def switch(self, release: Release) -> None:
        """Make a release the live one, in one step. Only under the lock.

        One flush is enough: a journal has the name of the release before the link that leads to it.
        """
        link = self.folder / f"{DRAFT}{CURRENT}-{os.getpid()}"
        link.symlink_to(f"{FOLDER}/{release.name}")
        os.replace(link, self.folder / CURRENT)
        flush_folder(self.folder)

    def take_offline(self) -> None:
        """Have no release live: readers find nothing until the next is published. Only under the lock."""
        (self.folder / CURRENT).unlink(missing_ok=True)
        flush_folder(self.folder)

    def rollback(self, name: str | None = None, waiting: Callable[[], None] = lambda: None) -> Release:
        """Make an earlier release live: the named one, or the one before the live one.

        One that an older version made will do: it holds until the next build, which cannot build upon it.
        Raises ReleaseError, for a release that has lost its manifest too.
        """
        with self.locked(waiting):
            if name is None:
                live = self.current()
                earlier = [release for release in self.all() if live and release.number < live.number]
                if not earlier:
                    raise ReleaseError(f"{self.folder.name} has no release before the live one.")
                release = earlier[-1]
            else:
                release = self.find(name)
            if not release.is_whole:
                raise DamagedReleaseError(f"Release {release.name} has lost its manifest: choose another.")
            try:
                self.switch(release)
            except OSError as error:
                raise unwritable(self.folder, error) from error
            return release

    def prune(self, keep: int = KEPT) -> list[str]:
        """Take away all but the newest releases and the live one; return the names. Only under the lock.

        The newest of them stays as a spare.
        """
        live = self.current()
        removed = [release for release in self.all()[:-keep] if live is None or release.name != live.name]
        for number, release in enumerate(removed, 1):
            is_newest = number == len(removed)
            if is_newest:
                for spare in (self.folder / FOLDER).glob(f"{SPARE}*"):
                    _bury(spare)
                release.folder.rename(release.folder.with_name(f"{SPARE}{release.name}"))
            else:
                _bury(release.folder)
        return [release.name for release in removed]


def _bury(folder: Path) -> None:
    """Remove a folder, renamed first, so that it is never seen half deleted."""
    grave = folder.with_name(f"{DRAFT}{folder.name}")
    folder.rename(grave)
    shutil.rmtree(grave)


def unwritable(folder: Path, error: OSError) -> UnwritableError:
    """A system's refusal in words: what could not be written, why, and that readers are not concerned."""
    where = error.filename or folder
    return UnwritableError(f"{where} cannot be written: {error.strerror or error}. The live release is as it was.")
