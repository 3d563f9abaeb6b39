"""The test settings with a database in a file and tasks that wait for a worker: for tests that kill one."""

from __future__ import annotations

import os
from pathlib import Path

from cms.settings.base import DATABASES
from cms.settings.test import *  # noqa: F403 - the settings idiom: everything in test holds here too

FOLDER = Path(os.environ["WAYMARK_TEST_FOLDER"])
DATABASES["default"]["NAME"] = FOLDER / "waymark.sqlite3"
TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "translate", "build", "outside"]},
}
TASK_LOCK_DIR = FOLDER / "locks"
SEARCH_INDEX_DIR = FOLDER / "search"
GUIDE_BUILD_DIR = FOLDER / "build"
TRANSLATION_ENGINES = ["tests.cms.publishing.killed_worker.HesitantEngine"]
TRANSLATION_BUDGETS = {"Mirror": 1_000_000}
