"""What readers meet while builds are killed, run at once, or cannot write."""

from __future__ import annotations

import os
import resource
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.kills import Killer
from bench.readers import read_while_releases_change
from bench.worlds import Publisher as Worlds
from site_builder.build import build_city
from site_builder.errors import ReleaseError, SiteBuilderError
from site_builder.release import Releases
from tests.site_builder.conftest import CITY, THEME, TWO_PROCESSES, Build, command, own, start, tree
from tests.site_builder.feeds import Publisher, serving

KILLS = 12


def retitle_everything(publisher: Publisher, mark: object) -> None:
    """An edit that changes every page."""
    publisher.publish(*(body | {"title": f"{body['title'].partition(' #')[0]} #{mark}"} for body in publisher.bodies))


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    """A generated city, in several known states."""
    return Worlds(tmp_path_factory.mktemp("worlds"))


@pytest.mark.slow
def test_builds_killed_in_any_phase_leave_one_of_two_guides_whole_and_nothing_that_the_next_build_minds(
    worlds: Worlds, tmp_path: Path
) -> None:
    """`make chaos` does the same two hundred times."""
    tally = Killer(tmp_path, worlds, seed=4).run(KILLS)
    assert tally.count == KILLS
    assert len(tally.kills) > KILLS / 4, tally.kills
    assert tally.inconsistent == []
    assert tally.leftovers == []


@pytest.mark.slow
def test_a_reader_meets_whole_releases_only_while_they_are_published_rolled_back_and_pruned(
    worlds: Worlds, tmp_path: Path
) -> None:
    told = read_while_releases_change(tmp_path, worlds, reads=4_000, releases=9)
    assert told.failures == []
    assert told.reads >= 4_000
    assert told.rollbacks
    assert told.from_before


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


def test_a_command_waits_for_a_worker_of_the_cms_and_ends_with_what_is_newest(
    build: Build, publisher: Publisher, output: Path, releases: Releases, tmp_path: Path
) -> None:
    build()
    with serving(publisher) as endpoint:
        arguments = ("build", "--endpoint", endpoint, "--city", CITY, "--output", output, "--theme", THEME)
        process = start(*arguments)
        retitle_everything(publisher, "by a worker")
        with ThreadPoolExecutor(1) as worker:
            worker.submit(build).result(timeout=60)
        retitle_everything(publisher, "newest")
        process.communicate(timeout=60)
        assert process.returncode == 0
        assert command(*arguments)[0] == 0
    build_city(Publisher(publisher.bodies).feed, CITY, tmp_path / "fresh", THEME)
    assert own(releases.folder / "current") == own(tmp_path / "fresh" / CITY / "current")


def test_a_rollback_says_that_it_waits_for_a_build(
    build: Build, publisher: Publisher, output: Path, releases: Releases
) -> None:
    build()
    retitle_everything(publisher, "anew")
    build()
    with releases.locked():
        process = start("rollback", "--city", CITY, "--output", output)
        assert process.stderr
        assert "waiting for its end" in process.stderr.readline()
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert releases.current() == releases.all()[0]


def test_the_lock_of_a_build_that_was_killed_hinders_nobody(
    publisher: Publisher, output: Path, build: Build, releases: Releases
) -> None:
    holding = "import sys, time; from pathlib import Path; from site_builder.release import Releases;"
    holding += "l = Releases(Path(sys.argv[1])).locked(); l.__enter__(); print('held', flush=True); time.sleep(600)"
    process = start(releases.folder, program=("-c", holding))
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    process.kill()
    process.communicate()
    said: list[str] = []
    assert build(progress=lambda event: said.append(str(event))).created
    assert not [line for line in said if "waiting" in line]


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
    assert (status, out) == (5, "")
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
