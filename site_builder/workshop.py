"""What builds of a city can share when they happen in one process: open files, documents and templates in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from sqlite3 import Connection

from site_builder.compiled import Compiled
from site_builder.environment import make_environment
from site_builder.guide import Guide
from site_builder.pages import Press
from site_builder.reading import Facet
from site_builder.storage import FILE, Progress, Storage, forget
from site_builder.stored import StoredLibrary
from site_builder.theme import Theme


class Workshop:
    """The tools of one city's builds. A command uses it once; a worker that keeps it builds an edit in milliseconds.

    Whatever it remembers is checked against the disk when it is opened, since other processes may build as well. It is
    used by one build at a time: open it while the city's lock is held.
    """

    def __init__(self) -> None:
        self._storage: Storage | None = None
        self._file: tuple[int, int] | None = None
        self._version = -1
        self._library: StoredLibrary | None = None
        self._press: tuple[object, Press] | None = None

    def open(self, folder: Path, progress: Progress) -> Storage:
        """The city's storage. Raises SnapshotError."""
        if self._storage and self._file != _identity(folder / FILE):
            self.close()
        if self._storage is None:
            self._storage = Storage.open(folder, progress)
            self._file = _identity(folder / FILE)
        [[version]] = self._storage.connection.execute("PRAGMA data_version")  # grows when somebody else has written
        if version != self._version:
            self._library = self._press = None
            self._version = version
        return self._storage

    def changed(self, uuids: Iterable[str], facets: Collection[Facet] | None) -> None:
        """These documents are not what they were: at most in these facets, or nobody knows in which."""
        uuids = set(uuids)
        if self._library:
            self._library.forget(uuids)
        if self._press and uuids:
            self._press[1].forget(facets)
            # The city is in every part of a guide.
            if self._press[1].guide.city_uuid in uuids:
                self._library = self._press = None

    def guide(self, site_url: str | None) -> Guide:
        """The guide as it is stored. Raises GuideError if there is no city."""
        if self._press and self._press[1].guide.given_url == site_url:
            return self._press[1].guide
        self._press = None
        return Guide(self._stored(), site_url=site_url)

    def press(self, guide: Guide, theme: Theme, asset_names: Mapping[str, str]) -> Press:
        """What makes the guide's pages with a theme."""
        made_for = theme, dict(asset_names)
        if self._press is None or self._press[0] != made_for or self._press[1].guide is not guide:
            addresses = {name: f"{guide.base_path}/{path}" for name, path in asset_names.items()}
            self._press = made_for, Press(guide, make_environment(theme.folder, addresses, Compiled(self._connection)))
        return self._press[1]

    def _stored(self) -> StoredLibrary:
        # A library belongs to the guide that asks it: it notes what is read for that guide's pages.
        self._library = StoredLibrary(self._connection)
        return self._library

    @property
    def _connection(self) -> Connection:
        if self._storage is None:
            raise RuntimeError("The workshop is closed.")
        return self._storage.connection

    def clear(self, folder: Path) -> None:
        """Throw the storage away: it is damaged. Raises OSError."""
        self.close()
        forget(folder)

    def close(self) -> None:
        """Let go of everything."""
        if self._storage:
            self._storage.close()
        self._storage = self._file = self._library = self._press = None
        self._version = -1


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
