"""The search by the database gives what the one on a disk does, in an order of its own."""

from __future__ import annotations

import pytest

from tests import postgresql
from tests.site_builder.entities import ONLY_ENGLISH, PASSPORT, PROCEDURE


@pytest.mark.postgresql
def test_postgresql_finds_what_is_published_in_each_city_and_language() -> None:
    seen = postgresql.told("tests.cms.search.found_by_postgresql", "tests.cms.search.postgresql_settings")
    found = {about: answer["uuids"] for about, answer in seen.items() if isinstance(answer, dict)}
    assert seen["before"] == seen["deleted"] == "CITY_UNKNOWN"
    assert PROCEDURE in found["whole question"][:3], "its word is Adresse"
    assert PASSPORT in found["in Arabic"][:3]
    assert found["source word"][0] == PASSPORT
    assert found["not translated"][0] == ONLY_ENGLISH
    assert found["kind"] == [PROCEDURE]
    assert found["city"] == [ONLY_ENGLISH]
    assert found["nothing"] == []
    assert ONLY_ENGLISH in found["operators"]
    assert found["changed"] == [ONLY_ENGLISH]
    assert found["withdrawn"] == []
    assert found["after update_index"] == found["whole question"]
    assert "Adresse" in seen["whole question"]["marked"]
