"""Disks that are full, take no more files, or cannot be written to: one clear error, and readers see what they saw.

The disks are file systems in memory, so this takes the rights of root.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.documents import CITY
from bench.worlds import Publisher, World, after, tree_of
from site_builder.errors import SiteBuilderError
from site_builder.release import KEPT

ROOM = KEPT + 2  # whole builds that a disk holds: the releases that are kept, a spare, the one that is being made


@dataclass
class Tally:
    """What happened on one kind of disk."""

    builds: int = 0
    failed: int = 0
    said: Counter[str] = field(default_factory=Counter)
    """What failed builds said, without the path."""
    wrong: list[str] = field(default_factory=list)
    """What should not have been."""


@contextmanager
def disk(folder: Path, size: int, *options: str) -> Iterator[Path]:
    """A small file system of its own, of so many bytes. Raises CalledProcessError where mounting is not allowed."""
    folder.mkdir(parents=True)
    _run("mount", "-t", "tmpfs", "-o", ",".join([f"size={size}", *options]), "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _run("umount", str(folder))


def fill_up(folder: Path, publisher: Publisher, steps: int) -> Tally:
    """Builds of everything with ever more room, from none to what they take."""
    publisher.publish(World())
    size = publisher.build(folder / "whole").size * 2  # with the documents and what was made of what
    with disk(folder / "small", size * ROOM) as place:
        return _try(place, publisher, [size * n // steps for n in range(steps)], _take_room)


def use_up_files(folder: Path, publisher: Publisher, steps: int) -> Tally:
    """Builds of everything with room for ever more files and folders, from none to what they take."""
    publisher.publish(World())
    whole = publisher.build(folder / "whole")
    files = whole.files * 2  # each page has a folder, and here each name counts
    with disk(folder / "small", whole.size * 2 * ROOM, f"nr_inodes={files * 12}") as place:
        return _try(place, publisher, [files * 2 * n // steps for n in range(steps)], _take_files)


def forbid(folder: Path, publisher: Publisher) -> Tally:
    """A disk that is mounted read-only."""
    tally = Tally()
    publisher.publish(World())
    size = publisher.build(folder / "whole").size * 2
    with disk(folder / "small", size * ROOM) as place:
        publisher.build(place)
        _run("mount", "-o", "remount,ro", str(place))
        try:
            _build(place, publisher, tally, "read-only")
        finally:
            _run("mount", "-o", "remount,rw", str(place))
        _build_well(place, publisher, tally, "read-only")
    return tally


def _try(place: Path, publisher: Publisher, amounts: list[int], take: Callable[[Path, int], None]) -> Tally:
    """Build with little room; then have room again and build once more."""
    tally = Tally()
    publisher.build(place)
    for amount in amounts:
        ballast = place / "ballast"
        ballast.mkdir()
        take(ballast, amount)
        _build(place, publisher, tally, f"{amount} left")
        shutil.rmtree(ballast)
        _build_well(place, publisher, tally, f"{amount} left")
    return tally


def _build(place: Path, publisher: Publisher, tally: Tally, what: str) -> None:
    """A build that may fail, and then has changed nothing that readers see."""
    before = tree_of(place / CITY)
    publisher.publish(after(publisher.world, "titles"))
    tally.builds += 1
    try:
        publisher.build(place)
    except SiteBuilderError as error:
        tally.failed += 1
        tally.said[_without_path(str(error))] += 1
        if tree_of(place / CITY) not in (before, publisher.tree(publisher.world)):
            tally.wrong.append(f"{what}: readers see neither what they saw nor the new guide")


def _build_well(place: Path, publisher: Publisher, tally: Tally, what: str) -> None:
    """There is room again: the next build needs no help, and leaves nothing behind."""
    publisher.build(place)
    if tree_of(place / CITY) != publisher.tree(publisher.world):
        tally.wrong.append(f"{what}: the next build is not up to the newest documents")
    tally.wrong += [f"{what}: {path.name} is left" for path in place.rglob(".tmp-*")]


def _without_path(told: str) -> str:
    return re.sub(r"It has room for \S+ MB and \S+ files", "It has room for …", re.sub(r"^\S+ ", "… ", told))


def _take_room(ballast: Path, left: int) -> None:
    room = os.statvfs(ballast)
    with (ballast / "file").open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, room.f_bavail * room.f_frsize - left))


def _take_files(ballast: Path, left: int) -> None:
    for number in range(os.statvfs(ballast).f_favail - left):
        (ballast / str(number)).touch()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
