"""The record of what pages link to and are called, so that a build that makes a few of them can look at all."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import NamedTuple

from site_builder.outputs import Output
from site_builder.storage import Storage
from site_builder.survey import KEY, Survey

TITLE, FRAGMENT = "title", "fragment"
FEW = 8  # keys that SQLite finds among all pages faster than we do
STRINGS = "strings"  # in the storage: interface_strings.missing_strings


class Warned(NamedTuple):
    """Something about a page that its editor should know, and that harms nobody."""

    output: str
    kind: str
    about: str
    """What tells it from others of its kind on the page; for FRAGMENT the place that the page links to."""
    message: str
    uuid: str
    """Of the document at fault; empty if it is none."""
    language: str
    """Of that document, or else of the page."""


@dataclass
class Inspection:
    """What is to be remembered of the pages that a build made."""

    surveys: dict[str, Survey] = field(default_factory=dict)
    places: list[tuple[str, str]] = field(default_factory=list)
    """Paths and fragments that they link to."""
    settled: list[str] = field(default_factory=list)
    """Places that were missing and are there."""
    warned: list[Warned] = field(default_factory=list)
    strings: dict[str, list[str]] | None = None
    """See interface_strings.missing_strings; None if they were not looked for."""

    def record(self, storage: Storage, is_all: bool, removed: Iterable[str]) -> None:
        """Remember it: as all there is, or as what changed. After the ledger, in the same transaction."""
        surveys = Surveys(storage.connection)
        if is_all:
            surveys.rewrite(self.surveys, self.places, self.warned)
        else:
            surveys.amend(self.surveys, removed, self.places, self.warned, self.settled)
        if self.strings is not None:
            storage.note(**{STRINGS: json.dumps(self.strings)})


class Surveys:
    """Reads at any time; writes inside a transaction of its storage."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def find(self, output: str) -> Survey | None:
        """What is known of a page."""
        row = self._db.execute("SELECT title, alternates, links FROM surveys WHERE output = ?", (output,)).fetchone()
        return Survey(*row) if row else None

    def at(self, path: str) -> tuple[str, Survey] | None:
        """The page at a path."""
        told = "SELECT output, title, alternates, links FROM surveys JOIN outputs ON output = name WHERE path = ?"
        row = self._db.execute(told, (path,)).fetchone()
        return (row[0], Survey(*row[1:])) if row else None

    def linking(self, keys: Collection[bytes]) -> list[str]:
        """The pages that link to any of some targets. All pages are looked at once, however many targets there are."""
        if not keys:
            return []
        few = list(keys) if len(keys) <= FEW else []
        where = " OR ".join(["instr(links, ?)"] * len(few)) or "1"
        found = self._db.execute(f"SELECT output, links FROM surveys WHERE {where}", few)  # noqa: S608 - placeholders
        wanted = set(keys)  # one may look like parts of two others
        return [
            output
            for output, links in found
            if not wanted.isdisjoint(links[start : start + KEY] for start in range(0, len(links), KEY))
        ]

    def with_alternates(self, key: int) -> list[str]:
        """The pages with a list of alternates."""
        return [name for [name] in self._db.execute("SELECT output FROM surveys WHERE alternates = ?", (key,))]

    def places_on(self, path: str) -> list[str]:
        """The fragments by which pages link to places on the page at a path."""
        return [name for [name] in self._db.execute("SELECT fragment FROM anchors WHERE path = ?", (path,))]

    def exist(self, paths: Iterable[str]) -> set[str]:
        """Those of some paths at which the last release has a file."""
        due = list(paths)
        found: set[str] = set()
        for start in range(0, len(due), 500):
            some = due[start : start + 500]
            told = f"SELECT path FROM outputs WHERE path IN ({','.join('?' * len(some))})"  # noqa: S608 - placeholders
            found.update(path for [path] in self._db.execute(told, some))
        return found

    def warnings(self) -> Iterator[tuple[str, Warned]]:
        """All that there are, each with the path of its page, in the order of paths."""
        told = "SELECT path, warnings.* FROM warnings JOIN outputs ON output = name ORDER BY path, kind, about"
        return ((path, Warned(*row)) for path, *row in self._db.execute(told))

    def warned_places(self) -> set[str]:
        """The places that pages link to and that do not exist."""
        told = "SELECT DISTINCT about FROM warnings WHERE kind = ?"
        return {about for [about] in self._db.execute(told, (FRAGMENT,))}

    def count_of_warnings(self) -> int:
        """How many there are."""
        [[count]] = self._db.execute("SELECT COUNT(*) FROM warnings")
        return int(count)

    def rewrite(
        self, surveys: Mapping[str, Survey], places: Iterable[tuple[str, str]], warned: Iterable[Warned]
    ) -> None:
        """Record that this is all there is; `places` are paths and fragments that pages link to."""
        for table in ("surveys", "titles", "anchors", "warnings"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
        self._db.executemany("INSERT INTO surveys VALUES (?, ?, ?, ?)", ((name, *s) for name, s in surveys.items()))
        self._db.executemany("INSERT INTO titles VALUES (?, ?)", sorted((s.title, name) for name, s in surveys.items()))
        self._db.executemany("INSERT INTO anchors VALUES (?, ?)", sorted(set(places)))
        self._db.executemany("INSERT OR REPLACE INTO warnings VALUES (?, ?, ?, ?, ?, ?)", warned)
        repeated = "SELECT title FROM titles GROUP BY title HAVING COUNT(*) > 1"
        self._tell_titles([title for [title] in self._db.execute(repeated).fetchall()])

    def amend(
        self,
        surveys: Mapping[str, Survey],
        removed: Iterable[str],
        places: Iterable[tuple[str, str]],
        warned: Iterable[Warned],
        settled: Iterable[str],
    ) -> None:
        """Record pages that were made again, or that are no more; `settled` are places that pages link to rightly."""
        titles = set()
        for output in [*surveys, *removed]:
            before, now = self.find(output), surveys.get(output)
            titles |= {survey.title for survey in (before, now) if survey}
            self._db.execute("DELETE FROM warnings WHERE output = ?", (output,))
            if before and (now is None or now.title != before.title):
                self._db.execute("DELETE FROM titles WHERE title = ? AND output = ?", (before.title, output))
            if now is None:
                self._db.execute("DELETE FROM surveys WHERE output = ?", (output,))
            elif now != before:
                self._db.execute("INSERT OR REPLACE INTO surveys VALUES (?, ?, ?, ?)", (output, *now))
                self._db.execute("INSERT OR IGNORE INTO titles VALUES (?, ?)", (now.title, output))
        self._db.executemany("INSERT OR IGNORE INTO anchors VALUES (?, ?)", places)
        self._db.executemany(
            "DELETE FROM warnings WHERE kind = ? AND about = ?", ((FRAGMENT, each) for each in settled)
        )
        self._db.executemany("INSERT OR REPLACE INTO warnings VALUES (?, ?, ?, ?, ?, ?)", warned)
        self._tell_titles(titles)

    def _tell_titles(self, titles: Iterable[int]) -> None:
        """Warn of pages of one language that are called the same."""
        for title in titles:
            named = "SELECT output FROM titles WHERE title = ? ORDER BY output"
            found = [Output.named(name) for [name] in self._db.execute(named, (title,))]
            self._db.execute("DELETE FROM warnings WHERE kind = ? AND about = ?", (TITLE, str(title)))
            if len(found) < 2:
                continue
            for output in found:
                told = f"{len(found)} pages of this language have its title. Give each one of its own."
                row = (output.name, TITLE, str(title), told, output.document or "", output.shard)
                self._db.execute("INSERT OR REPLACE INTO warnings VALUES (?, ?, ?, ?, ?, ?)", row)


def has(links: bytes, key: bytes) -> bool:
    """Whether a key stands in Survey.links."""
    found = links.find(key)
    while found % KEY:  # -1 is odd as well
        if found < 0:
            return False
        found = links.find(key, found + 1)
    return True
