from __future__ import annotations

import json

import pytest
from django.test import Client

from bench.attack_list import ATTACKS, MOST_BYTES
from tests.cms.api.asking import URL


@pytest.mark.django_db
@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_in_few_words(client: Client, name: str) -> None:
    attack = ATTACKS[name]
    response = client.generic(
        attack.method, URL, attack.body, content_type=attack.media_type, QUERY_STRING=attack.parameters
    )
    answer = json.loads(response.content)
    assert len(response.content) <= MOST_BYTES
    if attack.code == "answered":
        assert answer["data"] == {"__typename": "Query"}
    else:
        assert {error.get("extensions", {}).get("code", "") for error in answer["errors"]} == {attack.code}
        assert response.status_code < 500
