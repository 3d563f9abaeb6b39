"""The audit's report: the table, every finding by its rule, and pictures of pages, as one HTML file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tools.audit.axe import SCHEMES
from tools.audit.findings import Outcome
from tools.audit.pages import BuiltPage
from tools.audit.pictures import WIDTHS, name_of
from tools.audit.table import by_rule, rows

PICTURES = "pictures"


def write_report(
    folder: Path, outcomes: Sequence[Outcome], pictured: Iterable[BuiltPage], *, made: str, caption: str
) -> Path:
    """Write `index.html` into a folder whose `pictures` may hold those of the pages; return the file."""
    templates = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=templates, autoescape=True, undefined=StrictUndefined)
    pages = [
        (page, [name_of(page, width, scheme) for scheme in SCHEMES for width in WIDTHS])
        for page in pictured
        if (folder / PICTURES / name_of(page, WIDTHS[0], SCHEMES[0])).is_file()
    ]
    text = environment.get_template("report.html").render(
        made=made,
        caption=caption,
        rows=rows(outcomes),
        measures=[measure for outcome in outcomes for measure in outcome.measures.values()],
        findings=by_rule(outcomes),
        failures=[outcome for outcome in outcomes if outcome.failure],
        pages=pages,
    )
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "index.html"
    unfinished = file.with_suffix(".part")
    unfinished.write_text(text, encoding="utf-8")
    os.replace(unfinished, file)
    return file
