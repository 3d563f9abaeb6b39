"""Fixtures of the builder's tests: a publisher with the small city, and builds of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from site_builder.build import build_city
from site_builder.earlier import LIST
from site_builder.release import Release, Releases
from site_builder.result import BuildResult
from tests.site_builder.documents import small_city
from tests.site_builder.feeds import Publisher

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "themes" / "waymark"
CITY = "harbourton"

# The builder with two processes, even for a city this small and on a machine with one core.
TWO_PROCESSES = (
    "-c",
    "import os, sys; from site_builder import rendering; rendering.WORTH_A_PROCESS = 1;"
    "os.sched_getaffinity = lambda pid: {0, 1};"
    "from site_builder.__main__ import main; sys.exit(main())",
)

Build = Callable[..., BuildResult]


@pytest.fixture
def publisher() -> Publisher:
    """A CMS that has published the small city."""
    return Publisher(small_city())


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Where guides are built."""
    return tmp_path / "build"


@pytest.fixture
def releases(output: Path) -> Releases:
    """The small city's releases."""
    return Releases(output / CITY)


@pytest.fixture
def build(publisher: Publisher, output: Path) -> Build:
    """Build the small city."""

    def run(theme: Path = THEME, **options: Any) -> BuildResult:
        return build_city(publisher.feed, CITY, output, theme, **options)

    return run


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def own(folder: Path) -> dict[str, bytes]:
    """Every file of a release but those that it carries for pages that readers have open."""
    release = Release(folder.resolve())
    return {path: data for path, data in tree(folder).items() if path not in {*release.earlier, LIST}}


def start(
    *arguments: str | Path, program: Sequence[str] = ("-m", "site_builder"), **environment: str
) -> subprocess.Popen[str]:
    """A command of the builder in a process of its own."""
    return subprocess.Popen(
        [sys.executable, *program, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def command(*arguments: str | Path, **options: Any) -> tuple[int, str, str]:
    """Run a command of the builder; get its status, standard output and standard error."""
    process = start(*arguments, **options)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err
