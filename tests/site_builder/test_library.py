from __future__ import annotations

import json

import pytest

from site_builder import library
from site_builder.library import Index, MemoryLibrary
from site_builder.reading import Reads
from tests.site_builder.documents import small_city


def test_a_large_guide_does_not_keep_every_document_that_it_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "REMEMBERED", 3)
    bodies = small_city()
    city = next(body for body in bodies if body["kind"] == "city" and body["language"] == body["source_language"])
    unread = {(body["uuid"], body["language"]): json.dumps(body) for body in bodies if body is not city}
    found = MemoryLibrary([city], Index.of(bodies), unread)
    reads = Reads()
    kept = found.find(city["uuid"], city["language"], reads)
    first = next(iter(unread))
    before = found.find(*first, reads)
    for body in bodies:
        assert found.find(body["uuid"], body["language"], reads) == body
        assert len(found._tracked) <= 4
    assert found.find(*first, reads) == before
    assert found.find(*first, reads) is not before
    assert found.find(city["uuid"], city["language"], reads) is kept
