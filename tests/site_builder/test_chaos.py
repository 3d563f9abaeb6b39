"""What readers meet while builds are killed, run at once, or cannot write."""

from __future__ import annotations

import itertools
import os
import random
import resource
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from site_builder.build import build_city
from site_builder.errors import ReleaseError, SiteBuilderError
from site_builder.release import Releases
from tests.site_builder.conftest import CITY, THEME, TWO_PROCESSES, Build, command, start, tree
from tests.site_builder.feeds import Publisher, serving

KILLS = 20


def retitle_everything(publisher: Publisher, mark: object) -> None:
    """An edit that changes every page."""
    publisher.publish(*(body | {"title": f"{body['title'].partition(' #')[0]} #{mark}"} for body in publisher.bodies))


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_a_whole_release_live(
    publisher: Publisher, output: Path, releases: Releases, tmp_path: Path
) -> None:
    chance = random.Random(20_260)
    with serving(publisher) as endpoint:
        arguments = ("build", "--endpoint", endpoint, "--city", CITY, "--output", output, "--theme", THEME)
        assert command(*arguments)[0] == 0
        retitle_everything(publisher, "timed")
        started = time.perf_counter()
        assert command(*arguments)[0] == 0
        takes = time.perf_counter() - started
        killed = 0
        for round_ in range(KILLS):
            retitle_everything(publisher, round_)
            process = start(*arguments)
            try:
                process.communicate(timeout=takes * chance.uniform(0.2, 1.1))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
                killed += 1
            live = releases.current()
            assert live
            assert live.problems() == []
        assert killed > KILLS / 4
        retitle_everything(publisher, "last")
        assert command(*arguments)[0] == 0
    assert not [path for path in (output / CITY).rglob("*") if path.name.startswith(".tmp-")]
    build_city(Publisher(publisher.bodies).feed, CITY, tmp_path / "fresh", THEME)
    assert tree(releases.folder / "current") == tree(tmp_path / "fresh" / CITY / "current")


def test_a_reader_never_meets_a_missing_page_while_releases_change(
    build: Build, publisher: Publisher, output: Path
) -> None:
    build()
    pages = itertools.cycle([output / CITY / "current" / name for name in ("en/index.html", "ar/a-z/index.html")])
    done, reads, failures = threading.Event(), 0, []

    def read() -> None:
        nonlocal reads
        while not done.is_set():
            try:
                whole = next(pages).read_text(encoding="utf-8").rstrip().endswith("</html>")
            except OSError as error:
                failures.append(str(error))
            else:
                failures.extend([] if whole else ["half a page"])
            reads += 1

    reader = threading.Thread(target=read)
    reader.start()
    for round_ in range(8):
        retitle_everything(publisher, round_)
        assert build(keep=2).created
    done.set()
    reader.join()
    assert reads > 100
    assert failures == []


def test_two_builds_at_once_both_end_well(publisher: Publisher, output: Path, releases: Releases) -> None:
    with serving(publisher) as endpoint:
        arguments = ("build", "--endpoint", endpoint, "--city", CITY, "--output", output, "--theme", THEME)
        with releases.locked():
            both = [start(*arguments), start(*arguments)]
            for process in both:
                assert process.stderr
                assert "waiting for its end" in process.stderr.readline()
        told = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted("new release" in out for out, _ in told) == [False, True]
    [live] = releases.all()
    assert live.problems() == []


def test_every_core_gives_the_same_bytes_as_one(publisher: Publisher, output: Path, tmp_path: Path) -> None:
    with serving(publisher) as endpoint:
        arguments = ("build", "--endpoint", endpoint, "--city", CITY, "--theme", THEME, "--output")
        status, _, told = command(*arguments, output, program=TWO_PROCESSES, PYTHONHASHSEED="1")
        assert (status, "Rendered in 2 processes" in told) == (0, True)
        status, _, told = command(*arguments, tmp_path / "alone", PYTHONHASHSEED="2")
        assert (status, "Rendered in 1 process" in told) == (0, True)
    assert tree(output / CITY / "current") == tree(tmp_path / "alone" / CITY / "current")


def test_a_page_that_fails_in_a_process_of_its_own_is_named_too(
    publisher: Publisher, output: Path, tmp_path: Path
) -> None:
    breaking = (
        "from site_builder import rendering; from site_builder.errors import BuildError;"
        "rendering.Job.print = lambda *given: (_ for _ in ()).throw(BuildError('a.html'));"
    )
    with serving(publisher) as endpoint:
        arguments = ("build", "--endpoint", endpoint, "--city", CITY, "--theme", THEME, "--output", output)
        status, out, told = command(*arguments, program=("-c", breaking + TWO_PROCESSES[1]))
    assert (status, out) == (1, "")
    assert told.splitlines()[-1] == "error: a.html"


@pytest.mark.parametrize(
    ("limit", "length", "refusal_of"),
    [
        (100, 10_000, "builder.sqlite3 cannot be written: disk I/O error"),
        (40_000, 10_000, "builder.sqlite3 cannot be written: disk I/O error"),
        (2_000_000, 500_000, "cannot be written: File too large"),  # what is remembered fits, a page does not
    ],
)
def test_a_full_disk_ends_in_one_clear_error_and_the_live_release_stays(
    build: Build, publisher: Publisher, releases: Releases, limit: int, length: int, refusal_of: str
) -> None:
    build()
    live = tree(releases.folder / "current")
    body = next(body for body in publisher.bodies if body["kind"] == "procedure" and body["language"] == "en")
    publisher.publish(body | {"title": "?" * length})
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, old[1]))
    try:
        with pytest.raises(SiteBuilderError, match=refusal_of) as refusal:
            build()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert "\n" not in str(refusal.value)
    assert tree(releases.folder / "current") == live
    assert build().created


def test_a_folder_that_cannot_be_written_to_ends_in_one_clear_error(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ReleaseError, match=r"file/harbourton/releases cannot be written: Not a directory. The live"):
        build_city(publisher.feed, CITY, tmp_path / "file", THEME)


@pytest.mark.parametrize("program", [("-m", "site_builder"), TWO_PROCESSES])
@pytest.mark.parametrize("line", ["changes up to revision", "new or changed"])
def test_ctrl_c_leaves_no_draft_behind(publisher: Publisher, output: Path, program: tuple[str, str], line: str) -> None:
    with serving(publisher) as endpoint:
        arguments = ("build", "--endpoint", endpoint, "--city", CITY, "--output", output, "--theme", THEME)
        process = start(*arguments, program=program)
        assert process.stderr
        for told in process.stderr:
            if line in told:
                break
        else:
            pytest.fail(f"the build never said “{line}”")
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode in {0, 130}
    assert "Traceback" not in told
    assert not list((output / CITY).rglob(".tmp-*"))
