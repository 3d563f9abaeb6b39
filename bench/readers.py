"""A reader who goes on reading a guide while releases are published, rolled back and pruned."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.documents import CITY
from bench.worlds import Publisher, World, after
from site_builder.release import KEPT, Releases
from site_builder.workshop import Workshop

Known = Mapping[str, Mapping[str, frozenset[int]]]
"""By path and SHA-256: the numbers of the worlds in which that file looks so."""

KINDS = ("text", "office", "text", "text", "titles", "text", "office", "text")
TO_AND_FRO = 15  # rollbacks after each release, and as many back: a gap between two links is hit by many reads only
VISIT = 4  # files that a reader reads of one release


@dataclass
class Reading:
    """What a reader met, and what happened meanwhile."""

    reads: int = 0
    from_before: int = 0
    """Reads of a release that was not live any more, by readers who had opened it while it was."""
    failures: list[str] = field(default_factory=list)
    releases: int = 0
    rollbacks: int = 0


def read_while_releases_change(
    folder: Path, publisher: Publisher, reads: int, releases: int, *, keep: int = KEPT
) -> Reading:
    """Publish, roll back and prune until a reader in another process has read so many files of so many releases."""
    output, workshop = folder / "build", Workshop()
    publisher.publish(World())
    publisher.build(output, keep=keep)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    known = _known(publisher)
    reader = context.Process(target=_read, args=(output / CITY / "current", known, reads, theirs), daemon=True)
    reader.start()
    theirs.close()
    ours.recv()
    published = rollbacks = turn = 0
    city = Releases(output / CITY)
    while published < releases or not ours.poll():
        publisher.publish(after(publisher.world, KINDS[turn % len(KINDS)]))
        published += publisher.build(output, keep=keep, workshop=workshop).created
        turn += 1
        # Every fifth build begins with an older release live than the newest.
        for name in [None, city.all()[-1].name] * TO_AND_FRO + [None] * (turn % 5 == 0):
            city.rollback(name)
            rollbacks += 1
    ours.send("enough")
    while isinstance(told := ours.recv(), str):
        pass
    reader.join()
    workshop.close()
    told.releases, told.rollbacks = published, rollbacks
    assert isinstance(told, Reading)
    return told


def _known(publisher: Publisher) -> dict[str, dict[str, frozenset[int]]]:
    worlds = {World(text, office, titles) for text in range(4) for office in range(2) for titles in range(2)}
    found: dict[str, dict[str, set[int]]] = {}
    for number, world in enumerate(sorted(worlds)):
        for path, digest in publisher.tree(world).items():
            found.setdefault(path, {}).setdefault(digest, set()).add(number)
    always = {path: looks for path, looks in found.items() if sum(map(len, looks.values())) == len(worlds)}
    return {path: {digest: frozenset(n) for digest, n in looks.items()} for path, looks in always.items()}


def _read(current: Path, known: Known, reads: int, pipe: Connection) -> None:
    """Say when it begins and when so many files are read, go on until it is enough, and tell what happened."""
    reader = _Reader(current, known)
    pipe.send("begun")
    while reader.told.reads < reads:
        reader.visit()
    pipe.send("so many")
    while not pipe.poll():
        reader.visit()
    pipe.send(reader.told)


class _Reader:
    """Opens files by their path, as most web servers do, and below a folder that was opened before, as others do."""

    def __init__(self, current: Path, known: Known) -> None:
        self.current = current
        self.known = known
        self.told = Reading()
        self._chance = random.Random(1)
        self._paths = sorted(known)
        self._before = self._opened()

    def _opened(self) -> tuple[str, int]:
        return os.readlink(self.current), os.open(self.current, os.O_RDONLY | os.O_DIRECTORY)  # noqa: PTH115 - speed

    def visit(self) -> None:
        """A few files by their paths, a few of one release, and a few of one that is not live any more."""
        for path in self._chance.choices(self._paths, k=VISIT):
            self._worlds(f"{self.current}/{path}", path)
        try:
            name, folder = self._opened()
        except OSError as error:
            self.told.failures.append(f"current: {error.strerror}")
            return
        self._visit_one_release(folder)
        os.close(folder)
        if name != self._before[0]:
            self._visit_one_release(self._before[1])
            self.told.from_before += VISIT
            os.close(self._before[1])
            self._before = self._opened()

    def _visit_one_release(self, folder: int) -> None:
        paths = self._chance.choices(self._paths, k=VISIT)
        worlds = [self._worlds(path, path, dir_fd=folder) for path in paths]
        if all(worlds) and not reduce(frozenset.__and__, worlds):
            self.told.failures.append(f"{', '.join(paths)} of one release are of different worlds")

    def _worlds(self, place: str, path: str, **where: Any) -> frozenset[int]:
        """The worlds in which a file looks as it does now."""
        self.told.reads += 1
        try:
            handle = os.open(place, os.O_RDONLY, **where)
            try:
                data = os.read(handle, os.fstat(handle).st_size + 1)
            finally:
                os.close(handle)
        except OSError as error:
            self.told.failures.append(f"{path}: {error.strerror}")
            return frozenset()
        found = self.known[path].get(hashlib.sha256(data).hexdigest(), frozenset())
        if not found:
            self.told.failures.append(f"{path}: bytes of no release")
        return found


def rollback_seconds(releases: Releases, rounds: int) -> list[float]:
    """How long it takes to go back by one release, and to the newest again."""
    newest = releases.all()[-1].name
    taken = []
    for name in [None, newest] * rounds:
        started = time.perf_counter()
        releases.rollback(name)
        taken.append(time.perf_counter() - started)
    return taken
