"""What a page of a full build takes, part by part: the least of many times, which hardly depends on what else runs.

    python -m bench.page_parts
    python -m bench.page_parts --pages 100 --rounds 40 --language ar

Every second page of a document in one language of the generated city of `bench.build`, one after the other. To see
whether a change of the builder is worth it, run this before and after.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from bench.builds import THEME, Endpoint, build, served
from bench.documents import CITY
from site_builder.assets import collect
from site_builder.draft import Draft
from site_builder.manifest import File
from site_builder.outputs import Output
from site_builder.pages import Press, render
from site_builder.survey import Surveyor
from site_builder.theme import read_theme
from site_builder.workshop import Workshop

Times = dict[str, dict[Output, float]]


def press_of(city_folder: Path) -> Press:
    """What makes the pages of a city that was built into a folder."""
    workshop = Workshop()
    workshop.open(city_folder, lambda _: None)
    return workshop.press(workshop.guide(None), read_theme(THEME), collect(THEME).names)


def parts(press: Press, surveyor: Surveyor, output: Output, draft: Draft) -> Iterator[tuple[str, float]]:
    """Make a page; the seconds that each part of it takes."""
    started = perf_counter()
    with press.guide.reads.begun() as trace:
        page = press.page(output)
    viewed = perf_counter()
    yield "views", viewed - started
    data = render(page, press.environment).encode()
    rendered = perf_counter()
    yield "templates", rendered - viewed
    trace.footprint()
    noted = perf_counter()
    yield "the record of what was read", noted - rendered
    surveyor.look(output.name, page.path, data)
    looked = perf_counter()
    yield "a look at links, language, title, size", looked - noted
    File.of(data)
    draft.write(page.path, data)
    yield "hash and file", perf_counter() - looked


def measure(press: Press, language: str, rounds: int, folder: Path) -> None:
    """Make pages again and again, and print the table."""
    uuids = [
        uuid for kind in ("procedure", "service", "article", "office", "topic") for uuid in press.guide.of_kind(kind)
    ]
    outputs = [Output(language, "document", uuid) for uuid in uuids[::2]]
    surveyor = Surveyor(press.guide, press.link_keys)
    least: Times = defaultdict(dict)
    for number in range(rounds):
        for output in outputs:
            for part, seconds in parts(press, surveyor, output, Draft(folder / str(number))):
                least[part][output] = min(seconds, least[part].get(output, seconds))
    print(f"\n{len(outputs)} pages, {rounds} times\n\n| part | µs a page |\n|---|---|")
    for part, times in least.items():
        print(f"| {part} | {sum(times.values()) / len(outputs) * 1e6:.0f} |")


def main() -> int:
    """Build the city, then make its pages in this process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100, help="pages per language (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=40, help="times that each is made (default: %(default)s)")
    parser.add_argument("--language", default="ar", help="(default: %(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with served(Endpoint.of_city(options.pages)) as address:
            build(address, Path(folder))
        gc.disable()
        measure(press_of(Path(folder) / CITY), options.language, options.rounds, Path(folder) / "again")
    return 0


if __name__ == "__main__":
    sys.exit(main())
