"""Locks that end with whoever holds them: a worker that is killed keeps nobody from its work."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def held(name: str) -> Iterator[bool]:
    """Hold a lock while the block runs; tells whether this was possible, without waiting.

    PostgreSQL keeps it for the connection, so it holds between machines. SQLite has one machine, whose system keeps it
    for the process.
    """
    with _of_database(name) if connection.vendor == "postgresql" else _of_machine(name) as is_held:
        yield is_held


def is_free(name: str) -> bool:
    """Whether nobody holds a lock."""
    with held(name) as was_free:
        return was_free


@contextmanager
def awaited(name: str) -> Iterator[None]:
    """Hold a lock while the block runs, after whoever holds it now."""
    with _of_database(name, wait=True) if connection.vendor == "postgresql" else _of_machine(name, wait=True):
        yield


@contextmanager
def _of_database(name: str, *, wait: bool = False) -> Iterator[bool]:
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_lock(%s)", [key])
            is_held = True
        else:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
            is_held = bool(cursor.fetchone()[0])
        try:
            yield is_held
        finally:
            if is_held:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@contextmanager
def _of_machine(name: str, *, wait: bool = False) -> Iterator[bool]:
    folder = Path(settings.TASK_LOCK_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_held = True
        except BlockingIOError:
            is_held = False
        yield is_held
    finally:
        os.close(handle)
