"""The files for web servers are written by every build."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.errors import BuildError
from site_builder.release import Releases
from site_builder.serving.files import FOLDER
from site_builder.serving.headers import FOR_EVER, SECURITY_HEADERS
from tests.site_builder.conftest import CITY, Build


def test_a_build_writes_them_beside_the_releases_and_mends_them(build: Build, output: Path) -> None:
    build(site_url="https://guide.example.org")
    folder = output / CITY / FOLDER
    written = {path.name: path.read_text() for path in folder.iterdir()}
    assert written.keys() == {"nginx-http.conf", "nginx-server.conf", "Caddyfile"}
    assert str(output.resolve() / CITY / "current") in written["nginx-server.conf"]
    assert "/ar/404.html" in written["Caddyfile"]
    (folder / "Caddyfile").unlink()
    (folder / "nginx-http.conf").write_text("changed")
    build(site_url="https://guide.example.org")
    assert {path.name: path.read_text() for path in folder.iterdir()} == written


def test_a_guide_below_an_address_is_served_there(build: Build, output: Path) -> None:
    build(site_url="https://guides.example.org/harbourton")
    assert "location /harbourton/ {" in (output / CITY / FOLDER / "nginx-server.conf").read_text()


@pytest.mark.parametrize(
    "address",
    [
        "https://guide.example.org/a;}location/etc/{alias/etc/;}",
        'https://guide.example.org/"',
        "https://guide.example.org/$host",
        "https://guide.example.org/..",
        "mailto:guide@example.org",
    ],
)
def test_a_city_cannot_write_the_configuration_of_servers_into_its_address(
    build: Build, output: Path, address: str
) -> None:
    build()
    before = {path.name: path.read_text() for path in (output / CITY / FOLDER).iterdir()}
    with pytest.raises(BuildError, match="cannot be the address of a guide"):
        build(site_url=address)
    assert {path.name: path.read_text() for path in (output / CITY / FOLDER).iterdir()} == before
    assert (output / CITY / "current").is_dir()


def test_a_build_succeeds_where_they_cannot_be_written(build: Build, output: Path) -> None:
    (output / CITY).mkdir(parents=True)
    (output / CITY / FOLDER).write_text("in the way")
    told: list[object] = []
    assert build(progress=told.append).created
    assert any("The files for web servers could not be written" in str(event) for event in told)


def test_a_release_has_the_headers_for_static_hosts_in_its_root(build: Build, releases: Releases) -> None:
    build(site_url="https://guides.example.org/harbourton")
    live = releases.current()
    assert live
    rules: dict[str, dict[str, str]] = {}
    for line in (live.folder / "_headers").read_text().splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[next(reversed(rules))][name] = value
        else:
            rules[line] = {}
    assert rules == {"/harbourton/*": SECURITY_HEADERS, "/harbourton/assets/*": {"Cache-Control": FOR_EVER}}
