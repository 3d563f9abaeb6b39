"""Databases that begin migrated: all migrations run once for a state of them, and every database is a copy of that."""

from __future__ import annotations

import fcntl
import hashlib
import inspect
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


def copy_migrated(cache: Path, target: Path) -> None:
    """Write a SQLite database with all migrations to `target`.

    Args:
        cache: a folder in which it lies from the last time, for all processes that test; one of earlier migrations is
            taken away.
        target: a file that is not there.
    """
    cache.mkdir(parents=True, exist_ok=True)
    kept = cache / f"{_state().hexdigest()}.sqlite3"
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for earlier in cache.glob("*.sqlite3*"):
                earlier.unlink()
            half = kept.with_suffix(".half")
            half.unlink(missing_ok=True)
            _migrate(half)
            half.rename(kept)
        shutil.copy(kept, target)


def begin_with(migrated: Path) -> None:
    """Fill the next database in memory that is opened, before anybody sees it; `migrate` then finds nothing to do."""

    def fill(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
        connection_created.disconnect(fill)
        with closing(sqlite3.connect(migrated)) as source:
            source.backup(connection.connection)

    connection_created.connect(fill, weak=False)


def _migrate(file: Path) -> None:
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = file
    try:
        call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode = DELETE")  # all of it in one file, and fit for memory
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def _state() -> hashlib._Hash:
    """What decides how a migrated database looks: every migration, and what is done after them."""
    state = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    for file in sorted(_sources()):
        state.update(file.name.encode() + b"\0" + file.read_bytes())
    return state


def _sources() -> Iterator[Path]:
    for app in apps.get_app_configs():
        yield from (Path(app.path) / "migrations").glob("*.py")
    for _key, receiver, *_rest in post_migrate.receivers or []:
        called = receiver() if callable(receiver) and not inspect.isfunction(receiver) else receiver
        yield Path(inspect.getfile(called))
