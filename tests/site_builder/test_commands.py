from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from site_builder.release import Releases
from tests.site_builder.conftest import CITY, THEME, Build, command
from tests.site_builder.documents import small_city
from tests.site_builder.feeds import Publisher, serving


def test_build_reads_an_endpoint_and_says_what_it_did(publisher: Publisher, output: Path, releases: Releases) -> None:
    with serving(publisher) as endpoint:
        arguments = ("build", "--endpoint", endpoint, "--city", CITY, "--output", output, "--theme", THEME)
        status, out, told = command(*arguments, "--json")
        assert status == 0, told
        result = json.loads(out)
        assert result["created"]
        assert result["release"] == releases.all()[0].name
        assert f"{result['release']} is live." in told
        status, out, _ = command(*arguments)
        assert (status, "harbourton: unchanged release" in out) == (0, True)


def test_an_endpoint_that_is_down_ends_in_one_line_and_status_1(output: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{probe.getsockname()[1]}/graphql/"
    status, out, told = command("build", "--endpoint", endpoint, "--city", CITY, "--output", output)
    assert (status, out) == (1, "")
    assert told.count("\n") == 1
    assert told.startswith(f"error: {endpoint} cannot be reached")


def test_releases_rollback_and_verify(build: Build, publisher: Publisher, output: Path, releases: Releases) -> None:
    build()
    publisher.publish(small_city()[0] | {"title": "Another name"})
    build()
    first, second = releases.all()
    where = ("--city", CITY, "--output", output)

    status, out, _ = command("releases", *where, "--json")
    assert status == 0
    assert [(row["release"], row["live"]) for row in json.loads(out)] == [(first.name, False), (second.name, True)]
    assert [line.split()[0] for line in command("releases", *where)[1].splitlines()] == [first.name, "live"]

    assert command("rollback", *where)[:2] == (0, f"{CITY}: {first.name} is live.\n")
    status, out, told = command("rollback", *where)
    assert (status, out) == (1, "")
    assert "no release before the live one" in told
    assert json.loads(command("rollback", *where, "--to", second.name, "--json")[1])["release"] == second.name

    assert command("verify", *where)[0] == 0
    (second.folder / "en/index.html").unlink()
    status, out, _ = command("verify", *where, "--json")
    assert status == 3
    assert json.loads(out)["problems"] == ["en/index.html: No such file or directory"]
    assert command("verify", *where, "--release", first.name)[0] == 0


@pytest.mark.parametrize("name", ["releases", "rollback", "verify"])
def test_a_city_that_was_never_built_is_named(output: Path, name: str) -> None:
    status, out, told = command(name, "--city", "atlantis", "--output", output)
    assert (status, out) == (1, "")
    assert "holds no city “atlantis”. Build it first." in told


def test_help_shows_examples_and_exit_statuses() -> None:
    for arguments in (["--help"], ["build", "--help"], ["rollback", "--help"]):
        status, out, _ = command(*arguments)
        assert status == 0
        assert "python -m site_builder build --endpoint http" in out
        assert "Exit status: 0 done, 1 failed" in out


@pytest.mark.parametrize("arguments", [[], ["build"], ["build", "--city", CITY], ["build", "--keep", "0"]])
def test_wrong_use_is_status_2(arguments: list[str]) -> None:
    assert command(*arguments)[0] == 2
