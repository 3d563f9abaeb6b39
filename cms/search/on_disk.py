"""The search on a disk: a Whoosh index for each city and language."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from cms.search.entries import Entry, Found
from cms.search.errors import NoIndexError
from cms.search.index import SearchIndex

FORMAT = "5"  # of the indexes: those of another one are not read, and those of this one are made anew
_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")


class OnDisk:
    """The indexes in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FORMAT

    def revision(self, city: str) -> int:
        """See Engine."""
        marker = self._of(city) / "revision"
        noted = marker.read_text() if marker.exists() else ""
        # A machine that lost its power may have kept the file and not what was in it: all is indexed again then.
        return int(noted) if noted.isdecimal() else 0

    def remember(self, city: str, revision: int) -> None:
        """See Engine."""
        written = self._of(city) / f"revision.{os.getpid()}"
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(str(revision))
        written.replace(self._of(city) / "revision")

    def languages(self, city: str) -> set[str]:
        """See Engine."""
        return {each.name for each in self._of(city).glob("*") if _NAME.fullmatch(each.name) and each.is_dir()}

    def write(
        self, city: str, language: str, entries: Iterable[Entry], removed: Iterable[str] = (), *, replace: bool = False
    ) -> None:
        """See Engine."""
        self._index(city, language).write(entries, removed, replace=replace)

    def search(self, city: str, language: str, question: str, kinds: Sequence[str] = ()) -> Found:
        """See Engine."""
        return self._index(city, language).search(question, language, kinds)

    def _index(self, city: str, language: str) -> SearchIndex:
        return SearchIndex(self._of(city) / _safe(language))

    def _of(self, city: str) -> Path:
        return self._folder / _safe(city)


def _safe(name: str) -> str:
    """The name, if it can be that of a folder and of nothing else."""
    if not _NAME.fullmatch(name):
        raise NoIndexError(f"{name[:40]!r} is neither a city nor a language.")
    return name
