"""Settings of an installation past one machine: PostgreSQL, tasks in Redis. Both are found in the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from cms.settings.queue import APP, BACKEND, CLASSES, queues_in_redis
from cms.settings.test import *  # noqa: F403 - the settings idiom: everything in test holds here too
from cms.settings.test import INSTALLED_APPS, TASKS

FOLDER = Path(os.environ["WAYMARK_BENCH_FOLDER"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": "waymark",
        "HOST": os.environ["WAYMARK_TEST_POSTGRESQL"],
        "CONN_MAX_AGE": 60,
        "OPTIONS": {},
    }
}


class _NoMigrations:
    """Tables are made as the models are now: no page is needed, and a minute is saved."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES: Any = _NoMigrations()

INSTALLED_APPS += [APP]
TASKS["default"]["BACKEND"] = BACKEND
RQ = CLASSES
RQ_QUEUES = queues_in_redis(os.environ["WAYMARK_QUEUE_URL"], TASKS["default"]["QUEUES"])
GUIDE_BUILD_ON_PUBLISH = True
GUIDE_BUILD_DIR = FOLDER / "build"
SEARCH_INDEX_DIR = FOLDER / "search"
