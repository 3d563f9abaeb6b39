"""Progress as a person sees it: a bar for each language on a terminal, lines anywhere else; the end of a command."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

from site_builder.progress import Advance, Event

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

# A build of fewer files is over before bars can be drawn, and need not wait for them to be loaded.
WORTH_BARS = 100


def tell(line: str) -> None:
    """Errors, for people."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def end(status: int) -> NoReturn:
    """End the process without taking its memory apart, object by object: that takes as long as to make ten pages."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


class Teller:
    """Shows the events of a build on standard error. Close it before anything else is written there."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}
        self._planned: dict[str, Advance] = {}

    def __call__(self, event: Event) -> None:
        """Show an event."""
        if isinstance(event, Advance) and self._is_terminal:
            self._planned[event.shard] = event
            self._draw(event)
        elif not isinstance(event, Advance) or event.is_whole:
            self._say(str(event))

    def _say(self, line: str) -> None:
        if self._bars:
            self._bars.console.print(line, markup=False, highlight=False)
        else:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    def _draw(self, event: Advance) -> None:
        if self._bars is None:
            if sum(each.total for each in self._planned.values()) < WORTH_BARS:
                if event.is_whole:
                    self._say(str(event))
                return
            self._bars = _bars()
            self._bars.start()
        for each in (event,) if self._tasks else self._planned.values():
            if each.shard not in self._tasks:
                self._tasks[each.shard] = self._bars.add_task(each.shard, total=each.total)
            self._bars.update(self._tasks[each.shard], completed=each.done)
        self._bars.refresh()

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._bars:
            self._bars.stop()
            self._bars = None


def _bars() -> Bars:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:>8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # To refresh by itself takes a thread, and a process that has threads renders on one core (see processes).
    return Progress(*columns, console=Console(stderr=True), auto_refresh=False)
