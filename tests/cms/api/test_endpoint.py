from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client, override_settings
from graphql import print_schema

from cms.api import feed
from cms.api.schema import schema
from tests.cms.api.asking import URL, code_of, post
from tests.cms.published import publish
from tests.site_builder.documents import small_city


@pytest.fixture
def client() -> Client:
    """A client that is a stranger: it has no cookie and no token."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/graphql", "/graphql/"])
def test_a_stranger_is_answered(client: Client, url: str) -> None:
    publish(small_city())
    body = {"query": "query Q($s: String!) { city(slug: $s) { title } }", "variables": {"s": "harbourton"}}
    response = client.post(url, json.dumps(body), content_type="application/json")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response.json() == {"data": {"city": {"title": "Harbourton"}}, "extensions": {"cost": 2}}
    assert not response.cookies


@pytest.mark.django_db
def test_text_is_sent_in_its_own_script(client: Client) -> None:
    publish(small_city())
    response = post(client, '{ city(slug: "harbourton", language: "ar") { title } }')
    assert "هاربورتون" in response.content.decode()


@pytest.mark.django_db
def test_one_of_several_operations_is_named(client: Client) -> None:
    publish(small_city())
    query = "query One { cities { slug } } query Two { cities { title } }"
    assert post(client, query, operationName="Two").json()["data"] == {"cities": [{"title": "Harbourton"}]}
    response = post(client, query)
    assert response.status_code == 400
    assert "operation name" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_a_query_comes_by_post_only(client: Client, method: str) -> None:
    response = getattr(client, method)(URL + "?query={cities{slug}}")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert code_of(response) == "METHOD"


@pytest.mark.parametrize("media_type", ["application/x-www-form-urlencoded", "text/plain", "application/graphql"])
def test_a_query_comes_as_json_only(client: Client, media_type: str) -> None:
    response = client.post(URL, "query={cities{slug}}", content_type=media_type)
    assert response.status_code == 415
    assert code_of(response) == "MEDIA_TYPE"


def test_a_large_body_is_not_even_read(client: Client) -> None:
    response = post(client, "{ cities { slug } } #" + "x" * 5_000_000)
    assert response.status_code == 413
    assert code_of(response) == "TOO_LARGE"


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[" * 10_000,
        '"query"',
        "null",
        json.dumps([{"query": "{ cities { slug } }"}] * 100),
        '{"query": 1}',
        '{"variables": {}}',
        '{"query": "{ cities { slug } }", "variables": [1]}',
        '{"query": "{ cities { slug } }", "operationName": 1}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_query_is_refused(client: Client, body: str | bytes) -> None:
    response = client.post(URL, body, content_type="application/json")
    assert response.status_code == 400
    assert code_of(response) == "JSON"


def test_a_query_over_a_limit_is_refused(client: Client) -> None:
    response = post(client, "{ " + " ".join(f"a{i}: __typename" for i in range(100)) + " }")
    assert response.status_code == 400
    assert code_of(response) == "TOO_MANY_ALIASES"


@pytest.mark.django_db
def test_a_field_that_fails_leaves_the_others_alone(client: Client) -> None:
    publish(small_city())
    response = post(client, '{ city(slug: "harbourton") { slug } document(city: "harbourton", uuid: "x") { uuid } }')
    assert response.status_code == 200
    assert response.json()["data"] == {"city": {"slug": "harbourton"}, "document": None}
    (error,) = response.json()["errors"]
    assert error["path"] == ["document"]
    assert error["extensions"] == {"code": "UUID"}


@pytest.fixture
def _broken_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: Any) -> None:
        raise ZeroDivisionError("secret path /srv/waymark")

    monkeypatch.setattr(feed, "page_size", fail)


CHANGES = '{ changes(city: "harbourton", after: 0) { cursor } }'


@pytest.mark.django_db
@pytest.mark.usefixtures("_broken_feed")
def test_a_fault_of_ours_is_logged_and_not_shown(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    response = post(client, CHANGES)
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "INTERNAL"
    assert "secret" not in response.content.decode()
    assert error["extensions"]["number"] in caplog.text
    assert "secret path" in caplog.text


@pytest.mark.django_db
@pytest.mark.usefixtures("_broken_feed")
@override_settings(DEBUG=True)
def test_a_developer_sees_the_fault(client: Client) -> None:
    assert "secret path" in post(client, CHANGES).json()["errors"][0]["message"]


def test_any_web_page_may_ask(client: Client) -> None:
    preflight = client.options(URL, HTTP_ORIGIN="https://kiosk.example", HTTP_ACCESS_CONTROL_REQUEST_METHOD="POST")
    assert preflight.status_code == 204
    assert preflight["Access-Control-Allow-Origin"] == "*"
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, POST, OPTIONS"
    assert preflight["Access-Control-Allow-Headers"] == "Content-Type, If-None-Match"
    assert "Access-Control-Allow-Credentials" not in preflight
    assert post(client, "{")["Access-Control-Allow-Origin"] == "*"


def test_the_schema_can_be_fetched(client: Client) -> None:
    response = client.get("/graphql/schema.graphql")
    assert response.content.decode() == print_schema(schema.graphql_schema)
    assert response["Content-Type"].startswith("text/plain")


@override_settings(DEBUG=True)
def test_a_developers_browser_finds_a_page_that_loads_nothing_from_elsewhere(client: Client) -> None:
    page = client.get(URL).content.decode()
    assert "<textarea" in page or "graphiql" in page
    assert "://" not in page
