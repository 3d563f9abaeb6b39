"""Locks that end with whoever holds them: a worker that is killed keeps nobody from its work."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def held(name: str) -> Iterator[bool]:
    """Hold a lock while the block runs; tells whether this was possible, without waiting.

    PostgreSQL keeps it for the connection, so it holds between machines. SQLite has one machine, whose system keeps it
    for the process.
    """
    while True:
        with _taken(name) as is_held:
            # Who was in the way may have been somebody who only looked: work left to them would be done by nobody.
            if is_held or not is_free(name):
                yield is_held
                return


def is_free(name: str) -> bool:
    """Whether nobody holds a lock. Those who look share it for that moment."""
    with _taken(name, shared=True) as was_free:
        return was_free


@contextmanager
def awaited(name: str) -> Iterator[None]:
    """Hold a lock while the block runs, after whoever holds it now."""
    with _taken(name, wait=True):
        yield


def _taken(name: str, *, shared: bool = False, wait: bool = False) -> AbstractContextManager[bool]:
    way = _of_database if connection.vendor == "postgresql" else _of_machine
    return way(name, shared=shared, wait=wait)


@contextmanager
def _of_database(name: str, *, shared: bool, wait: bool) -> Iterator[bool]:
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    kind = "_shared" if shared else ""
    with connection.cursor() as cursor:
        if wait:
            cursor.execute(f"SELECT pg_advisory_lock{kind}(%s)", [key])
            is_held = True
        else:
            cursor.execute(f"SELECT pg_try_advisory_lock{kind}(%s)", [key])
            is_held = bool(cursor.fetchone()[0])
        try:
            yield is_held
        finally:
            if is_held:
                cursor.execute(f"SELECT pg_advisory_unlock{kind}(%s)", [key])


@contextmanager
def _of_machine(name: str, *, shared: bool, wait: bool) -> Iterator[bool]:
    folder = Path(settings.TASK_LOCK_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
            is_held = True
        except BlockingIOError:
            is_held = False
        yield is_held
    finally:
        os.close(handle)
