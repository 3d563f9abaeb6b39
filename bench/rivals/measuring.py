"""Builds of the same guide by each generator, one after the other, round by round."""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.rivals.agreement import check
from bench.rivals.astro import ASTRO
from bench.rivals.eleventy import ELEVENTY
from bench.rivals.hugo import HUGO
from bench.rivals.rival import Given, Rival
from bench.rivals.stock_pelican import PELICAN
from bench.spent import Spent, spent

RIVALS = (HUGO, ELEVENTY, ASTRO, PELICAN)


@dataclass
class Row:
    """One way to make the guide, and what each of its builds took."""

    name: str
    build: Callable[[], Spent]
    taken: list[Spent] = field(default_factory=list)


def rows_of_rivals(folder: Path, given: Given) -> list[Row]:
    """Have each rival's site made; the rows build it from nothing, compare its pages with ours once, and remove them.

    A row's build raises SystemExit if the pages are not the same.
    """
    rows = []
    for rival in RIVALS:
        site = folder / rival.name
        rival.prepare(given, site)
        rows.append(Row(rival.name, _Build(rival, site, given.live)))
    return rows


@dataclass
class _Build:
    rival: Rival
    site: Path
    live: Path
    is_checked: bool = False

    def __call__(self) -> Spent:
        costs, _ = spent(self.rival.command(self.site), self.site)
        if not self.is_checked:
            check(self.live, self.site / self.rival.output, self.rival.name, exactly=self.rival.is_exact)
            self.is_checked = True
        for name in (self.rival.output, *self.rival.caches):  # each build is from nothing, and the disk is not filled
            shutil.rmtree(self.site / name, ignore_errors=True)
        return costs


def compare(rows: list[Row], rounds: int) -> None:
    """Build the guide in every way, in turn, and print a table. What each build took is said as it ends, on standard
    error: a large guide takes half an hour a round, and what was measured is not lost with one that is stopped.
    """
    for turn in range(rounds):
        for row in rows:
            row.taken.append(row.build())
            wall, cpu, _ = row.taken[-1]
            print(f"{turn + 1}/{rounds} {row.name}: {wall:.2f} s wall, {cpu:.2f} s CPU", file=sys.stderr, flush=True)
    print("| generator | wall s | CPU s | MiB |\n|---|---|---|---|")
    for row in rows:
        wall, cpu, memory = (statistics.median(each) for each in zip(*row.taken, strict=True))
        print(f"| {row.name} | {wall:.2f} | {cpu:.2f} | {f'{memory:.0f}' if memory else ''} |")
