"""The schema of content files agrees with the fields that are read, and its errors say what to write."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cms.guides import choices
from cms.guides.content_files.fields import FIELDS, STRUCTURE
from cms.guides.content_files.kinds import KINDS, Kind
from cms.guides.content_files.reading import ContentFile
from cms.guides.content_files.schema import checked, schema
from cms.guides.voice.access import is_heard

TAKEN_OVER = ("service", "procedure", "article", "situation", "document", "term")
ALL_OF_IT = {name: part for name, part in schema().items() if name != "$schema"}


def told(folder: str, data: dict[str, Any], language: str = "") -> list[str]:
    _file, problems = checked(ContentFile("x.yaml", folder, "x", language, data, {}))
    return [f"{problem.field}: {problem.message}" if problem.field else problem.message for problem in problems]


def test_the_schema_is_one() -> None:
    for side in ("source", "translation"):
        for part in ALL_OF_IT[side].values():
            Draft202012Validator.check_schema({**part, "$defs": ALL_OF_IT["$defs"]})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_schema_has_the_fields_that_are_read_and_no_others(kind: Kind) -> None:
    read = {field.place[0] for field in FIELDS[kind.name]} | {"title", "order", "uuid"}
    read |= {"topic"} if kind.name in ("service", "procedure", "article") else set()
    read |= {"parent"} if kind.name == "topic" else set()
    read |= {"taken_from"} if kind.name in TAKEN_OVER else set()
    read |= {"voice"} if is_heard(kind.model) else set()
    assert set(schema()["source"][kind.folder]["properties"]) == read
    assert set(STRUCTURE) >= {"title", "order", "uuid", "topic", "parent"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_translations_have_the_text_fields_of_their_kind(kind: Kind) -> None:
    attributes = {field.attribute: field.name for field in FIELDS[kind.name]} | {"title": "title"}
    text = {attributes[name].partition(".")[0] for name in kind.model.text_fields}
    text |= {"voice"} if is_heard(kind.model) else set()
    properties = set(schema()["translation"][kind.folder]["properties"])
    assert properties == text | {"translated_by", "checked", "made_from"}


def test_the_citys_file_has_the_facts_of_its_record() -> None:
    properties = set(schema()["source"]["city"]["properties"])
    assert properties == {
        *("title", "introduction", "country", "region_code", "source_language", "languages"),
        *("time_zone", "site_url", "publisher", "publisher_email", "publisher_address", "licence"),
    }


@pytest.mark.parametrize(
    ("where", "values"),
    [
        (("topics", "icon"), choices.Icon.values),
        (("situations", "sensitivity"), choices.Sensitivity.values),
        (("organisations", "kind"), choices.OrganisationKind.values),
        (("offices", "accessibility.step_free"), choices.YesNo.values),
        (("costs", "payment_methods"), [value for value, _label in choices.PAYMENT_METHODS]),
        (("procedures", "steps.kind"), [value for value, _label in choices.STEP_KINDS]),
    ],
)
def test_closed_lists_are_those_of_the_model(where: tuple[str, str], values: list[str]) -> None:
    node: Any = schema()["source"][where[0]]
    for name in where[1].split("."):
        # The values of a mapping whose keys the author gives.
        of_each = node.get("additionalProperties") or node
        node = _resolved(of_each["properties"][name])
    assert _resolved(node.get("items", node))["enum"] == values


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        node = schema()["$defs"][node["$ref"].rpartition("/")[2]]
    return node


@pytest.mark.parametrize(
    ("folder", "data", "message"),
    [
        ("costs", {"title": "Fee"}, "currency: is missing. Add it."),
        ("costs", {"titel": "Fee", "title": "Fee", "currency": "EUR"}, "titel: is no field of this file. Did you mean"),
        ("costs", {"title": "Fee", "currency": "euro"}, "currency: “euro” does not fit. Write three capital letters"),
        ("costs", {"title": 5, "currency": "EUR"}, "title: “5” is not right here. It has to be text"),
        ("costs", {"title": "", "currency": "EUR"}, "title: is empty."),
        ("costs", {"title": "Fee", "currency": "EUR", "amount": "1,00"}, "amount: “1,00” does not fit. Write an"),
        ("topics", {"title": "T", "summary": "S", "icon": "cat"}, "icon: “cat” is not known. Write one of: arrival"),
        ("contacts", {"title": "L", "number": "0300 1", "when_to_call": "W"}, "number: “0300 1” does not fit."),
        (
            "offices",
            {"title": "O", "address": {"street": "S", "locality": "L", "country": "GB"}, "latitude": 91},
            "latitude: “91” is too large. Write 90 or less.",
        ),
        (
            "procedures",
            {"title": "P", "topic": "t", "summary": "S", "steps": {"a.b": {"title": "x"}}},
            "steps.a.b: is not possible here. Write a key",
        ),
        (
            "procedures",
            {"title": "P", "topic": "t", "summary": "S", "steps": {"a": None}},
            "steps.a: “None” is not right here. It has to be fields of its own; write {} if there are none.",
        ),
        (
            "articles",
            {"title": "A", "topic": "t", "body": {"a": {"text": "x", "info": "y"}}},
            "body.a: holds more than one text.",
        ),
        ("articles", {"title": "A", "topic": "t", "also_in": ["b", "b"]}, "also_in: names something twice."),
    ],
)
def test_an_error_names_the_field_and_what_to_write(folder: str, data: dict[str, Any], message: str) -> None:
    (problem,) = told(folder, data)
    assert problem.startswith(message)


def test_all_errors_of_a_file_are_told() -> None:
    assert len(told("costs", {"title": "", "currency": "x", "amount": 3, "cat": 1})) == 4


def test_an_empty_field_counts_as_left_out() -> None:
    assert told("costs", {"title": "Fee", "currency": "EUR", "reduction": None}) == []
    assert told("costs", {"title": None, "currency": "EUR"}) == ["title: is missing. Add it."]


def test_a_translation_says_who_translated_it() -> None:
    assert told("costs", {"title": "Gebühr"}, "de") == ["translated_by: is missing. Add it."]
