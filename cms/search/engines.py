"""What answers the questions: the interface, and which of its implementations the installation chose.

`whoosh` ranks as the reader's device does, from a folder that web servers and workers share; `wagtail` leaves finding
and ranking to the database or to a search server.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cms.search.entries import Entry, Found


class Engine(Protocol):
    """Keeps what can be found of each city in each of its languages, and finds it."""

    def revision(self, city: str) -> int:
        """The revision up to which everything of a city can be found; 0 before the first."""

    def remember(self, city: str, revision: int) -> None:
        """Note that everything up to a revision was written."""

    def languages(self, city: str) -> set[str]:
        """The languages in which a city can be asked."""

    def write(
        self, city: str, language: str, entries: Iterable[Entry], removed: Iterable[str] = (), *, replace: bool = False
    ) -> None:
        """Put entries in the place of those with their UUIDs, and remove others; with `replace`, remove all others.

        Everything can be found at once, or nothing of it. Raises SearchError if another process keeps writing.
        """

    def search(self, city: str, language: str, question: str, kinds: Sequence[str] = ()) -> Found:
        """The entries that fit a question best, of some kinds if they are named.

        Raises NoIndexError if nothing was written for the city in this language.
        """


def engine() -> Engine:
    """The one that the settings name."""
    from cms.search.in_database import InDatabase
    from cms.search.on_disk import OnDisk

    match settings.SEARCH:
        case "whoosh":
            return OnDisk(settings.SEARCH_INDEX_DIR)
        case "wagtail":
            return InDatabase()
    raise ImproperlyConfigured(f"SEARCH is {settings.SEARCH!r}, and must be 'whoosh' or 'wagtail'.")
