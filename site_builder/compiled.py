"""What takes long to compile, kept from build to build: templates as bytecode, catalogues as gettext reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from sqlite3 import Connection

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from site_builder.theme import code_digest

# What this process compiled or looked up, for other cities, for previews and for the processes that it forks.
_known: dict[tuple[str, str], bytes] = {}


class Compiled(BytecodeCache):
    """In a city's storage, if one is given, and in memory. What was compiled from another source or by other code is
    compiled anew.
    """

    def __init__(self, connection: Connection | None = None) -> None:
        self._db = connection

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja2 a template."""
        data = self._find(f"template/{bucket.key}", bucket.checksum)
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that Jinja2 compiled."""
        self._keep(f"template/{bucket.key}", bucket.checksum, bucket.bytecode_to_string())

    def get(self, name: str, source: bytes, compile_it: Callable[[bytes], bytes]) -> bytes:
        """What a source compiles to."""
        checksum = hashlib.sha256(source).hexdigest()
        data = self._find(name, checksum)
        if data is None:
            data = compile_it(source)
            self._keep(name, checksum, data)
        return data

    def _find(self, name: str, checksum: str) -> bytes | None:
        version = _version(checksum)
        known = _known.get((name, version))
        if self._db is None:
            return known
        row = self._db.execute("SELECT data FROM compiled WHERE name = ? AND version = ?", (name, version)).fetchone()
        if row:
            _known[name, version] = row[0]
            return bytes(row[0])
        if known is not None:
            self._keep(name, checksum, known)
        return known

    def _keep(self, name: str, checksum: str, data: bytes) -> None:
        version = _version(checksum)
        _known[name, version] = data
        if self._db is not None:
            self._db.execute("INSERT OR REPLACE INTO compiled VALUES (?, ?, ?)", (name, version, data))


def _version(checksum: str) -> str:
    return f"{checksum}/{code_digest()}"
