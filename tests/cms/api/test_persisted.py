from __future__ import annotations

import json

import pytest
from django.test import Client

from cms.api import persisted
from tests.cms.api.asking import URL, code_of, get, named, post
from tests.cms.published import publish
from tests.site_builder.documents import small_city

QUERY = "query Title($city: String!) { city(slug: $city) { title } }"
VARIABLES = {"city": "harbourton"}


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    persisted.forget()


@pytest.mark.django_db
def test_a_query_is_sent_once_and_asked_for_by_its_hash_from_then_on(client: Client) -> None:
    publish(small_city())
    first = get(client, QUERY, VARIABLES)
    assert (first.status_code, code_of(first)) == (200, "PERSISTED_QUERY_NOT_FOUND")
    assert first.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert first["Cache-Control"] == "no-store"
    sent = post(client, QUERY, variables=VARIABLES, extensions=named(QUERY))
    assert sent.json()["data"] == {"city": {"title": "Harbourton"}}
    assert get(client, QUERY, VARIABLES).json() == sent.json()
    assert post(client, None, variables=VARIABLES, extensions=named(QUERY)).json() == sent.json()
    assert client.head(URL, {"extensions": json.dumps(named(QUERY)), "variables": "{}"}).status_code == 400


@pytest.mark.django_db
def test_only_queries_that_can_be_asked_are_kept_and_not_without_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(persisted, "KEPT", 2)
    for refused in ("{ nonsense }", "{ " + "cities { slug } " * 6 + "}", "mutation { a }"):
        assert post(client, refused, extensions=named(refused)).status_code == 400
        assert code_of(get(client, refused)) == "PERSISTED_QUERY_NOT_FOUND"
    queries = [f"{{ cities {{ slug }} }} # {n}" for n in range(3)]
    for query in queries[:2]:
        post(client, query, extensions=named(query))
    get(client, queries[0])
    post(client, queries[2], extensions=named(queries[2]))
    assert ["data" in get(client, query).json() for query in queries] == [True, False, True]


def test_a_hash_of_another_query_is_refused(client: Client) -> None:
    response = post(client, "{ cities { slug } }", extensions=named(QUERY))
    assert (response.status_code, code_of(response)) == (400, "PERSISTED_QUERY")
    assert code_of(get(client, QUERY)) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({}, "METHOD"),
        ({"query": "mutation { publish }"}, "METHOD"),
        ({"query": QUERY, "extensions": json.dumps(named(QUERY))}, "METHOD"),
        ({"extensions": "{"}, "JSON"),
        ({"extensions": "[]"}, "JSON"),
        ({"extensions": json.dumps(named(QUERY)), "variables": "[1]"}, "JSON"),
        ({"extensions": '{"persistedQuery": {"version": 2, "sha256Hash": "a"}}'}, "PERSISTED_QUERY"),
        ({"extensions": '{"persistedQuery": {"version": 1, "sha256Hash": [1]}}'}, "PERSISTED_QUERY"),
        ({"extensions": '{"persistedQuery": 1}'}, "PERSISTED_QUERY"),
        ({"extensions": "x" * 20_000}, "TOO_LARGE"),
    ],
)
def test_what_a_get_may_not_be_is_refused(client: Client, parameters: dict[str, str], code: str) -> None:
    response = client.get(URL, parameters)
    assert 400 <= response.status_code < 500
    assert code_of(response) == code
    assert len(response.content) < 1000
