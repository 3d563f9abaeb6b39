"""In which language a text came, and what it is to whom asked; ids, and hours in the time zone of the city."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from cms.api import execute
from tests.cms.published import publish
from tests.site_builder.documents import small_city
from tests.site_builder.entities import OFFICE, ONLY_ENGLISH, PROCEDURE, SERVICE, Body

pytestmark = pytest.mark.django_db

LANGUAGE = "requestedLanguage language translationState fallback"


def ask(query: str, **variables: Any) -> Any:
    answer = execute(query, variables)
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def text_of(uuid: str, fields: str, asked: str) -> Any:
    return ask(
        f'query Q($uuid: ID) {{ document(city: "harbourton", uuid: $uuid, {asked}) {{ {fields} }} }}', uuid=uuid
    )["document"]


def body_of(uuid: str, language: str) -> Body:
    return next(body for body in small_city() if body["uuid"] == uuid and body["language"] == language)


@pytest.mark.parametrize(
    ("uuid", "asked", "expected"),
    [
        (SERVICE, 'language: "en"', ("en", "en", "SOURCE")),
        (SERVICE, 'language: "ar"', ("ar", "ar", "MACHINE")),
        (SERVICE, 'language: "de"', ("de", "de", "REVIEWED")),
        (ONLY_ENGLISH, 'language: "ar"', ("ar", "en", "FALLBACK")),
        (SERVICE, 'languages: ["ti", "de", "ar"]', ("ti", "de", "FALLBACK")),
        (SERVICE, 'languages: ["ti", "en", "ar"]', ("ti", "en", "FALLBACK")),
        (SERVICE, 'languages: ["ar", "de"]', ("ar", "ar", "MACHINE")),
        (ONLY_ENGLISH, 'languages: ["ar", "de"]', ("ar", "en", "FALLBACK")),
        (SERVICE, "languages: []", ("en", "en", "SOURCE")),
    ],
)
def test_a_document_says_what_its_text_is_to_whoever_asked(uuid: str, asked: str, expected: tuple[str, ...]) -> None:
    publish(small_city())
    said = text_of(uuid, LANGUAGE, asked)
    assert (said["requestedLanguage"], said["language"], said["translationState"]) == expected


def test_a_part_without_translation_in_a_translated_document_says_so_and_the_others_do_not() -> None:
    german = body_of(PROCEDURE, "de")
    steps = german["steps"]
    steps[0] = steps[0] | {"title": "Zuerst", "text": "<p>x</p>", "fallback": ["text"]}
    steps[1] = steps[1] | {"title": "Then", "text": "", "fallback": ["title"]}
    publish([body_of(PROCEDURE, "en"), german])
    fields = f"... on Procedure {{ steps {{ {LANGUAGE} documents {{ {LANGUAGE} }} }} deadline {{ {LANGUAGE} }} }}"
    found = text_of(PROCEDURE, fields, 'language: "de"')
    first, second = found["steps"][:2]
    said = {"requestedLanguage": "de", "language": "de", "translationState": "REVIEWED"}
    assert first == said | {"fallback": ["text"], "documents": first["documents"]}
    assert second == {
        "requestedLanguage": "de",
        "language": "en",
        "translationState": "FALLBACK",
        "fallback": ["title"],
        "documents": second["documents"],
    }
    papers = [paper for step in found["steps"] for paper in step["documents"]]
    assert {paper["requestedLanguage"] for paper in papers} == {"de"}


def test_parts_of_a_document_that_has_no_translation_are_fall_backs_too() -> None:
    publish([body_of(PROCEDURE, "en")])
    found = text_of(PROCEDURE, "... on Procedure { steps { language translationState } }", 'language: "de"')
    assert found["steps"] == [{"language": "en", "translationState": "FALLBACK"}] * len(found["steps"])


@pytest.mark.parametrize("asked", ['language: "ar", languages: ["de"]', 'languages: ["a", "b", "c", "d", "e", "f"]'])
def test_languages_are_said_once_and_not_too_many(asked: str) -> None:
    publish(small_city())
    (error,) = execute(f'{{ document(city: "harbourton", path: "", {asked}) {{ uuid }} }}')["errors"]
    assert error["extensions"] == {"code": "ARGUMENTS"}


@pytest.mark.parametrize("asked", ['language: "ar"', 'languages: ["ti", "de"]', "languages: []"])
def test_an_id_leads_back_to_the_same_answer(asked: str) -> None:
    publish(small_city())
    fields = "id uuid language requestedLanguage title"
    found = text_of(SERVICE, fields, asked)
    again = ask(f"query Q($id: ID!) {{ node(id: $id) {{ id ... on Document {{ {fields} }} }} }}", id=found["id"])[
        "node"
    ]
    assert again == found


def test_ids_differ_by_document_and_language_and_other_words_are_none() -> None:
    publish(small_city())
    asked = ('language: "ar"', 'language: "de"')
    ids = [text_of(uuid, "id", language)["id"] for uuid in (SERVICE, PROCEDURE) for language in asked]
    assert len(set(ids)) == len(ids)
    with_zero = base64.urlsafe_b64encode(f"x\0/en/{SERVICE}".encode()).decode()  # a database would not take it
    for wrong in ("", "x", "é", ids[0][:-4], "YS9iL2M", with_zero):
        (error,) = execute("query Q($id: ID!) { node(id: $id) { id } }", {"id": wrong})["errors"]
        assert error["extensions"] == {"code": "ID"}
    assert ask("query Q($id: ID!) { node(id: $id) { id } }", id=elsewhere(ids[0]))["node"] is None


def elsewhere(identity: str) -> str:
    """The id that the same document would have in a city that is not there."""
    text = base64.urlsafe_b64decode(identity + "=" * (-len(identity) % 4)).decode()
    return base64.urlsafe_b64encode(text.replace("harbourton", "atlantis").encode()).decode()


# London is an hour ahead of UTC in summer; 2027-06-07 is a Monday.
@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2027-06-07T09:00", True),
        ("2027-06-07T08:00Z", True),
        ("2027-06-07T09:00+01:00", True),
        ("2027-06-07T08:59:59", False),
        ("2027-06-07T09:00Z", False),
    ],
)
def test_whether_an_office_is_open_is_asked_in_the_time_zone_of_the_city(at: str, expected: bool) -> None:
    span = {"days": [1], "opens": "09:00", "closes": "10:00", "by_appointment": False}
    city = next(body for body in small_city() if body["kind"] == "city" and body["language"] == "en")
    publish([city, body_of(OFFICE, "en") | {"opening_hours": [span], "closures": []}])
    query = 'query Q($at: DateTime) { document(city: "harbourton", uuid: "%s") { ... on Office { openNow(at: $at) } } }'
    assert ask(query % OFFICE, at=at)["document"] == {"openNow": expected}
    assert isinstance(ask(query % OFFICE)["document"]["openNow"], bool)


@pytest.mark.parametrize("at", ["now", "2027-06-07T25:00", "0001-01-01T00:00", "9999-12-31T23:59-12:00", ""])
def test_what_is_no_moment_of_ours_is_refused(at: str) -> None:
    publish(small_city())
    query = 'query Q($at: DateTime) { document(city: "harbourton", uuid: "%s") { ... on Office { openNow(at: $at) } } }'
    (error,) = execute(query % OFFICE, {"at": at})["errors"]
    assert "YYYY-MM-DDTHH:MM" in error["message"]
    (error,) = execute(query.replace("$at)", f'"{at}")').replace("query Q($at: DateTime)", "") % OFFICE)["errors"]
    assert "YYYY-MM-DDTHH:MM" in error["message"]
