"""A city in HSDS as a tabular data package: a ZIP file of CSV tables and a datapackage.json that tells what they hold.

It is made of the dumps of a release when somebody asks for it: to keep it in each release would have every edit
write all tables again.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from site_builder.errors import SiteBuilderError, UnwritableError
from site_builder.release import Release
from site_builder.standards.dumps import dump_path, sizes
from site_builder.standards.formats import Format, formats
from site_builder.standards.hsds.records import Record
from site_builder.standards.hsds.tables import FILES, tables
from site_builder.targets.archive import write_zip
from site_builder.targets.target import read_file

DUMPS = {
    "hsds.json": "service",
    "hsds-organizations.json": "organization",
    "hsds-taxonomy-terms.json": "taxonomy_term",
}
"""Formats by their keys, with the tables of their records."""
DESCRIPTION = "datapackage.json"


def write_package(release: Release, path: Path) -> dict[str, int]:
    """Write the ZIP file; equal releases give equal bytes. Returns how many rows each table has.

    Raises SiteBuilderError for a release without open data, DamagedReleaseError, UnwritableError.
    """
    found = {name: list(rows.values()) for name, rows in tables(_records(release)).items() if rows}
    files = [(FILES[name], _csv(rows)) for name, rows in found.items()]
    told = json.dumps(_description(found), ensure_ascii=False, indent=1)
    try:
        write_zip(path, [(DESCRIPTION, told.encode()), *files], release.name)
    except OSError as error:
        why = error.strerror or error
        raise UnwritableError(f"{path} cannot be written: {why}. Make room or choose another place.") from error
    return {name: len(rows) for name, rows in found.items()}


def _records(release: Release) -> Iterator[tuple[str, Record]]:
    for key, table in DUMPS.items():
        for path in _dumps(release, formats()[key]):
            for record in json.loads(read_file(release, path, release.files[path])):
                yield table, record


def _dumps(release: Release, made: Format) -> list[str]:
    for size in sizes():
        paths = [dump_path(made, size, number) for number in range(size)]
        if paths[0] in release.files:
            return paths
    raise SiteBuilderError(f"{release.name} has no open data: it is older than that. Build the city again.")


def _columns(rows: list[Record]) -> list[str]:
    names = dict.fromkeys(name for row in rows for name in row)
    return sorted(names, key=lambda name: (name != "id", not name.endswith("_id")))


def _csv(rows: list[Record]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _columns(rows), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _description(found: dict[str, list[Record]]) -> dict[str, Any]:
    resources = []
    for name, rows in found.items():
        columns = _columns(rows)
        keys = [
            {"fields": f"{other}_id", "reference": {"resource": other, "fields": "id"}}
            for other in found
            if f"{other}_id" in columns
        ]
        schema = {"fields": [{"name": each, "type": _type(rows, each)} for each in columns], "primaryKey": "id"}
        resource = {"name": name, "path": FILES[name], "profile": "tabular-data-resource", "format": "csv"}
        resource |= {"mediatype": "text/csv", "encoding": "utf-8"}
        resources.append({**resource, "schema": schema | ({"foreignKeys": keys} if keys else {})})
    return {"profile": "tabular-data-package", "name": "hsds", "title": "HSDS 3.0", "resources": resources}


def _type(rows: list[Record], name: str) -> str:
    values = [row[name] for row in rows if name in row]
    return "number" if all(isinstance(each, int | float) for each in values) else "string"
