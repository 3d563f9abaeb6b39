"""Kills writers of an index at every file operation of theirs; prints what can be found after each, as JSON.

Run by test_index in a process of its own, which has one thread, so that it can be forked.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from cms.search.entries import Entry
from cms.search.index import SearchIndex

OPERATIONS = {"open", "os.rename", "os.remove", "os.link", "os.truncate", "os.mkdir"}
OLD, NEW, LATER = (str(number) * 32 for number in range(1, 4))


def main() -> None:
    """For a write of everything and for one of some, from the first operation on until a writer gets to its end."""
    folder = Path(sys.argv[1])
    original = folder / "original"
    SearchIndex(original).write([made(OLD)])
    seen = []
    for replace in (False, True):
        operation, was_killed = 0, True
        while was_killed:
            operation += 1
            copy = folder / f"{operation}-{replace}"
            shutil.copytree(original, copy)
            was_killed = write_until(copy, operation, replace=replace)
            after = found(copy)
            SearchIndex(copy).write([made(LATER)])
            seen.append({"killed": was_killed, "found": after, "mended": found(copy)})
            shutil.rmtree(copy)
    json.dump(seen, sys.stdout)


def write_until(folder: Path, operation: int, *, replace: bool) -> bool:
    """Write in another process, and have it killed right before the operation with this number; whether it was."""
    child = os.fork()
    if not child:
        sys.addaudithook(killing(folder, operation))
        SearchIndex(folder).write([made(NEW)], [OLD], replace=replace)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def killing(folder: Path, operation: int) -> Any:
    """A hook that kills the process when it is about to do this operation in the folder."""
    left = operation

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in OPERATIONS and str(folder) in str(arguments[0]):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


def made(uuid: str) -> Entry:
    """A page that the same question finds."""
    return Entry(uuid, "article", "p", "en", "Rent", (), ())


def found(folder: Path) -> list[str]:
    """What is found, by the first letter of its UUID."""
    return sorted(hit.uuid[0] for hit in SearchIndex(folder).search("rent", "en").hits)


if __name__ == "__main__":
    main()
