"""The example that keeps a copy of a city."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clients.eastmere import eastmere
from tests.cms.published import publish, withdraw
from tests.conftest import ROOT
from tools.clients.__main__ import CLIENTS

EXAMPLE = ROOT / CLIENTS / "python" / "examples" / "mirror.py"
MOST_LINES = 30


def mirror(api: str, file: Path) -> str:
    command = [sys.executable, str(EXAMPLE), api, "eastmere", str(file)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / CLIENTS / "python")}
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, env=environment).stdout


def copied(file: Path) -> dict[tuple[str, str], object]:
    connection = sqlite3.connect(file)
    rows = connection.execute("SELECT uuid, language, body FROM document").fetchall()
    connection.close()
    return {(uuid, language): json.loads(body) for uuid, language, body in rows}


@pytest.mark.django_db
def test_a_copy_follows_the_city(api: str, tmp_path: Path) -> None:
    file = tmp_path / "copy.sqlite"
    bodies = {(body["uuid"], body["language"]): body for body in eastmere()}
    assert "documents changed" in mirror(api, file)
    assert copied(file) == bodies
    assert mirror(api, file) == ""

    first, second, *_rest = bodies
    withdraw(bodies.pop(first))
    bodies[second] = {**bodies[second], "title": "Changed"}
    publish([bodies[second]])
    assert mirror(api, file).startswith("2 documents changed")
    assert copied(file) == bodies


def test_the_example_is_short() -> None:
    program = EXAMPLE.read_text().split('"""', 2)[2].strip().splitlines()
    assert len(program) <= MOST_LINES
