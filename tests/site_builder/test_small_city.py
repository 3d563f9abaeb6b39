from __future__ import annotations

from site_builder.documents import kinds, validate
from tests.site_builder.documents import small_city


def test_the_small_city_fits_the_contract_and_has_every_kind() -> None:
    documents = small_city()
    for document in documents:
        validate(document)
    assert {document["kind"] for document in documents} == set(kinds())
