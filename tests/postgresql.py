"""A PostgreSQL server of the test session's own: in a temporary folder, on a socket, gone afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, lacking

DEBIAN = Path("/usr/lib/postgresql")


def told(module: str, settings: str = "tests.postgresql_settings") -> Any:
    """What a module prints as JSON, run as a program beside a server of its own."""
    programs = find_programs()
    if programs is None:
        lacking("PostgreSQL", "apt-get install postgresql")
    with running_server(programs) as environment:
        finished = subprocess.run(
            [sys.executable, "-m", module],
            env={**os.environ, **environment, "DJANGO_SETTINGS_MODULE": settings},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl, which Debian keeps off the path."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda program: int(program.parent.parent.name))
    return versions[-1].parent if versions else None


@contextmanager
def running_server(programs: Path) -> Iterator[dict[str, str]]:
    """Start a server; the environment in which tests.postgresql_settings finds it."""
    with tempfile.TemporaryDirectory(prefix="waymark-postgresql-") as folder:
        yield from _run(programs, Path(folder))


def _run(programs: Path, folder: Path) -> Iterator[dict[str, str]]:
    as_owner: list[str] = []
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root; Debian's package brings a user of its own.
        shutil.chown(folder, "postgres")
        as_owner = ["runuser", "-u", "postgres", "--"]
    data, log = folder / "data", folder / "log"
    _command([*as_owner, programs / "initdb", "--auth=trust", "--username=waymark", "-D", data], folder)
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    control: list[str | Path] = [*as_owner, programs / "pg_ctl", "-D", data, "-l", log, "-w"]
    _command([*control, "-o", options, "start"], folder)
    try:
        yield {"WAYMARK_TEST_POSTGRESQL": str(folder)}
    finally:
        _command([*control, "-m", "immediate", "stop"], folder)


def _command(command: Sequence[str | Path], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
