"""The files of a saved language that an edit changes: read when a page of theirs is asked for, and no others."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from site_builder.kept_pages import FIRST, KEPT_FIRST, SAFETY, SEARCHED, file_of, joined, numbered


class Pages(NamedTuple):
    """The pages of a file by key, and the digits that tell whether they changed."""

    pages: dict[str, bytes]
    digits: dict[str, str]


class Opened:
    """The files of a language whose pages change."""

    def __init__(self, count: int, read: Callable[[str], Pages]) -> None:
        self.files: dict[str, Pages] = {}
        self._count = count
        self._read = read

    def take(self, key: str) -> tuple[bytes | None, set[bytes], str]:
        """A page that is taken out, with what is searched of it and its digits; None if there is none."""
        for name in [FIRST] if key in KEPT_FIRST else [numbered(key, self._count), SAFETY]:
            there = self._file(name)
            if key in there.pages:
                page, _, raw = there.pages.pop(key).partition(SEARCHED)
                return page, set(raw.split(b"\n")) - {b""}, there.digits.pop(key)
        return None, set(), ""

    def put(self, key: str, page: bytes, entries: set[bytes], digits: str) -> None:
        """Put a page where it belongs."""
        there = self._file(file_of(key, page, self._count))
        there.pages[key], there.digits[key] = joined(page, entries), digits

    def _file(self, name: str) -> Pages:
        if name not in self.files:
            self.files[name] = self._read(name)
        return self.files[name]
