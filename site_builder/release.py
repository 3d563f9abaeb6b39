"""Releases of a city: immutable folders, the link to the live one, and the order of steps that never shows half a site.

    build/<city>/releases/000007-4be1f0c2a9d3/   pages, assets, manifest.json
    build/<city>/current -> releases/000007-…    what readers are served

A release is drafted in a folder that nobody looks at, written to disk, renamed in one step, and made live by replacing
the link in one step. What a killed build leaves behind has a name that starts with `.tmp-`; the next cleans up.
"""

from __future__ import annotations

import fcntl
import hashlib
import math
import os
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path

from site_builder import assembly
from site_builder.assembly import DIFFERENCE, FEW, difference, link_all, make_up, mend, stripped
from site_builder.draft import Draft, flushing
from site_builder.earlier import Earlier, carry
from site_builder.errors import DamagedReleaseError, ReleaseError
from site_builder.files import HIDDEN, bury, clear, flush_folder
from site_builder.finished import DIGITS, Release
from site_builder.manifest import MANIFEST, Manifest
from site_builder.refusals import unwritable

CURRENT = "current"
FOLDER = "releases"
LOCK = ".lock"
NEXT = f"{HIDDEN}next-"  # the link to a release that is about to go live, while it has to be renamed first
SPARE = ".spare-"
NAME = re.compile(rf"\d{{6,}}-[0-9a-f]{{{DIGITS}}}")
KEPT = 5  # releases, the live one among them
LEAST = 2  # the live one, and the one before it: a reader may have followed the link just before it was replaced


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
            try:
                self.discard()
            except OSError as error:
                raise unwritable(self.folder, error) from error
            yield
        finally:
            os.close(handle)

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
        return Draft(self.folder / FOLDER / f"{HIDDEN}{os.getpid()}")

    def discard(self) -> None:
        """Forget every draft, and every release that did not come to be live. Only under the lock. Raises OSError."""
        for link in self.folder.glob(f"{NEXT}*"):
            unseen = self.folder / link.readlink()
            if unseen.is_dir():
                bury(unseen)
        clear(self.folder)
        clear(self.folder / FOLDER)

    def publish(
        self,
        draft: Draft,
        manifest: Manifest,
        written: Collection[str],
        base: Release | None = None,
        earlier: Collection[Earlier] = (),
    ) -> Release:
        """Make a release live that holds the files of a manifest, and assets of `earlier` ones. Only under the lock.

        `written` are those that stand in the draft; `base` has the others. Raises DamagedReleaseError, OSError.
        """
        number = max((release.number for release in self.all()), default=0) + 1
        raw = manifest.to_json()
        spare, distance = self._spare(manifest)
        is_worth_it = distance * DIFFERENCE <= manifest.count
        whole, new = self._assembled(draft, manifest, written, base, spare if is_worth_it else None)
        new += carry(whole, earlier)
        whole.write(MANIFEST, raw)
        with flushing(whole.folder, [*new, MANIFEST]):
            if base and whole is not draft:
                mend(whole, manifest, base, number, assembly.PARTS_LOOKED_AT)
        release = Release(self.folder / FOLDER / f"{number:06d}-{hashlib.sha256(raw).hexdigest()[:DIGITS]}")
        link = self._linked(f"{NEXT}{os.getpid()}", release)
        whole.folder.rename(release.folder)
        self._replace(link)
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

    def _spare(self, manifest: Manifest) -> tuple[Release | None, float]:
        """A folder of an earlier release, to make another from, and in how many files they differ. Under the lock."""
        for folder in (self.folder / FOLDER).glob(f"{SPARE}*"):
            spare = Release(folder)
            distance = difference(spare, manifest)
            if distance < math.inf:
                return spare, distance
            bury(folder)
        return None, math.inf

    def prepare(self, live: Release) -> None:
        """Have a spare that differs little from the live release, so that the next edit need not link a whole city.

        Only under the lock. Raises DamagedReleaseError, OSError.
        """
        spare, distance = self._spare(live.manifest)
        if spare and distance <= FEW:
            # Out of sight meanwhile: a build that is killed leaves a spare that is whole, or none.
            hidden = Release(spare.folder.rename(spare.folder.with_name(f"{HIDDEN}{spare.name}")))
            mend(Draft(hidden.folder), hidden.manifest, live, live.number, assembly.PARTS_LOOKED_AT_LATER)
            hidden.folder.rename(spare.folder)
            return
        whole, _ = self._assembled(self.draft(), live.manifest, (), live, spare)
        whole.write(MANIFEST, live.manifest.to_json())
        whole.folder.rename(whole.folder.with_name(f"{SPARE}{live.name}"))

    def switch(self, release: Release) -> None:
        """Make a release the live one, in one step. Only under the lock. Raises OSError."""
        self._replace(self._linked(f"{HIDDEN}{CURRENT}-{os.getpid()}", release))

    def _linked(self, name: str, release: Release) -> Path:
        link = self.folder / name
        link.symlink_to(f"{FOLDER}/{release.name}")
        return link

    def _replace(self, link: Path) -> None:
        # One flush is enough: a journal has the name of the release before the link that leads to it.
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
        """Take away all but the newest releases, at least LEAST, and the live one; return the names. Under the lock.

        The newest of those that go stays as a spare.
        """
        live = self.current()
        removed = [release for release in self.all()[: -max(keep, LEAST)] if live is None or release.name != live.name]
        for number, release in enumerate(removed, 1):
            is_newest = number == len(removed)
            if is_newest:
                for spare in release.folder.parent.glob(f"{SPARE}*"):
                    bury(spare)
                release.folder.rename(release.folder.with_name(f"{SPARE}{release.name}"))
            else:
                bury(release.folder)
        return [release.name for release in removed]
