from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.documents import body_hash, canonical_json, kinds, merge_translation, schema, validate
from site_builder.errors import DocumentError
from tests.site_builder.strategies import documents

ENVELOPE = {"language": "ar", "path": "ساعات", "translation": {"state": "machine", "outdated": 1, "segments": 2}}


def text_leaves(node: dict[str, Any], value: Any, trail: str = "") -> Iterator[tuple[str, dict[str, Any], str]]:
    """Every text field of a document: its trail, the object that holds it, its name."""
    while "$ref" in node or "anyOf" in node:
        node = schema()["$defs"][node["$ref"].removeprefix("#/$defs/")] if "$ref" in node else node["anyOf"][0]
    if isinstance(value, list):
        for item in value:
            yield from text_leaves(
                node.get("items", {}), item, f"{trail}/{item.get('id') if isinstance(item, dict) else ''}"
            )
    if isinstance(value, dict):
        for name, child in value.items():
            field = node.get("properties", {}).get(name, {})
            if "x-text" in field:
                yield f"{trail}/{name}", value, name
            else:
                yield from text_leaves(field, child, f"{trail}/{name}")


def leaves(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    return text_leaves(schema()["$defs"][body["kind"]], body)


def bare(body: dict[str, Any]) -> dict[str, Any]:
    """Facts and structure alone: no text, no fallback, no envelope."""
    stripped = copy.deepcopy(body)
    for _, holder, name in list(leaves(stripped)):
        holder[name] = ""
    for name in ENVELOPE:
        stripped.pop(name)
    found: dict[str, Any] = json.loads(
        json.dumps(stripped), object_hook=lambda item: {k: v for k, v in item.items() if k != "fallback"}
    )
    return found


@st.composite
def sources_and_translations(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A document and a translation of it that may lack texts, objects and list items, in another order."""
    source = draw(documents())
    other = draw(documents(source["kind"]))
    translated = draw(st.sampled_from([copy.deepcopy(source), copy.deepcopy(source), other]))
    translated |= {name: source[name] for name in ("uuid", "city", "kind")} | ENVELOPE
    for _, holder, name in list(leaves(translated)):
        holder[name] = draw(st.sampled_from([holder[name], "", "ترجمة"]))
    for name, value in list(translated.items()):
        if isinstance(value, list):
            translated[name] = draw(st.permutations(value))[: draw(st.integers(0, 3))]
    return source, translated


@given(documents())
def test_what_the_schema_describes_is_accepted(body: dict[str, Any]) -> None:
    validate(body)


def test_every_kind_of_document_has_a_schema() -> None:
    assert set(kinds()) <= set(schema()["$defs"])


@given(documents("office"))
def test_a_broken_document_is_named_with_its_field(body: dict[str, Any]) -> None:
    body |= {"city": "eastmere", "language": "ar", "path": "offices/town-hall", "latitude": "north"}
    with pytest.raises(DocumentError, match=r"eastmere/ar: office “offices/town-hall” \(.*\): latitude: 'north'"):
        validate(body)


@given(documents("procedure"))
def test_a_missing_field_an_unknown_field_and_a_wrong_reference_are_all_told(body: dict[str, Any]) -> None:
    del body["summary"]
    body["sumary"] = ""
    body["authority"] = "the town hall"
    with pytest.raises(DocumentError) as refusal:
        validate(body)
    assert "'summary' is a required property" in str(refusal.value)
    assert "'sumary'" in str(refusal.value)
    assert "authority: 'the town hall' does not match" in str(refusal.value)
    assert "nor is it null" in str(refusal.value)


def test_a_long_value_does_not_drown_the_message() -> None:
    with pytest.raises(DocumentError) as refusal:
        validate({"kind": "article", "title": ["x" * 10_000]})
    assert len(str(refusal.value)) < 1_000


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(DocumentError, match="kind: 'poem' is none of city, topic"):
        validate({"kind": "poem"})


@given(documents())
def test_equal_bodies_have_equal_hashes_whatever_the_order_of_their_keys(body: dict[str, Any]) -> None:
    shuffled = dict(reversed(list(body.items())))
    assert body_hash(shuffled) == body_hash(body)
    assert json.loads(canonical_json(body)) == body


@given(documents("article"))
def test_a_changed_word_changes_the_hash(body: dict[str, Any]) -> None:
    assert body_hash(body | {"title": body["title"] + "!"}) != body_hash(body)


@given(sources_and_translations())
def test_a_merged_translation_has_the_facts_and_the_structure_of_its_source(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    source, translated = pair
    merged = merge_translation(source, translated)
    assert bare(merged) == bare(source)
    assert {name: merged[name] for name in ENVELOPE} == ENVELOPE
    validate(merged)


@given(sources_and_translations())
def test_every_text_of_a_merged_translation_is_the_translation_or_marked_as_the_source(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    source, translated = pair
    merged = merge_translation(source, translated)
    said = {trail: holder[name] for trail, holder, name in leaves(translated)}
    original = {trail: holder[name] for trail, holder, name in leaves(source)}
    for trail, holder, name in leaves(merged):
        if name in holder.get("fallback", []):
            assert holder[name] == original[trail] != ""
        elif original[trail] in {"", "<p></p>"}:
            assert holder[name] == original[trail]
        else:
            assert holder[name] == said[trail]
            assert said[trail]


@given(sources_and_translations())
def test_merging_twice_changes_nothing_more(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    source, translated = pair
    once = merge_translation(source, translated)
    assert merge_translation(source, once) == once
    assert merge_translation(once, once) == once


@given(documents())
def test_a_document_merged_with_itself_is_itself(body: dict[str, Any]) -> None:
    assert merge_translation(body, body) == body


@given(documents("service"))
def test_merging_leaves_its_arguments_as_they_were_and_shares_nothing_that_could_be_changed(
    body: dict[str, Any],
) -> None:
    before = copy.deepcopy(body)
    merged = merge_translation(body, {name: body[name] for name in ("uuid", "city", "kind")} | ENVELOPE)
    merged["costs"].append("changed")
    for requirement in merged["documents"]:
        requirement["note"] = "changed"
    assert body == before


@given(documents("article"))
def test_an_old_source_text_shown_as_fallback_gives_way_to_the_new_one(body: dict[str, Any]) -> None:
    old = body | {"title": "Old title"}
    translated = merge_translation(old, old | ENVELOPE | {"title": ""})
    assert translated["fallback"][-1] == "title"
    assert merge_translation(body | {"title": "New title"}, translated)["title"] == "New title"


@given(documents("article"), documents("article"))
def test_two_different_documents_are_not_merged(one: dict[str, Any], other: dict[str, Any]) -> None:
    other["uuid"] = "00000000-0000-4000-8000-000000000000"
    one["uuid"] = "00000000-0000-4000-8000-000000000001"
    other["city"] = one["city"]
    with pytest.raises(DocumentError, match="uuid: not that of its source"):
        merge_translation(one, other)


@given(documents("article"))
def test_a_translation_without_its_envelope_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(DocumentError, match="path: a translated document must have it"):
        merge_translation(body, {name: value for name, value in body.items() if name != "path"})


def test_text_in_lists_can_always_be_matched_by_id() -> None:
    """`merge_translation` finds translated list items by their `id`, and would lose the text of one without."""

    def has_text(node: dict[str, Any]) -> bool:
        if "$ref" in node:
            node = schema()["$defs"][node["$ref"].removeprefix("#/$defs/")]
        return "x-text" in node or any(has_text(child) for child in node.get("properties", {}).values())

    def check(node: dict[str, Any]) -> None:
        for child in node.get("properties", {}).values():
            if child.get("type") == "array" and has_text(child["items"]):
                items = schema()["$defs"].get(child["items"].get("$ref", "").removeprefix("#/$defs/"), child["items"])
                assert "id" in items["required"]
            check(child)

    for definition in schema()["$defs"].values():
        check(definition)
