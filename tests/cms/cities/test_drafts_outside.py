"""Drafts are read nowhere outside their city's admin: not by the API and its feed, not at readers' desk, by nobody."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from cms.cities.models import Role
from tests.cms.cities.admin_routes import routes
from tests.cms.cities.furnished import Furnished, furnish
from tests.cms.cities.trying import EXEMPT, MARK
from tests.cms.factories import make_city, make_user

pytestmark = pytest.mark.django_db

WHO = [*(role.value for role in Role), "no role", "nobody"]
DRAFT = f"{MARK} draft"
QUERIES = (
    '{ documents(city: "zzsecret", language: "en") { nodes { uuid title } } }',
    '{ documents(city: "zzsecret", language: "de") { nodes { uuid title } } }',
    '{ document(city: "zzsecret", language: "en", uuid: "UUID") { uuid title } }',
    '{ changes(city: "zzsecret", after: 0) { changes { uuid document { title } } } }',
)


@pytest.fixture(scope="module")
def secret(rows_of_the_module: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Furnished]:
    logging.disable(logging.CRITICAL)
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield furnish("zzsecret", MARK)
    logging.disable(logging.NOTSET)


def client_of(who: str) -> Client:
    """Somebody with a role in another city, with none, or without an account."""
    client = Client()
    if who != "nobody":
        city = make_city("alpha", live=False)
        client.force_login(make_user(city, None if who == "no role" else Role(who)))
    return client


@pytest.mark.parametrize("who", WHO)
def test_the_api_and_its_feed_know_no_drafts(secret: Furnished, who: str) -> None:
    client, draft = client_of(who), secret.pages["draft"]
    for query in QUERIES:
        body = {"query": query.replace("UUID", str(draft.translation_key))}
        answer = client.post("/graphql", json.dumps(body), content_type="application/json").content.decode()
        assert DRAFT.lower() not in answer.lower()
        assert "uuid" not in query or f'"uuid": "{draft.translation_key}"' not in answer


@pytest.mark.parametrize("who", WHO)
def test_no_form_for_readers_shows_a_draft(secret: Furnished, who: str) -> None:
    client, draft = client_of(who), secret.pages["draft"]
    values = {"city": "zzsecret", "language": "en", "uuid": draft.translation_key, "token": "guessed"}
    for route in (route for route in routes() if route.name.startswith("desk:")):
        address = reverse(route.name, kwargs={name: values[name] for name in route.arguments})
        assert DRAFT.lower() not in client.get(address).content.decode().lower(), address


def test_without_an_account_no_route_of_the_admin_shows_anything(secret: Furnished) -> None:
    client = client_of("nobody")
    for route in (route for route in routes() if route.name and route.name not in EXEMPT and not route.unknown):
        for address in route.addresses(secret, secret, every=False):
            answer = client.get(address)
            asked_to_log_in = answer.status_code == 302 and "/login/" in answer.headers["Location"]
            assert asked_to_log_in or MARK.encode() not in answer.content, address
