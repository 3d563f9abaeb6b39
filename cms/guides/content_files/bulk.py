"""Writing many pages at once without the work that Wagtail does after each single save."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_index_update() -> Iterator[None]:
    yield
