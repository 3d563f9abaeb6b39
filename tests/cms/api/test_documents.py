from __future__ import annotations

import re
from typing import Any

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type, is_leaf_type

from cms.api import execute
from cms.api.schema import schema
from tests.cms.published import publish
from tests.site_builder.documents import small_city
from tests.site_builder.entities import (
    CITY,
    COUNCIL,
    FEE,
    ONLY_ENGLISH,
    PASSPORT,
    PROCEDURE,
    SERVICE,
    TOPIC,
    UNKNOWN,
    Body,
)

pytestmark = pytest.mark.django_db

DOCUMENT = """query Document($language: String, $uuid: ID, $path: String) {
  document(city: "harbourton", language: $language, uuid: $uuid, path: $path) { %s }
}"""


def ask(fields: str, language: str | None = "en", **place: str) -> Any:
    return ask_all(DOCUMENT % fields, language=language, **place)["document"]


def ask_all(query: str, **variables: Any) -> Any:
    answer = execute(query, variables)
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def body_of(uuid: str, language: str = "en") -> Body:
    return next(body for body in small_city() if body["uuid"] == uuid and body["language"] == language)


def everything_in(type_name: str, *, depth: int = 2) -> str:
    """A selection of all fields of a type, and of what they hold or refer to, down to a depth."""
    kind = schema.graphql_schema.type_map[type_name]
    if not isinstance(kind, GraphQLObjectType):
        return "uuid title"
    selected = []
    for name, field in kind.fields.items():
        inner = get_named_type(field.type)
        if is_leaf_type(inner):
            selected.append(name)
        elif depth:
            selected.append(f"{name} {{ {everything_in(inner.name, depth=depth - 1)} }}")
    return " ".join(selected)


@pytest.mark.parametrize("language", ["en", "ar", "de"])
def test_every_field_of_every_kind_of_document_is_answered_by_two_statements(
    language: str, django_assert_num_queries: Any
) -> None:
    publish(small_city())
    interface = schema.graphql_schema.type_map["Document"]
    assert isinstance(interface, GraphQLInterfaceType)
    for kind in schema.graphql_schema.get_possible_types(interface):
        constant = re.sub(r"(?<!^)(?=[A-Z])", "_", kind.name).upper()
        asked = f'documents(city: "harbourton", language: "{language}", kind: {constant})'
        with django_assert_num_queries(2):
            nodes = ask_all(f"{{ {asked} {{ nodes {{ ... on {kind.name} {{ {everything_in(kind.name)} }} }} }} }}")
        assert nodes["documents"]["nodes"], kind
        assert {node["requestedLanguage"] for node in nodes["documents"]["nodes"]} == {language}


def test_facts_and_text_are_those_of_the_published_document() -> None:
    publish(small_city())
    body = body_of(FEE)
    cost = ask("... on Cost { title amount currency free paymentMethods reduction condition }", uuid=FEE)
    assert cost == {
        "title": body["title"],
        "amount": body["amount"],
        "currency": body["currency"],
        "free": body["free"],
        "paymentMethods": [method.upper() for method in body["payment_methods"]],
        "reduction": body["reduction"],
        "condition": body["condition"],
    }


def test_the_whole_document_can_be_asked_for_at_once() -> None:
    publish(small_city())
    assert ask("body", language="ar", uuid=SERVICE)["body"] == body_of(SERVICE, "ar")


def test_references_lead_to_documents_in_the_language_asked_for() -> None:
    publish(small_city())
    procedure = ask(
        """language city { slug language } topics { uuid language }
        ... on Procedure { authority { uuid language title } steps { id documents { document { uuid language } } } }""",
        language="ar",
        uuid=PROCEDURE,
    )
    assert procedure["language"] == "ar"
    assert procedure["city"] == {"slug": "harbourton", "language": "ar"}
    assert {"uuid": TOPIC, "language": "ar"} in procedure["topics"]
    assert procedure["authority"] == {"uuid": COUNCIL, "language": "ar", "title": body_of(COUNCIL, "ar")["title"]}
    papers = [paper["document"] for step in procedure["steps"] for paper in step["documents"]]
    assert {"uuid": PASSPORT, "language": "ar"} in papers


def test_what_is_not_translated_comes_in_the_source_language_and_says_so() -> None:
    publish(small_city())
    article = ask("language requestedLanguage sourceLanguage title", language="ar", uuid=ONLY_ENGLISH)
    assert article == {
        "language": "en",
        "requestedLanguage": "ar",
        "sourceLanguage": "en",
        "title": body_of(ONLY_ENGLISH)["title"],
    }


def test_a_language_that_the_city_does_not_have_gives_the_source_language() -> None:
    publish(small_city())
    assert ask("language requestedLanguage", language="ti", uuid=CITY) == {"language": "en", "requestedLanguage": "ti"}


def test_without_a_language_the_source_language_is_meant() -> None:
    publish(small_city())
    assert ask("language requestedLanguage", language=None, uuid=CITY) == {"language": "en", "requestedLanguage": "en"}


def test_text_inside_a_document_that_is_not_translated_is_named() -> None:
    publish(small_city())
    translated = next(
        body for body in small_city() if body["language"] == "ar" and "for_whom" in body.get("fallback", ())
    )
    assert ask("fallback", language="ar", uuid=translated["uuid"]) == {"fallback": ["forWhom"]}


def test_a_reference_to_what_is_not_published_is_null_and_left_out_of_lists() -> None:
    service = body_of(SERVICE)
    publish([service | {"authority": UNKNOWN, "offices": [UNKNOWN], "costs": [FEE]}, body_of(FEE)])
    found = ask("city { slug } ... on Service { authority { uuid } offices { uuid } costs { uuid } }", uuid=SERVICE)
    assert found == {"city": None, "authority": None, "offices": [], "costs": [{"uuid": FEE}]}


def test_a_document_is_found_by_its_path_in_the_language() -> None:
    publish(small_city())
    body = body_of(SERVICE, "ar")
    assert ask("uuid", language="ar", path=f"/{body['path']}/") == {"uuid": SERVICE}
    assert ask("uuid", language="ar", path="") == {"uuid": CITY}
    assert ask("uuid", language="ar", path="nowhere") is None


def test_a_page_in_the_language_asked_for_hides_an_untranslated_one_with_its_path() -> None:
    source = body_of(ONLY_ENGLISH)
    moved = body_of(SERVICE, "ar") | {"path": source["path"]}
    publish([source, body_of(SERVICE), moved])
    assert ask("uuid", language="ar", path=source["path"]) == {"uuid": SERVICE}


def test_a_uuid_may_be_written_in_any_of_its_ways_and_must_be_one() -> None:
    publish(small_city())
    assert ask("uuid", uuid=CITY.upper().replace("-", "")) == {"uuid": CITY}
    answer = execute(DOCUMENT % "uuid", {"uuid": "civic-centre"})
    assert answer["errors"][0]["message"] == "'civic-centre' is not a UUID."


@pytest.mark.parametrize("place", [{}, {"uuid": CITY, "path": ""}])
def test_a_document_is_asked_for_by_one_of_uuid_and_path(place: dict[str, str]) -> None:
    publish(small_city())
    answer = execute(DOCUMENT % "uuid", place)
    assert answer["errors"][0]["extensions"] == {"code": "ARGUMENTS"}


def test_cities_are_listed_by_their_home_pages_in_their_source_languages() -> None:
    home = body_of(CITY)
    german = {**home, "city": "anderswo", "language": "de", "source_language": "de", "title": "Anderswo"}
    publish([home, body_of(CITY, "ar"), german, {**body_of(FEE), "city": "not-yet"}])
    assert ask_all("{ cities { slug title languages } }")["cities"] == [
        {"slug": "anderswo", "title": "Anderswo", "languages": ["en", "ar", "de"]},
        {"slug": "harbourton", "title": "Harbourton", "languages": ["en", "ar", "de"]},
    ]


def test_a_city_that_is_not_there_is_null() -> None:
    publish(small_city())
    assert ask_all('{ city(slug: "atlantis") { slug } }') == {"city": None}
    assert ask_all('{ document(city: "atlantis", path: "") { uuid } }') == {"document": None}


def test_one_query_may_ask_in_several_languages_and_cities() -> None:
    publish(small_city())
    publish([{**body_of(CITY), "city": "elsewhere", "title": "Elsewhere"}])
    titles = ask_all(
        """{
          first: city(slug: "harbourton", language: "ar") { language }
          second: city(slug: "harbourton", language: "de") { language }
          ...more
        }
        fragment more on Query { third: city(slug: "elsewhere", language: "ar") { language title } }"""
    )
    assert titles == {
        "first": {"language": "ar"},
        "second": {"language": "de"},
        "third": {"language": "en", "title": "Elsewhere"},
    }
