"""Whatever kills an import, the runs after it leave nothing out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.slow
@pytest.mark.parametrize("name", ["content_files", "integreat"])
def test_every_page_of_an_import_that_is_killed_and_run_again_is_indexed(
    name: str, tmp_path: Path, migrated_database: Path
) -> None:
    shutil.copy(migrated_database, tmp_path / "waymark.sqlite3")
    finished = subprocess.run(
        [sys.executable, "-m", "tests.cms.guides.killed_import", name],
        env={**os.environ, "WAYMARK_TEST_FOLDER": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.worker_settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    seen = json.loads(finished.stdout)
    assert seen["killed"] >= 1
    assert seen["live"] > 10
    assert seen["forgotten"] == []
