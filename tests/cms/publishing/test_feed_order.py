"""A mirror that follows the feed misses nothing, however many publish at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.cms.publishing.concurrent_publishers import ARTICLES, PUBLISHERS
from tests.conftest import ROOT, lacking
from tests.postgresql import find_programs, running_server


@pytest.mark.slow
@pytest.mark.postgresql
def test_publishers_at_once_leave_no_gap_that_a_follower_falls_into() -> None:
    programs = find_programs()
    if programs is None:
        lacking("PostgreSQL", "apt-get install postgresql")
    with running_server(programs) as environment:
        finished = subprocess.run(
            [sys.executable, "-m", "tests.cms.publishing.concurrent_publishers"],
            env={**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "tests.postgresql_settings"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert finished.returncode == 0, finished.stderr
    seen = json.loads(finished.stdout)
    assert seen["missed"] == []
    documents = 1 + PUBLISHERS * (1 + ARTICLES)  # the home page, topics, articles
    assert seen["documents"] == documents
    assert seen["newest"] == documents + PUBLISHERS * ARTICLES  # each article was changed once
