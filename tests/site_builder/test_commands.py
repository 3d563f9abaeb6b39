from __future__ import annotations

import json
import os
import signal
import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from site_builder.release import Releases
from tests.site_builder.conftest import CITY, THEME, Build, command, start, tree
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
        assert (result["written"], result["reused"], result["removed"]) == (result["files"], 0, 0)
        assert result["written_size"] == result["size"]
        assert [(cause["kind"], cause["made"]) for cause in result["causes"]] == [("first", result["rendered"])]
        assert f"{result['release']} is live." in told
        status, out, _ = command(*arguments)
        assert (status, "harbourton: unchanged release" in out) == (0, True)


def test_an_endpoint_that_is_down_ends_in_one_line_and_status_4(output: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{probe.getsockname()[1]}/graphql/"
    status, out, told = command("build", "--endpoint", endpoint, "--city", CITY, "--output", output)
    assert (status, out) == (4, "")
    assert told.count("\n") == 1
    assert told.startswith(f"error: {endpoint} cannot be reached")
    status, out, _ = command("build", "--endpoint", endpoint, "--city", CITY, "--output", output, "--json")
    assert json.loads(out) == {"error": told.removeprefix("error: ").rstrip(), "status": status}


def test_a_document_that_is_wrong_is_named_with_its_field_and_the_remedy_and_is_status_5(
    publisher: Publisher, output: Path
) -> None:
    broken = next(body for body in publisher.bodies if body["kind"] == "article")
    publisher.publish(broken | {"title": 7})
    with serving(publisher) as endpoint:
        status, out, told = command("build", "--endpoint", endpoint, "--city", CITY, "--output", output)
    assert (status, out) == (5, "")
    assert told.startswith(
        f"error: {CITY}/{broken['language']}: article “{broken['path']}” ({broken['uuid']}): title: 7 "
    )
    assert told.endswith("Publish it again in the CMS.\n")
    assert told.count("\n") == 1


def test_an_output_that_cannot_be_written_is_status_6(publisher: Publisher, tmp_path: Path) -> None:
    output = tmp_path / "a-file"
    output.write_text("in the way")
    with serving(publisher) as endpoint:
        status, out, told = command("build", "--endpoint", endpoint, "--city", CITY, "--output", output)
    assert (status, out, told.count("\n")) == (6, "", 1)
    assert "cannot be written: Not a directory" in told


def test_a_theme_that_is_none_is_status_7(publisher: Publisher, output: Path, tmp_path: Path) -> None:
    with serving(publisher) as endpoint:
        where = ("--endpoint", endpoint, "--city", CITY, "--output", output, "--theme", tmp_path)
        status, out, told = command("build", *where)
    assert (status, out) == (7, "")
    assert "is no theme" in told


class Holding(Publisher):
    """Answers its second query when it is let."""

    def __init__(self, bodies: list[dict[str, Any]]) -> None:
        super().__init__(bodies)
        self.asked, self.let = threading.Event(), threading.Event()

    def execute(self, query: str, variables: dict[str, Any]) -> dict[str, Any]:
        if variables["after"]:
            self.asked.set()
            self.let.wait(20)
        return super().execute(query, variables)


def test_ctrl_c_in_the_middle_leaves_the_live_release_and_says_so_in_one_line(output: Path, releases: Releases) -> None:
    publisher = Holding(small_city())
    with serving(publisher) as endpoint:
        arguments = ("build", "--endpoint", endpoint, "--city", CITY, "--output", output)
        assert command(*arguments)[0] == 0
        live = tree(releases.folder / "current")
        process = start(*arguments)
        assert publisher.asked.wait(20)
        os.killpg(process.pid, signal.SIGINT)
        out, told = process.communicate(timeout=20)
        publisher.let.set()
    assert (process.returncode, out, told) == (130, "", "Stopped. The live release is as it was.\n")
    assert tree(releases.folder / "current") == live
    assert not list((releases.folder / "releases").glob(".tmp-*"))


# Makes each file so slowly that somebody can press Ctrl-C meanwhile, in two processes of a build this small.
SLOWLY = (
    "-c",
    "import os, sys, threading; from site_builder import rendering; from site_builder.__main__ import main;"
    "rendering.WORTH_A_PROCESS = 1; os.sched_getaffinity = lambda pid: {0, 1}; put = rendering.Job.put;"
    "wait = threading.Event().wait;"
    "rendering.Job.put = lambda *arguments: (wait(0.1), put(*arguments));"
    "sys.exit(main())",
)


def test_ctrl_c_while_pages_are_made_ends_every_process_and_leaves_the_live_release(
    publisher: Publisher, output: Path, releases: Releases
) -> None:
    with serving(publisher) as endpoint:
        arguments = ("build", "--endpoint", endpoint, "--city", CITY, "--output", output)
        assert command(*arguments)[0] == 0
        live = tree(releases.folder / "current")
        publisher.publish(*(body | {"title": f"{body['title']}!"} for body in publisher.bodies))
        process = start(*arguments, program=SLOWLY)
        assert process.stderr
        assert any("files, " in line for line in process.stderr)  # the first language is done
        os.killpg(process.pid, signal.SIGINT)
        out, told = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert told.endswith("Stopped. The live release is as it was.\n")
    assert "Traceback" not in told
    assert tree(releases.folder / "current") == live
    assert not list((releases.folder / "releases").glob(".tmp-*"))


def test_releases_of_an_older_version_are_listed_and_can_be_gone_back_to(
    build: Build, publisher: Publisher, output: Path, releases: Releases
) -> None:
    build()
    publisher.publish(small_city()[0] | {"title": "Another name"})
    build()
    older, live = releases.all()
    manifest = older.folder / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_text('{"format": 1, "shards": {}}')
    where = ("--city", CITY, "--output", output)

    status, out, _ = command("releases", *where)
    assert status == 0
    assert [line.split()[:3] for line in out.splitlines()] == [
        [older.name, "It", "was"],
        ["live", live.name, out.split()[-4]],
    ]
    rows = json.loads(command("releases", *where, "--json")[1])
    assert [(row["files"], row["trouble"]) for row in rows] == [
        (None, "It was made by an older version of the builder."),
        (live.manifest.count, None),
    ]
    status, out, _ = command("rollback", *where)
    assert (status, out) == (0, f"{CITY}: {older.name} is live. It stays so until the next build.\n")
    result = build()
    assert (result.created, result.causes[0].kind) == (True, "anew")


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

    gone_back = f"{CITY}: {first.name} is live. It stays so until something changes.\n"
    assert command("rollback", *where)[:2] == (0, gone_back)
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
        assert "Exit status: 0 done, 2 wrong use" in out


@pytest.mark.parametrize("arguments", [[], ["build"], ["build", "--city", CITY], ["build", "--keep", "0"]])
def test_wrong_use_is_status_2(arguments: list[str]) -> None:
    assert command(*arguments)[0] == 2
