"""What the system refuses, in words that say what to do."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

from site_builder.errors import SnapshotError, UnwritableError

_FULL = "Make room there, or choose a folder on another disk, and build again."
_NO_MORE_FILES = "The disk takes no more files, it has no inodes left: remove some, or choose another, and build again."
_READ_ONLY = "The disk is mounted read-only: mount it so that it can be written to, and build again."
_FORBIDDEN = "Give the user who builds the right to write there, and build again."

_ADVICE = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
}
_OF_SQLITE = {
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": "Is the disk full? Make room there, and build again.",
    "SQLITE_READONLY": _FORBIDDEN,
    "SQLITE_CANTOPEN": _FORBIDDEN,
}


def unwritable(folder: Path, error: OSError) -> UnwritableError:
    """A refusal of the file system: what could not be written, why, what to do; readers are not concerned."""
    told = f"{error.filename or folder} cannot be written: {error.strerror or error}."
    advice = _advice(folder, error.errno)
    return UnwritableError(" ".join(filter(None, (told, advice, "The live release is as it was."))))


def unstorable(path: Path, error: sqlite3.Error | OSError) -> SnapshotError:
    """A refusal of SQLite, or of the file system to SQLite's file."""
    if isinstance(error, OSError):
        reason, advice = error.strerror or str(error), _advice(path.parent, error.errno)
    else:
        # SQLITE_IOERR_WRITE is a kind of SQLITE_IOERR.
        kind = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        reason, advice = str(error), _OF_SQLITE.get(kind, "")
    told = f"{path} cannot be written: {reason}."
    # It may be the record of a release that has just gone live: then the next build finds nothing to change.
    return SnapshotError(" ".join(filter(None, (told, advice, "What readers see is whole."))))


def _advice(folder: Path, code: int | None) -> str:
    if code == errno.ENOSPC:
        try:
            disk = os.statvfs(folder)
        except OSError:
            return _FULL
        if disk.f_files and not disk.f_favail:
            return _NO_MORE_FILES
    return _ADVICE.get(code or 0, "")
