"""The page that says what there is of a guide for programs and for other websites."""

from __future__ import annotations

from typing import Any

from site_builder.desk import desk_of
from site_builder.guide import KINDS_WITH_PAGE, KINDS_WITHOUT_PAGE
from site_builder.standards.dumps import dump_path, size_for
from site_builder.standards.formats import CATALOGUE_FILES, FOLDER, formats
from site_builder.views.edition import Edition


def open_data_page(edition: Edition) -> dict[str, Any]:
    """Links to the dumps by standard, to the record of all of them and to the API."""
    guide = edition.guide
    for kind in (*KINDS_WITH_PAGE, *KINDS_WITHOUT_PAGE):
        guide.of_kind(kind)  # noted: how many files there are depends on how many documents there are
    size = size_for(guide.document_count)
    by_standard: dict[str, list[dict[str, str]]] = {}
    for made in formats().values():
        for number in range(size):
            path = dump_path(made, size, number)
            link = {"name": path.removeprefix(f"{FOLDER}/"), "url": f"{guide.base_path}/{path}"}
            by_standard.setdefault(made.standard, []).append(link)
    desk = desk_of(guide.city)
    return {
        "template": "open_data.html",
        "title": edition.gettext("Open data"),
        "standards": [{"name": name, "files": files} for name, files in by_standard.items()],
        "records": [{"name": name, "url": f"{guide.base_path}/{FOLDER}/{name}"} for name in CATALOGUE_FILES],
        "api": f"{desk}/graphql" if desk else "",
    }
