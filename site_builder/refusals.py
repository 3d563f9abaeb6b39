"""What the system refuses, in words that say what to do."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

from site_builder.errors import SnapshotError, UnwritableError

_FULL = "Make room there, or choose a folder on another disk, and build again."
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
    "SQLITE_CANTOPEN": "Is the disk full, or may the user who builds not write there? Mend that, and build again.",
}


def unwritable(folder: Path, error: OSError) -> UnwritableError:
    """A refusal of the file system: what could not be written, why, what to do; readers are not concerned."""
    # Of a link, the second name is the one that is to be.
    place, reason, advice = (
        error.filename2 or error.filename or folder,
        error.strerror or str(error),
        _ADVICE.get(error.errno or 0, ""),
    )
    return UnwritableError(_told(Path(place), reason, advice, "The live release is as it was."))


def unstorable(path: Path, error: sqlite3.Error | OSError) -> SnapshotError:
    """A refusal of SQLite, or of the file system to SQLite's file."""
    if isinstance(error, OSError):
        reason, advice = error.strerror or str(error), _ADVICE.get(error.errno or 0, "")
    else:
        # SQLITE_IOERR_WRITE is a kind of SQLITE_IOERR.
        kind = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        reason, advice = str(error), _OF_SQLITE.get(kind, "")
    # It may be the record of a release that has just gone live: then the next build finds nothing to change.
    return SnapshotError(_told(path, reason, advice, "What readers see is whole."))


def _told(place: Path, reason: str, advice: str, end: str) -> str:
    room = _room(place) if advice is _FULL else ""
    return " ".join(filter(None, (f"{place} cannot be written: {reason}.", room, advice, end)))


def _room(place: Path) -> str:
    """What the disk still takes, now that the draft is gone: of some disks it is files that run out, not bytes."""
    folder = next((each for each in place.parents if each.is_dir()), Path())
    disk = os.statvfs(folder)
    files = f" and {disk.f_favail:,} files" if disk.f_files else ""
    return f"It has room for {disk.f_bavail * disk.f_frsize / 1e6:,.1f} MB{files}."
