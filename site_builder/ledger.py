"""The record of what was made from what: every file of the last release that was built, and the facets it read."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from sqlite3 import Connection

from site_builder.manifest import File, Files
from site_builder.outputs import Output
from site_builder.reading import EVERY, EXISTENCE, Facet, Readings, changed_keys
from site_builder.snapshot import LISTING
from site_builder.survey import Survey

RECORDED_AT_ONCE = 5_000  # files or parts, with some 15 to 30 facets each: what is sorted in memory


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it was made."""

    output: str
    path: str
    file: File
    reads: bytes
    """As in reading.Footprint."""
    survey: Survey | None
    """What it says of other pages, if it is one."""


class Ledger:
    """Reads at any time; writes inside a transaction of its storage."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def changed(self) -> set[Facet]:
        """The facets that changed since the last build."""
        rows = self._db.execute("SELECT uuid, language, facet FROM changed")
        return {facet if uuid == LISTING else (uuid, language, facet) for uuid, language, facet in rows}

    def reappeared(self) -> set[str]:
        """The documents that came, went or became another kind in some language since the last build."""
        rows = self._db.execute("SELECT DISTINCT uuid FROM changed WHERE facet IN (?, ?, 'kind')", (EXISTENCE, EVERY))
        return {uuid for [uuid] in rows if uuid != LISTING}

    def readers(self, facets: Iterable[Facet]) -> set[str]:
        """The outputs that read any of these facets."""
        sets = [fields for [fields] in self._db.execute("SELECT fields FROM field_sets")]
        parts = "SELECT part FROM parts WHERE member = ?"
        due = list(changed_keys(facets, sets))
        keys = set(due)
        while due:
            found = {part for [part] in self._db.execute(parts, (due.pop(),))} - keys
            keys |= found
            due += found
        outputs = "SELECT name FROM reads JOIN outputs ON outputs.id = reads.output WHERE facet = ?"
        return {name for key in keys for [name] in self._db.execute(outputs, (key,))}

    def outputs(self) -> dict[str, tuple[str, File]]:
        """Every output with its path and its file."""
        rows = self._db.execute("SELECT name, path, sha256, size FROM outputs")
        return {name: (path, File(sha256, size)) for name, path, sha256, size in rows}

    def find(self, output: str) -> tuple[str, File] | None:
        """The path and the file of one output."""
        row = self._db.execute("SELECT path, sha256, size FROM outputs WHERE name = ?", (output,)).fetchone()
        return (row[0], File(row[1], row[2])) if row else None

    def at(self, path: str) -> list[Output]:
        """The outputs that stand at a path: one, or none."""
        return [Output.named(name) for [name] in self._db.execute("SELECT name FROM outputs WHERE path = ?", (path,))]

    def sources(self) -> dict[str, str]:
        """By facet: what the theme's part in pages was."""
        return dict(self._db.execute("SELECT name, hash FROM sources"))

    def files(self) -> Files:
        """The files of the release by path."""
        return dict(self.outputs().values())

    def rewrite(self, made: Iterable[Made], readings: Readings) -> None:
        """Record that these files are all there is."""
        for table in ("outputs", "reads", "parts", "field_sets"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
        numbered = enumerate(made, 1)
        while rows := list(islice(numbered, RECORDED_AT_ONCE)):
            self._db.executemany(
                "INSERT INTO outputs VALUES (?, ?, ?, ?, ?, ?)",
                ((number, m.output, m.path, m.file.sha256, m.file.size, m.reads) for number, m in rows),
            )
            reads = [(facet, number) for number, m in rows for facet in _keys(m.reads)]
            reads.sort()  # in the order of the table: three times as fast
            self._db.executemany("INSERT INTO reads VALUES (?, ?)", reads)
        self._add(readings)

    def amend(self, made: Iterable[Made], readings: Readings, removed: Iterable[str]) -> None:
        """Record files that were made again, or that are no more."""
        for name in removed:
            self._remove(name)
        for m in made:
            self._record(m)
        self._add(readings)

    def _record(self, made: Made) -> None:
        row = self._db.execute("SELECT id, reads FROM outputs WHERE name = ?", (made.output,)).fetchone()
        number, before = row or (None, b"")
        told = (made.output, made.path, made.file.sha256, made.file.size, made.reads)
        cursor = self._db.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?)", (number, *told))
        number = number or cursor.lastrowid
        if made.reads != before:
            old, new = set(_keys(before)), set(_keys(made.reads))
            self._db.executemany("DELETE FROM reads WHERE facet = ? AND output = ?", ((k, number) for k in old - new))
            self._db.executemany("INSERT INTO reads VALUES (?, ?)", ((k, number) for k in new - old))

    def _remove(self, name: str) -> None:
        row = self._db.execute("SELECT id, reads FROM outputs WHERE name = ?", (name,)).fetchone()
        if row:
            number, reads = row
            gone = ((key, number) for key in _keys(reads))
            self._db.executemany("DELETE FROM reads WHERE facet = ? AND output = ?", gone)
            self._db.execute("DELETE FROM outputs WHERE id = ?", (number,))

    def _add(self, readings: Readings) -> None:
        # A part that nobody uses any more stays until all is made anew: no output is found by it.
        parts = iter(readings.parts.items())
        while some := list(islice(parts, RECORDED_AT_ONCE)):
            members = sorted((member, part) for part, reads in some for member in _keys(reads))
            self._db.executemany("INSERT OR IGNORE INTO parts VALUES (?, ?)", members)
        self._db.executemany("INSERT OR IGNORE INTO field_sets VALUES (?)", ((sets,) for sets in readings.field_sets))

    def settle(self, sources: Mapping[str, str]) -> None:
        """Record that the release is up to every change, and made with these parts of the theme."""
        self._db.execute("DELETE FROM changed")
        if self.sources() != sources:
            self._db.execute("DELETE FROM sources")
            self._db.executemany("INSERT INTO sources VALUES (?, ?)", sources.items())


def _keys(raw: bytes) -> array[int]:
    keys = array("q")
    keys.frombytes(raw)
    return keys
