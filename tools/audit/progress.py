"""What the audit is doing: a bar for each instrument on a terminal, a line before and after each anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

HEARTBEAT_SECONDS = 20


class Teller:
    """Tells a person at a terminal, or a log, how far the audit is; on standard error."""

    def __init__(self) -> None:
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, text: str) -> None:
        """Name what begins now."""
        self.console.print(f"==> {text}", markup=False)

    @contextmanager
    def counting(self, name: str, total: int) -> Iterator[Callable[[str], None]]:
        """Call what the block gets with each page, before the instrument looks at it."""
        if not sys.stderr.isatty():
            self.say(f"{name}: {total} pages")
            yield _Lines(name, total, self.console)
            return
        columns = (
            TextColumn("{task.description:<14}"),
            BarColumn(30),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[page]}", style="dim"),
        )
        with Progress(*columns, console=self.console) as bars:
            task = bars.add_task(name, total=total, page="")
            yield lambda page: bars.update(task, advance=1, page=page[-50:])


class _Lines:
    """A line every so often."""

    def __init__(self, name: str, total: int, console: Console) -> None:
        self._name, self._total, self._console = name, total, console
        self._done = 0
        self._told = time.monotonic()

    def __call__(self, page: str) -> None:
        self._done += 1
        if time.monotonic() - self._told > HEARTBEAT_SECONDS:
            self._told = time.monotonic()
            self._console.print(f"    {self._name}: {self._done} of {self._total}, {page}", markup=False)
