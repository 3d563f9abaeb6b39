"""The builder's commands in a process that notes in which phase it is, and can kill itself in the middle of one.

For bench.kills, which calls `main` in a process of its own and says in the environment variable CHAOS what to do, as
JSON of `Orders`.
"""

from __future__ import annotations

import json
import mmap
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

# In the order of a build. By phase: the functions that make it up, as they are found where they are called from.
PHASES = {
    "fetching": ("site_builder.client:GraphQLFeed.changes",),
    "storing documents": ("site_builder.build:update",),
    "planning": ("site_builder.build:plan_changes", "site_builder.build:plan_everything"),
    "rendering": ("site_builder.making:render",),
    "writing the draft": (
        *("site_builder.draft:Draft.write", "site_builder.draft:Draft.link"),
        *("site_builder.release:stripped", "site_builder.release:make_up", "site_builder.release:link_all"),
    ),
    "manifest": ("site_builder.manifest:Manifest.changed", "site_builder.manifest:Manifest._put"),
    "flushing": ("site_builder.release:flushing",),
    "renaming": ("site_builder.release:Releases.publish",),
    "switching the link": ("site_builder.release:Releases._linked", "site_builder.release:Releases._replace"),
    "recording": ("site_builder.build:_Building._record",),
    "files for servers": ("site_builder.build:tell_servers",),
    "pruning": ("site_builder.release:Releases.prune",),
    "preparing the spare": ("site_builder.release:Releases.prepare",),
    "cleaning up": ("site_builder.release:Releases.discard",),
}
ELSEWHERE = "between"  # starting, opening, ending
NAMES = [ELSEWHERE, *PHASES]
# What they call belongs to them: files that are linked for the spare are no draft.
WHOLE = frozenset({"preparing the spare", "pruning", "cleaning up"})


@dataclass(frozen=True)
class Orders:
    """What the process is to do besides building."""

    processes: int = 1
    """Among how many the pages are shared out, however few there are."""
    phase: str = ""
    """Where to kill itself; never if empty; `*` to count the steps of all phases instead."""
    step: int = 0
    """How many calls of functions into that phase."""
    everyone: bool = True
    """Whether to kill all processes of the build, or the one that made the step."""
    marks: str = ""
    """A file whose first byte is kept at the number of the phase."""

    def as_environment(self) -> dict[str, str]:
        """For the process."""
        return {"CHAOS": json.dumps(asdict(self))}


class Marker:
    """Knows in which phase this process is."""

    def __init__(self, orders: Orders) -> None:
        self.orders = orders
        self._file = Path(orders.marks).open("r+b")  # noqa: SIM115 - as long as the process
        self._marks = mmap.mmap(self._file.fileno(), 1)
        self._process = os.getpid()
        self._phase = ELSEWHERE
        self.steps = dict.fromkeys(NAMES, 0)

    @contextmanager
    def inside(self, phase: str) -> Iterator[None]:
        """Be in a phase for as long as the block runs."""
        before = self._phase
        self._enter(before if before in WHOLE else phase)
        try:
            yield
        finally:
            self._enter(before)

    def _enter(self, phase: str) -> None:
        self._phase = phase
        if os.getpid() == self._process:
            self._marks[0] = NAMES.index(phase)
        is_watched = self.orders.phase in {phase, "*"}
        sys.setprofile(self._step if is_watched else None)

    def _step(self, frame: object, event: str, argument: object) -> None:
        self.steps[self._phase] += 1
        if self.orders.phase == self._phase and self.steps[self._phase] == self.orders.step:
            (os.killpg if self.orders.everyone else os.kill)(
                os.getpgid(0) if self.orders.everyone else os.getpid(), signal.SIGKILL
            )

    def wrap(self, place: str, phase: str) -> None:
        """Have a function mark its phase."""
        module, _, name = place.partition(":")
        *owners, name = name.split(".")
        owner = import_module(module)
        for each in owners:
            owner = getattr(owner, each)
        setattr(owner, name, self._marked(getattr(owner, name), phase))

    def _marked(self, function: Callable[..., Any], phase: str) -> Callable[..., Any]:
        if phase == "flushing":  # a context manager: its block is the phase

            @contextmanager
            def marked_block(*given: Any) -> Iterator[None]:
                with self.inside(phase), function(*given):
                    yield

            return marked_block

        def marked(*given: Any, **named: Any) -> Any:
            with self.inside(phase):
                return function(*given, **named)

        return marked


def main() -> int:
    """Run a command of the builder as CHAOS says."""
    orders = Orders(**json.loads(os.environ["CHAOS"]))
    marker = Marker(orders)
    for phase, places in PHASES.items():
        for place in places:
            marker.wrap(place, phase)
    if orders.processes > 1:
        from site_builder import rendering

        rendering.WORTH_A_PROCESS = 1
        os.sched_getaffinity = lambda process: set(range(orders.processes))
    from site_builder.__main__ import main as command

    status = command()
    sys.setprofile(None)
    if orders.phase == "*":
        Path(orders.marks).write_text(json.dumps(marker.steps))
    return status
