"""How long an edit takes to be live: the builder's part, in a cold process and in a worker that is warm.

    python -m bench.incremental
    python -m bench.incremental --pages 1000 10000

The same generated city as in bench.build. Cold is `python -m site_builder build` from nothing to the live release; warm
is what a worker does next that has built this city before: until readers have the edit, and until it is ready for the
next one, with what is left of older releases put in order. The edits are measured from the sixth release on: before, no
old release is there to make the next one from, and each build links all files once more after its release is live.
Figures are medians of the rounds, the edits in turn.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.builds import LANGUAGES, THEME, Endpoint, build, served
from bench.documents import CITY
from site_builder.build import build_city
from site_builder.client import GraphQLFeed
from site_builder.progress import Advance
from site_builder.release import KEPT
from site_builder.workshop import Workshop

EDITS: dict[str, Callable[[Endpoint], None]] = {
    "one text in one language": lambda endpoint: endpoint.edit("article", "ar", field="body"),
    "one title in one language": lambda endpoint: endpoint.edit("article", "ar"),
    "one text that is in the dumps": lambda endpoint: endpoint.edit("procedure", "ar", field="summary"),
    "one office in every language": lambda endpoint: endpoint.edit("office", *LANGUAGES),
    "nothing new": lambda endpoint: None,
}


class Clock:
    """Seconds of wall time and of CPU since it was started, at the moment a release went live: of this process, and of
    those that it started for the build, which have ended by then.
    """

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), _cpu()
        self.live: tuple[float, float] | None = None

    def now(self) -> tuple[float, float]:
        """Since the start."""
        return time.perf_counter() - self._wall, _cpu() - self._cpu

    def hear(self, told: str | Advance) -> None:
        """Note the moment, from what a build tells of its progress."""
        if isinstance(told, str) and told.endswith("is live."):
            self.live = self.now()


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measure(pages: int, rounds: int, folder: Path) -> None:
    """Edit a city of so many pages per language in every way, and print the table."""
    endpoint = Endpoint.of_city(pages)
    output = folder / f"{pages}-pages"
    cold: dict[str, list[tuple[float, float]]] = {name: [] for name in EDITS}
    live: dict[str, list[tuple[float, float]]] = {name: [] for name in EDITS}
    warm: dict[str, list[tuple[float, float]]] = {name: [] for name in EDITS}
    memory = 0.0
    with served(endpoint) as address:
        build(address, output)
        for _ in range(KEPT):
            endpoint.edit("topic", "de")
            build(address, output)
        for _ in range(rounds):
            for name, edit in EDITS.items():
                edit(endpoint)
                taken = build(address, output)
                cold[name].append((taken.wall, taken.cpu))
                memory = max(memory, taken.memory)
    rendered = {}
    feed = GraphQLFeed(lambda query, variables: endpoint.changes(variables["after"], variables["first"]))
    workshop = Workshop()
    build_city(feed, CITY, output, THEME, workshop=workshop)
    for number in range(-1, rounds):
        for name, edit in EDITS.items():
            edit(endpoint)
            clock = Clock()
            result = build_city(feed, CITY, output, THEME, workshop=workshop, progress=clock.hear)
            if number >= 0:  # the first of each kind warms
                warm[name].append(clock.now())
                live[name].append(clock.live or warm[name][-1])
            rendered[name] = result.rendered
    print(f"\n{len(endpoint.rows):,} documents, {result.files:,} files; {memory:.0f} MiB at most in a cold process\n")
    print("| edit | files made | cold, CPU ms (wall) | warm, until it is live | until ready for the next |")
    print("|---|---|---|---|---|")
    for name in EDITS:
        cells = (
            f"{1000 * statistics.median(run[1] for run in runs):,.0f} "
            f"({1000 * statistics.median(run[0] for run in runs):,.0f})"
            for runs in (cold[name], live[name], warm[name])
        )
        print(f"| {name} | {rendered[name]:,} | {' | '.join(cells)} |")


def main() -> int:
    """Measure every size that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--pages", type=int, nargs="*", default=[100, 1000], help="pages per language (default: 100 1000)"
    )
    parser.add_argument("--rounds", type=int, default=9, help="edits of each kind (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where to build (default: a temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for pages in options.pages:
            measure(pages, options.rounds, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
