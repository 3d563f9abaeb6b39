"""Disks that are full or cannot be written to: one error that says what to do, and readers see what they saw."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from bench.full_disks import fill_up, forbid, use_up_files
from bench.worlds import Publisher as Worlds
from site_builder.refusals import unstorable, unwritable
from tests.site_builder.conftest import CITY, command
from tests.site_builder.feeds import Publisher, serving

STEPS = 3


def may_mount(folder: Path) -> bool:
    """Whether this machine lets these tests have disks of their own."""
    folder.mkdir()
    tried = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(folder)], capture_output=True, check=False)
    if tried.returncode == 0:
        subprocess.run(["umount", str(folder)], check=True)
    return tried.returncode == 0


@pytest.mark.slow
def test_builds_without_room_end_in_one_error_and_the_next_one_with_room_ends_well(tmp_path: Path) -> None:
    """`make chaos` does the same with ever more room, in more steps."""
    if not may_mount(tmp_path / "mine"):
        pytest.skip("Only root may mount a disk; test_chaos fills one for everybody, by a limit to the size of files.")
    worlds = Worlds(tmp_path / "worlds")
    for tally in (
        fill_up(tmp_path / "full", worlds, STEPS),
        use_up_files(tmp_path / "files", worlds, STEPS),
        forbid(tmp_path / "read-only", worlds),
    ):
        assert tally.failed
        assert tally.wrong == []
        assert all("\n" not in said and "and build again" in said for said in tally.said), tally.said


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (
            errno.ENOSPC,
            r"It has room for [\d,.]+ MB.*\. Make room there, or choose a folder on another disk",
        ),
        (errno.EDQUOT, "Make room there"),
        (errno.EROFS, "is mounted read-only: mount it so that it can be written to"),
        (errno.EACCES, "Give the user who builds the right to write there"),
    ],
)
def test_a_refusal_of_the_system_names_the_file_and_says_what_to_do(tmp_path: Path, code: int, advice: str) -> None:
    error = OSError(code, os.strerror(code), str(tmp_path / "en" / "index.html"))
    told = str(unwritable(tmp_path, error))
    assert told.startswith(f"{tmp_path}/en/index.html cannot be written: {os.strerror(code)}. ")
    assert told.endswith("The live release is as it was.")
    assert re.search(advice, told)


# The builder with two processes, in which the documents cannot be read.
UNREADABLE = (
    "-c",
    "import os, sqlite3, sys; from site_builder import rendering; from site_builder.__main__ import main;"
    "rendering.WORTH_A_PROCESS = 1; os.sched_getaffinity = lambda pid: {0, 1};"
    "error = sqlite3.OperationalError('disk I/O error'); error.sqlite_errorname = 'SQLITE_IOERR_READ';"
    "rendering.stored_index = lambda *given: (_ for _ in ()).throw(error);"
    "sys.exit(main())",
)


def test_a_refusal_of_sqlite_in_one_of_several_processes_is_told_as_it_is(publisher: Publisher, output: Path) -> None:
    with serving(publisher) as endpoint:
        build = ("build", "--endpoint", endpoint, "--city", CITY, "--output", output)
        status, _, told = command(*build, program=UNREADABLE)
    assert status == 6
    assert told.splitlines()[-1].startswith(f"error: {output / CITY}/builder.sqlite3 cannot be written: disk I/O")


def test_a_refusal_of_sqlite_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "builder.sqlite3"
    sqlite3.connect(path).close()
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    with pytest.raises(sqlite3.OperationalError) as refused:
        connection.execute("CREATE TABLE t (n)")
    connection.close()
    assert str(unstorable(path, refused.value)) == (
        f"{path} cannot be written: attempt to write a readonly database. Give the user who builds the right to write "
        "there, and build again. What readers see is whole."
    )
