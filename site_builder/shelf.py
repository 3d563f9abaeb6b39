"""Pages that are put aside for a moment: in memory if they are few, else in a file, since a large language fills it."""

from __future__ import annotations

from pathlib import Path
from tempfile import SpooledTemporaryFile

IN_MEMORY = 32_000_000  # bytes


class Shelf:
    """Bytes by name. The file has no name of its own: nothing is left of it, not even if the process is killed."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where there is room for a file: temporary folders are often in memory themselves."""
        self._file = SpooledTemporaryFile(IN_MEMORY, dir=str(folder))  # noqa: SIM115 - see close
        self._places: dict[str, tuple[int, int]] = {}

    def put(self, name: str, data: bytes) -> None:
        """Put something aside. Raises OSError."""
        self._places[name] = self._file.seek(0, 2), len(data)
        self._file.write(data)

    def get(self, name: str) -> bytes:
        """What was put aside under a name. Raises OSError."""
        start, size = self._places[name]
        self._file.seek(start)
        return self._file.read(size)

    def close(self) -> None:
        """Let go of all of it."""
        self._file.close()
