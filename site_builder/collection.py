"""Python's garbage collection while a guide is built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Let nothing look for cycles of objects in this process, until the block ends.

    A build makes none to speak of. To look for them among all documents took a fifth of the time of a full build; in a
    worker that has built for a while, with Django in its memory, one look takes several times as long as an edit.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
