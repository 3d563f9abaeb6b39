"""How long an edit takes to be live: the builder's part, in a cold process and in a worker that is warm.

    python -m bench.incremental
    python -m bench.incremental --pages 1000 10000

The same generated city as in bench.build. Cold is `python -m site_builder build` from nothing to the live release; warm
is what a worker does next that has built this city before: until readers have the edit, and until it is ready for the
next one, with what is left of older releases put in order. The edits are measured from the sixth release on: before, no
old release is there to make the next one from, and each build links all files once more after its release is live.
Figures are medians of the rounds, the edits in turn, but for the one that changes many files, which comes last.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.builds import LANGUAGES, THEME, Endpoint, Taken, build, served
from bench.documents import CITY
from site_builder.build import build_city
from site_builder.client import GraphQLFeed
from site_builder.progress import Advance
from site_builder.release import KEPT
from site_builder.workshop import Workshop

Edits = dict[str, Callable[[Endpoint], None]]

FEW: Edits = {
    "one text in one language": lambda endpoint: endpoint.edit("article", "ar", field="body"),
    "one title in one language": lambda endpoint: endpoint.edit("article", "ar"),
    "one text that is in the dumps": lambda endpoint: endpoint.edit("procedure", "ar", field="summary"),
    "nothing new": lambda endpoint: None,
}
# By itself: as long as its files are in some of the releases that are kept and not in others, each edit takes longer.
MANY: Edits = {"one office in every language": lambda endpoint: endpoint.edit("office", *LANGUAGES)}


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
    with served(endpoint) as address:
        files = build(address, output).result["files"]
        for _ in range(KEPT):
            endpoint.edit("article", "ar", field="body")
            build(address, output)
        print(f"\n{len(endpoint.rows):,} documents, {files:,} files\n")
        print("| edit | files made | cold, CPU ms (wall) | MiB | warm, until it is live | until ready for the next |")
        print("|---|---|---|---|---|---|")
        for edits in (FEW, MANY):
            cold = [{name: _cold(endpoint, address, output, edits[name]) for name in edits} for _ in range(rounds)]
            workshop = Workshop()
            # The first of each kind warms.
            warm = [
                {name: _warm(endpoint, output, edits[name], workshop) for name in edits} for _ in range(rounds + 1)
            ][1:]
            workshop.close()
            for name in edits:
                taken = [each[name] for each in cold]
                rendered, live, ready = zip(*(each[name] for each in warm), strict=True)
                cells = (
                    name,
                    f"{rendered[-1]:,}",
                    _cell([(each.wall, each.cpu) for each in taken]),
                    f"{max(each.memory for each in taken):.0f}",
                    _cell(live),
                    _cell(ready),
                )
                print(f"| {' | '.join(cells)} |", flush=True)


def _cold(endpoint: Endpoint, address: str, output: Path, edit: Callable[[Endpoint], None]) -> Taken:
    edit(endpoint)
    return build(address, output)


def _warm(
    endpoint: Endpoint, output: Path, edit: Callable[[Endpoint], None], workshop: Workshop
) -> tuple[int, tuple[float, float], tuple[float, float]]:
    """Files made; seconds of wall time and of CPU until the edit is live, and until the build ends."""
    feed = GraphQLFeed(lambda query, variables: endpoint.changes(variables["after"], variables["first"]))
    edit(endpoint)
    clock = Clock()
    result = build_city(feed, CITY, output, THEME, workshop=workshop, progress=clock.hear)
    ready = clock.now()
    return result.rendered, clock.live or ready, ready


def _cell(runs: Sequence[tuple[float, float]]) -> str:
    """Medians, of wall time in brackets."""
    wall, cpu = (1000 * statistics.median(each) for each in zip(*runs, strict=True))
    return f"{cpu:,.0f} ({wall:,.0f})"


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
