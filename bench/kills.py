"""Builds that are killed, and what they leave: nothing that a reader meets, and nothing that the next build minds."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.builds import served
from bench.documents import CITY
from bench.marked_builder import NAMES, PHASES, Orders
from bench.worlds import Publisher, World, after, tree_of
from site_builder.errors import SiteBuilderError
from site_builder.release import KEPT, NAME, SPARE, Release, Releases

PROGRAM = "import sys; from bench.marked_builder import main; sys.exit(main())"
ROOT = Path(__file__).parent.parent
FIRST = "first"  # a build where there is none yet
ROLLBACK = "rollback"
KINDS = (FIRST, "text", "titles", "office", "text", "address", "text", ROLLBACK)
STARTED = 0.3  # of a build's time: before, Python loads modules
ENDS_WITHIN = 30.0  # seconds for the processes of a killed build to be gone


@dataclass
class Tally:
    """What happened."""

    kills: Counter[str] = field(default_factory=Counter)
    """By the phase that was hit."""
    forked: int = 0
    """Kills of one forked process alone."""
    live: Counter[str] = field(default_factory=Counter)
    """What was live afterwards: the old release, the new one, or none where there had been none."""
    drafts: int = 0
    """Kills after which something lay there that the next build had to remove."""
    inconsistent: list[str] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Of kills."""
        return self.kills.total()


class Killer:
    """Kills builds of one city, at moments and at steps that chance chooses."""

    def __init__(self, folder: Path, publisher: Publisher, seed: int) -> None:
        self.publisher = publisher
        self.output = folder / "build"
        self.releases = Releases(self.output / CITY)
        self.marks = folder / "marks"
        self.told = folder / "told"
        self.chance = random.Random(seed)
        self.tally = Tally()
        folder.mkdir(parents=True, exist_ok=True)
        self._seconds: dict[str, float] = {}
        self._steps: dict[str, dict[str, int]] = {}

    def run(self, kills: int) -> Tally:
        """Kill so many builds."""
        with served(self.publisher.endpoint) as address:
            self.publisher.publish(World())
            self.publisher.build(self.output)
            phases = self._phases()
            for turn in range(kills * 3):
                if self.tally.count >= kills:
                    break
                kind = KINDS[turn % len(KINDS)]
                if kind not in self._steps:
                    self._measure(kind, address)
                self._round(kind, address, next(phases) if turn % 2 else "")
        return self.tally

    def _phases(self) -> Iterator[str]:
        """The phases in an order of chance, each as often as the others."""
        while True:
            yield from self.chance.sample(list(PHASES), len(PHASES))

    def _begin(self, kind: str) -> World:
        """Have something to do for a build of a kind, and say what was published before."""
        before = self.publisher.world
        if kind == FIRST:
            shutil.rmtree(self.output / CITY)
        elif kind == ROLLBACK:
            self._next("text")
        else:
            self.publisher.publish(after(before, kind))
        return before

    def _next(self, kind: str) -> None:
        self.publisher.publish(after(self.publisher.world, kind))
        self.publisher.build(self.output)

    def _measure(self, kind: str, address: str) -> None:
        """How long a build of a kind takes, and how many steps each of its phases has."""
        self._begin(kind)
        started = time.perf_counter()
        status = self._start(kind, address, Orders(phase="*")).wait()
        self._seconds[kind] = time.perf_counter() - started
        assert status == 0, self.told.read_text()
        self._steps[kind] = json.loads(self.marks.read_text())
        self.publisher.build(self.output)

    def _start(self, kind: str, address: str, orders: Orders) -> subprocess.Popen[bytes]:
        self.marks.write_bytes(bytes(1))
        command = [ROLLBACK] if kind == ROLLBACK else ["build", "--endpoint", address]
        if kind != ROLLBACK:
            command += ["--site-url", self.publisher.world.site_url]
        environment = {**os.environ, **replace(orders, marks=str(self.marks)).as_environment()}
        with self.told.open("wb") as told:
            return subprocess.Popen(
                [sys.executable, "-c", PROGRAM, *command, "--city", CITY, "--output", self.output],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=told,
                start_new_session=True,
            )

    def _round(self, kind: str, address: str, phase: str) -> None:
        """Start one build, kill it, look at what is there, build again, and look once more."""
        steps = self._steps[kind].get(phase, 0)
        if phase and not steps:
            return
        before = self._begin(kind)
        old = {} if kind == FIRST else self.publisher.tree(self.publisher.world if kind == ROLLBACK else before)
        processes = self.chance.choice((1, 2)) if phase and phase != "rendering" else 2
        everyone = self.chance.random() < 0.4
        # Each of two processes makes half of the steps.
        step = self.chance.randint(1, max(1, steps // processes)) if phase else 0
        process = self._start(kind, address, Orders(processes, phase, step, everyone))
        if not phase:
            try:
                process.wait(self._seconds[kind] * self.chance.uniform(STARTED, 1))
            except subprocess.TimeoutExpired:
                self._kill(process.pid, everyone=everyone)
        status = process.wait()
        what = f"kill {self.tally.count + 1} ({kind}, {phase or 'at a moment'})"
        if status:
            self._note_kill(what, status)
        new = self.publisher.tree(before if kind == ROLLBACK else self.publisher.world)
        self._look(what, old, new, count=bool(status))
        self._look_after_the_next(what, kind, process.pid)

    def _kill(self, process: int, *, everyone: bool) -> None:
        """Kill all processes of a build, or one: of those that it forked, if there are any, or the build itself."""
        if everyone:
            os.killpg(process, signal.SIGKILL)
            return
        forked = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        os.kill(int(self.chance.choice(forked)) if forked else process, signal.SIGKILL)

    def _note_kill(self, what: str, status: int) -> None:
        self.tally.kills[NAMES[self.marks.read_bytes()[0]]] += 1
        if status == -signal.SIGKILL:
            return
        self.tally.forked += 1
        told = self.told.read_text()
        if "A process of the build was ended" not in told:
            self.tally.inconsistent.append(f"{what}: the build ended with status {status}: {told[-200:]}")
        if list(self.releases.folder.rglob(".tmp-*")):
            self.tally.leftovers.append(f"{what}: the build that lost a process left its draft")

    def _look(self, what: str, old: dict[str, str], new: dict[str, str], *, count: bool) -> None:
        """Whether readers have one of two worlds, and every release is as it was written."""
        live = tree_of(self.releases.folder) if self.releases.folder.exists() else {}
        found = "none" if not live else "new" if live == new else "old" if live == old else ""
        if not found or (found == "none" and old):
            self.tally.inconsistent.append(f"{what}: readers have neither the old guide nor the new one")
        self.tally.inconsistent += [f"{what}: {problem}" for problem in self._problems()]
        if count:
            self.tally.live[found] += 1
            self.tally.drafts += any(self.releases.folder.rglob(".tmp-*"))

    def _problems(self) -> list[str]:
        folder = self.releases.folder / "releases"
        return [f"{one.name}: {problem}" for one in self.releases.all() for problem in one.problems()] + [
            f"{spare.name}: {problem}" for spare in folder.glob(f"{SPARE}*") for problem in Release(spare).problems()
        ]

    def _look_after_the_next(self, what: str, kind: str, group: int) -> None:
        """The next build ends well, with the newest documents and nothing that does not belong."""
        if kind == ROLLBACK:
            self.publisher.publish(after(self.publisher.world, "text"))
        try:
            self.publisher.build(self.output)
        except SiteBuilderError as error:
            self.tally.leftovers.append(f"{what}: the next build says “{error}”")
            return
        if tree_of(self.releases.folder) != self.publisher.tree(self.publisher.world):
            self.tally.inconsistent.append(f"{what}: the next build is not up to the newest documents")
        self.tally.inconsistent += [f"{what}, the next build: {problem}" for problem in self._problems()]
        self.tally.leftovers += [f"{what}: {name} is left" for name in self._strangers()]
        if not _has_ended(group):
            self.tally.leftovers.append(f"{what}: a process of the killed build goes on")

    def _strangers(self) -> list[str]:
        """What lies there and does not belong."""
        own = {"current", "releases", "builder.sqlite3", ".lock", "serving"}
        found = {path.name for path in self.releases.folder.iterdir()} - own
        found |= {path.name for path in self.releases.folder.rglob(".tmp-*")}
        names = [path.name for path in (self.releases.folder / "releases").iterdir()]
        spares = [name for name in names if name.startswith(SPARE)]
        found |= {name for name in names if not NAME.fullmatch(name) and name not in spares}
        found |= set(spares[1:])
        if len(names) - len(spares) > KEPT:
            found.add(f"{len(names) - len(spares)} releases")
        return sorted(found)


def _has_ended(group: int) -> bool:
    """Whether no process of a group is left; waits for a moment."""
    until = time.monotonic() + ENDS_WITHIN
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False
