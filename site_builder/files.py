"""Folders and files as readers meet them after a crash: whole, or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

HIDDEN = ".tmp-"
"""Names that start like this are of no use once their build has ended."""


def bury(folder: Path) -> None:
    """Remove a folder, renamed first, so that it is never seen half deleted. Raises OSError."""
    grave = folder.with_name(f"{HIDDEN}{folder.name}")
    folder.rename(grave)
    shutil.rmtree(grave)


def clear(folder: Path) -> None:
    """Remove what builds that were killed left in a folder. Raises OSError."""
    for path in folder.glob(f"{HIDDEN}*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in place in one step, on disk before it can be seen; one process at a time.

    Raises OSError; the old file is there then. What a killed process leaves is for `clear`.
    """
    draft = path.with_name(f"{HIDDEN}{path.name}")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make sure that the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
