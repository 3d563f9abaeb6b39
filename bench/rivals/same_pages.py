"""Our own builder with the outputs that other generators make, and no others: pages, sitemaps, robots.txt, assets.

    python -m bench.rivals.same_pages CITY_FOLDER TARGET [--views]

What is known of the city lies in CITY_FOLDER, where it was built before. Included are, as in a build and in as many
processes: views, templates, a look at each page's links, the record of what a page was made from, its file. A build's
other outputs, its report, the database's record and the release's change of place are not. With `--views` nothing is
rendered: what pages show is worked out, which is what other generators are given, and thrown away.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.builds import THEME
from bench.rivals.content import READ
from site_builder.assets import collect
from site_builder.causes import FIRST
from site_builder.collection import without_garbage_collection
from site_builder.draft import Draft
from site_builder.guide import Guide
from site_builder.outputs import ASSET, CITY, SHORT, Output, Printed
from site_builder.pages import Press
from site_builder.plan import plan_everything
from site_builder.rendering import Job, Rendered, render
from site_builder.storage import FILE
from site_builder.theme import read_theme
from site_builder.workshop import Workshop


class ViewsAlone(Job):
    """A job that works out what its pages show, and no more."""

    def print(self, press: Press, output: Output) -> Printed:
        """An empty file, after the views have run."""
        with press.guide.reads.begun() as trace:
            if output.kind != ASSET:
                press.page(output)
        return Printed(output.name, "", b"", trace.footprint())

    def put(self, rendered: Rendered, guide: Guide, printed: Printed) -> None:
        """Nothing is kept."""


def is_read(output: Output) -> bool:
    """Whether an output is what people and search engines read, or an asset of it."""
    if output.shard == CITY:
        return output.kind in (SHORT, ASSET) or (output.kind == "page" and output.key.endswith(READ))
    return output.kind in ("document", "theme", "index", "404", "offline", "sitemap")


def make_pages(city_folder: Path, target: Path, kind: type[Job] = Job) -> None:
    """Make a city's pages in a folder that is not there yet."""
    workshop = Workshop()
    workshop.open(city_folder, lambda _: None)
    guide, theme, names = workshop.guide(None), read_theme(THEME), collect(THEME).names
    planned = plan_everything(guide, names, FIRST).render
    outputs = {shard: found for shard in planned if (found := list(filter(is_read, planned[shard])))}
    press = workshop.press(guide, theme, names)
    draft = Draft(target)

    def done(_shard: str, part: Rendered) -> None:
        for path, data in part.held.items():
            draft.hold(path, data)

    render(kind(outputs, city_folder / FILE, guide.given_url, theme.folder, names, draft, {}, press), done)
    draft.write_held()


if __name__ == "__main__":
    with without_garbage_collection():
        make_pages(Path(sys.argv[1]), Path(sys.argv[2]), ViewsAlone if "--views" in sys.argv else Job)
