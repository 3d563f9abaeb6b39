"""The API serves the element for other sites, and knows what it asks."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json

import pytest
from django.conf import settings
from django.test import Client, override_settings
from graphql import parse, validate

from cms.api import gate
from cms.api.schema import schema
from cms.api.standing import standing_queries
from cms.settings import api_alone
from tests.cms.api.asking import URL
from tests.cms.published import publish
from tests.site_builder.documents import small_city

SCRIPT = settings.ELEMENT_DIR / "waymark-service.js"


@override_settings(ROOT_URLCONF=api_alone.URLS, MIDDLEWARE=api_alone.MIDDLEWARE)
def test_its_address_and_integrity_are_told_and_the_files_kept_for_ever(client: Client) -> None:
    told = client.get(f"{URL}/element.json").json()
    assert told["script"] == f"http://testserver{URL}/element/{told['version']}/waymark-service.js"
    assert {"ar", "en", "ti"} < set(told["languages"])
    answer = client.get(told["script"].removeprefix("http://testserver"))
    assert answer.content == SCRIPT.read_bytes()
    digest = base64.b64encode(hashlib.sha384(answer.content).digest()).decode()
    assert told["integrity"] == f"sha384-{digest}"
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (answer["Access-Control-Allow-Origin"], answer["X-Content-Type-Options"]) == ("*", "nosniff")
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    words = client.get(f"{URL}/element/{told['version']}/words/ar.json", HTTP_ACCEPT_ENCODING="gzip")
    assert json.loads(gzip.decompress(words.content))["lang"] == "ar"


def test_no_version_leads_to_this_one_and_another_gives_it_for_an_hour(client: Client) -> None:
    answer = client.get(f"{URL}/element/waymark-service.js")
    assert answer.status_code == 302
    assert client.get(answer["Location"]).content == SCRIPT.read_bytes()
    other = client.get(f"{URL}/element/0123456789ab/waymark-service.js")
    assert (other.content, other["Cache-Control"]) == (SCRIPT.read_bytes(), "public, max-age=3600")


@pytest.mark.parametrize("name", ["words/xx.json", "source/component.js", "../schema.graphql", "words/../../x.json"])
def test_other_files_are_not_served(client: Client, name: str) -> None:
    assert client.get(f"{URL}/element/0123456789ab/{name}").status_code == 404


def test_every_query_that_an_element_ever_asked_is_still_right() -> None:
    files = {file.stem: file.read_text() for file in (settings.ELEMENT_DIR / "queries").glob("*.graphql")}
    assert standing_queries() == files
    for sha256, query in files.items():
        assert hashlib.sha256(query.encode()).hexdigest() == sha256
        assert validate(schema.graphql_schema, parse(query)) == []
        gate.admit(schema.graphql_schema, gate.read(query), {})


@pytest.mark.django_db
def test_what_the_element_asks_is_known_from_the_start(client: Client) -> None:
    publish(small_city())
    (sha256,) = (sha256 for sha256 in standing_queries() if sha256 in SCRIPT.read_text())
    extensions = json.dumps({"persistedQuery": {"version": 1, "sha256Hash": sha256}})
    variables = json.dumps({"city": "harbourton", "language": "en", "path": "home/register-address"})
    answer = client.get(URL, {"extensions": extensions, "variables": variables}).json()
    assert answer["data"]["document"]["title"]
