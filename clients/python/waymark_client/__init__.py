"""Ask a Waymark installation for the published guides of its cities."""

from __future__ import annotations

from . import types
from .client import Client
from .errors import (
    BusyError,
    CityUnknownError,
    CursorAheadError,
    NotAskedForError,
    QueryError,
    UnexpectedAnswerError,
    UnreachableError,
    WaymarkError,
)

__all__ = [
    "BusyError",
    "CityUnknownError",
    "Client",
    "CursorAheadError",
    "NotAskedForError",
    "QueryError",
    "UnexpectedAnswerError",
    "UnreachableError",
    "WaymarkError",
    "types",
]
