from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from site_builder import stored
from site_builder.reading import Reads
from site_builder.storage import FILE
from site_builder.stored import IndexedLibrary, stored_index
from tests.site_builder.conftest import CITY, Build
from tests.site_builder.feeds import Publisher


def test_a_large_guide_does_not_keep_every_document_that_it_read(
    build: Build, publisher: Publisher, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "REMEMBERED_OF_A_LANGUAGE", 3)
    build()
    connection = sqlite3.connect(output / CITY / FILE)
    found = IndexedLibrary(connection, stored_index(connection))
    reads = Reads()
    for body in publisher.bodies:
        key = body["uuid"], body["language"]
        document = found.find(*key, reads)
        assert document == body
        assert found.find(*key, reads) is document
        assert sum(map(len, found._stored._found.values())) <= 3
        found.let_go(*key)
        again = found.find(*key, reads)
        assert again == body
        assert again is not document
    assert found.find(publisher.bodies[0]["uuid"], "xx", reads) is None
    connection.close()
