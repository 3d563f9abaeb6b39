"""A city's HSDS dump becomes the tables of a data package, as the standard says they are."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from site_builder.__main__ import main
from site_builder.errors import SiteBuilderError
from site_builder.manifest import Manifest
from site_builder.release import Release, Releases
from site_builder.standards.hsds.package import write_package
from site_builder.standards.hsds.tables import FILES
from tests.site_builder.conftest import CITY, Build

Table = list[dict[str, str]]


@pytest.fixture
def release(build: Build, releases: Releases) -> Release:
    """The live release of the small city."""
    build()
    live = releases.current()
    assert live is not None
    return live


def unpacked(path: Path) -> tuple[dict[str, Any], dict[str, Table]]:
    """The description of a package, and its tables by their names."""
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("datapackage.json"))
        texts = {each["name"]: archive.read(each["path"]).decode() for each in told["resources"]}
        assert len(archive.namelist()) == len(texts) + 1
    return told, {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}


def tables_of(schema: dict[str, Any], found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The schema of each table that stands anywhere in a compiled one."""
    for each in schema.get("properties", {}).values():
        inner = each.get("items", each)
        if "path" in inner:
            known = found.setdefault(inner["name"], inner)
            if len(inner["properties"]) > len(known["properties"]):
                found[inner["name"]] = inner
        tables_of(inner, found)
    return found


def test_every_row_is_as_the_standard_says_and_names_rows_that_are_there(
    release: Release, tmp_path: Path, standards: Path
) -> None:
    rows = write_package(release, tmp_path / "hsds.zip")
    told, tables = unpacked(tmp_path / "hsds.zip")
    assert {name: len(table) for name, table in tables.items()} == rows
    assert {"service", "organization", "location", "phone", "schedule", "taxonomy_term", "attribute"} <= tables.keys()
    compiled = standards / "hsds" / "compiled"
    wholes = [json.loads((compiled / f"{name}.json").read_text()) for name in ("service", "organization")]
    schemas = {whole["name"]: whole for whole in wholes}
    for whole in wholes:
        tables_of(whole, schemas)
    for resource in told["resources"]:
        name, table = resource["name"], tables[resource["name"]]
        schema, columns = schemas[name], [each["name"] for each in resource["schema"]["fields"]]
        assert resource["path"] == schema["path"] == FILES[name]
        assert list(table[0]) == columns
        assert set(columns) <= schema["properties"].keys(), name
        needed = {*schema.get("required", ()), *schema.get("tabular_required", ())}
        assert needed <= set(columns), name
        named = [column for column in needed if column == "id" or column.endswith("_id")]
        assert all(each[column] for each in table for column in named), name
        assert len({each["id"] for each in table}) == len(table)
        keys = resource["schema"].get("foreignKeys", ())
        linked = {f"{table}_id" for table in tables}
        assert {key["fields"] for key in keys} == {column for column in columns if column in linked}
        for key in keys:
            there = {each["id"] for each in tables[key["reference"]["resource"]]}
            assert {each[key["fields"]] for each in table} - {""} <= there, (name, key)
        for field in resource["schema"]["fields"]:
            if field["type"] == "number":
                assert all(float(each[field["name"]] or 0) >= -180 for each in table)


def test_the_tables_say_what_the_dump_says(release: Release, tmp_path: Path) -> None:
    write_package(release, tmp_path / "hsds.zip")
    _told, tables = unpacked(tmp_path / "hsds.zip")
    (path,) = (path for path in release.files if path == "data/hsds.json")
    services = {each["id"]: each for each in json.loads((release.folder / path).read_text())}
    assert {each["id"]: each["name"] for each in tables["service"]} == {key: s["name"] for key, s in services.items()}
    for row in tables["service"]:
        service = services[row["id"]]
        assert row["organization_id"] == service["organization"]["id"]
        places = {each["location_id"] for each in tables["service_at_location"] if each["service_id"] == row["id"]}
        assert places == {each["location"]["id"] for each in service.get("service_at_locations", ())}
        paid = [each["option"] for each in tables["cost_option"] if each["service_id"] == row["id"]]
        assert paid == [each["option"] for each in service.get("cost_options", ())]


def test_equal_releases_make_equal_bytes_and_the_command_counts_rows(
    release: Release, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_package(release, tmp_path / "one.zip")
    output, path = release.folder.parent.parent.parent, tmp_path / "other.zip"
    assert main(["hsds-package", "--city", CITY, "--output", str(output), "--to", str(path)]) == 0
    assert " service, " in capsys.readouterr().out
    assert path.read_bytes() == (tmp_path / "one.zip").read_bytes()


def test_a_release_without_open_data_is_named(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = {path: file for path, file in release.files.items() if not path.startswith("data/")}
    monkeypatch.setattr(Manifest, "files", property(lambda self: without))
    with pytest.raises(SiteBuilderError, match="no open data"):
        write_package(Release(release.folder), tmp_path / "hsds.zip")
    assert list(tmp_path.glob("*.zip")) == []
