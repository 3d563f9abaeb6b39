"""The builder's memory of a city: one SQLite file, so that a build reads and writes what changed, not the whole city.

It is a cache: lost or damaged, everything is fetched and made again. Every step is a transaction; a killed build leaves
the state before one or after it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from site_builder.errors import SnapshotError
from site_builder.refusals import unstorable

FILE = "builder.sqlite3"
FORMAT = 10
APPLICATION = 0x57415942  # "WAYB": an SQLite file of another program is none of ours

SCHEMA = f"""
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    uuid TEXT NOT NULL, language TEXT NOT NULL, path TEXT NOT NULL, hash TEXT NOT NULL, head TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX documents_of_uuid ON documents (uuid, language);
CREATE TABLE entities (
    uuid TEXT PRIMARY KEY, kind TEXT NOT NULL, position INTEGER NOT NULL, path TEXT NOT NULL, parent TEXT,
    changed TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX entities_of_kind ON entities (kind, position, path, uuid);
CREATE INDEX entities_below ON entities (parent);
CREATE INDEX entities_by_change ON entities (changed DESC, uuid) WHERE changed > '';
CREATE TABLE names (role TEXT, named TEXT, uuid TEXT, PRIMARY KEY (role, named, uuid)) WITHOUT ROWID;
CREATE INDEX names_of_uuid ON names (uuid);
CREATE TABLE changed (uuid TEXT, language TEXT, facet TEXT, PRIMARY KEY (uuid, language, facet)) WITHOUT ROWID;
CREATE TABLE outputs (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, path TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
    reads BLOB NOT NULL
);
CREATE INDEX outputs_at ON outputs (path);
CREATE TABLE reads (facet INTEGER, output INTEGER, PRIMARY KEY (facet, output)) WITHOUT ROWID;
CREATE TABLE parts (member INTEGER, part INTEGER, PRIMARY KEY (member, part)) WITHOUT ROWID;
CREATE TABLE field_sets (fields TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE surveys (
    output TEXT PRIMARY KEY, title INTEGER NOT NULL, alternates INTEGER NOT NULL, links BLOB NOT NULL
);
CREATE TABLE titles (title INTEGER, output TEXT, PRIMARY KEY (title, output)) WITHOUT ROWID;
CREATE TABLE anchors (path TEXT, fragment TEXT, PRIMARY KEY (path, fragment)) WITHOUT ROWID;
CREATE TABLE warnings (
    output TEXT, kind TEXT, about TEXT, message TEXT NOT NULL, uuid TEXT NOT NULL, language TEXT NOT NULL,
    PRIMARY KEY (kind, about, output)
) WITHOUT ROWID;
CREATE INDEX warnings_of_output ON warnings (output);
CREATE TABLE pictures (
    uuid TEXT, language TEXT, field TEXT, stem TEXT NOT NULL, picture TEXT NOT NULL, tried REAL,
    PRIMARY KEY (uuid, language, field)
) WITHOUT ROWID;
CREATE INDEX pictures_of_stem ON pictures (stem, tried);
CREATE INDEX pictures_tried ON pictures (tried) WHERE tried IS NOT NULL;
CREATE TABLE changed_pictures (stem TEXT PRIMARY KEY, picture TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE compiled (name TEXT PRIMARY KEY, version TEXT NOT NULL, data BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (name TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID;
PRAGMA user_version = {FORMAT};
PRAGMA application_id = {APPLICATION};
"""

Progress = Callable[[str], None]


class Storage:
    """An open SQLite file. Writers of one city exclude each other (release.Releases.locked)."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.connection = connection

    @classmethod
    def open(cls, folder: Path, progress: Progress = lambda _: None) -> Storage:
        """The storage in a folder; a new one if there is none or it cannot be used. Raises SnapshotError."""
        path = folder / FILE
        existed = path.exists()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not existed:
                _forget_former(folder)
            try:
                return cls(folder, _connect(path))
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError as error:
                if existed:
                    progress(f"The snapshot {path} is damaged ({error}): every document is fetched again.")
                forget(folder)
                return cls(folder, _connect(path))
        except (sqlite3.Error, OSError) as error:
            raise refused(folder, error) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Changes that happen all or not at all. Raises SnapshotError."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
        except sqlite3.OperationalError as error:
            raise refused(self.folder, error) from error

    def fact(self, name: str, default: str = "") -> str:
        """A single value."""
        row = self.connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else default

    def note(self, **facts: str) -> None:
        """Replace single values. Only in a transaction."""
        self.connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    # A connection is used by one thread at a time, since a build holds the city's lock; not always by the same one.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        # A power cut may lose the last transactions, never the file: what is lost is built again.
        connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000;")
        [[version]] = connection.execute("PRAGMA user_version")
        [[application]] = connection.execute("PRAGMA application_id")
        if (version, application) == (0, 0) and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} COMMIT;")
        elif (version, application) != (FORMAT, APPLICATION):
            raise sqlite3.DatabaseError("it is of another kind")
    except BaseException:
        connection.close()
        raise
    return connection


def _forget_former(folder: Path) -> None:
    """Remove what versions before FORMAT 3 kept instead of the SQLite file. Raises OSError."""
    shutil.rmtree(folder / "snapshot", ignore_errors=True)
    (folder / "state.json").unlink(missing_ok=True)


def forget(folder: Path) -> None:
    """Remove a storage that cannot be used. Raises OSError."""
    for suffix in ("", "-wal", "-shm"):
        (folder / f"{FILE}{suffix}").unlink(missing_ok=True)


def read_fact(folder: Path, name: str) -> str:
    """A single value of a storage that somebody else may be writing to; empty if there is none."""
    if not (folder / FILE).exists():
        return ""
    try:
        connection = sqlite3.connect(folder / FILE)
        try:
            return Storage(folder, connection).fact(name)
        finally:
            connection.close()
    except sqlite3.Error:  # damaged, or just being made: the next build tells
        return ""


def refused(folder: Path, error: sqlite3.Error | OSError) -> SnapshotError:
    """A refusal of the disk in words."""
    return unstorable(folder / FILE, error)
