from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from site_builder.conformance import compile_schema
from site_builder.documents import kinds, schema
from tests.site_builder.strategies import documents

JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, False, 0, -1, 1.0, 1.5, 60, "", "x", "yes", "2026-01-01", "a\n", [], ["x", "x"], {}]
)


VALUES = [
    *(
        None,
        True,
        False,
        -91,
        -1,
        0,
        1,
        7,
        8,
        60,
        10**9,
        0.5,
        1.0,
        90.0,
        181.0,
        "",
        " ",
        "x",
        "x\n",
        "yes",
        "do",
        "112",
    ),
    *(
        "2026-01-01",
        "2026-1-1",
        "09:30",
        "24:00",
        "25:00",
        "a/b",
        "/a",
        "https://example.org",
        "file:///",
        "en",
        "fa-AF",
    ),
    *("+4930123456", "+0301", "DE", "EUR", "1.50", "1.505", "00000000-0000-4000-8000-000000000000", "procedure"),
    *([], [None], ["x", "x"], ["x", "y"], [1, 8], {}, {"id": "x"}),
]


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema within a schema, itself first."""
    yield node
    for inner in [*node.get("properties", {}).values(), *node.get("anyOf", []), *filter(None, [node.get("items")])]:
        yield from nodes(inner)


def holders(value: Any) -> list[Any]:
    """Every object and list in a value, itself first."""
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value, *(inner for child in children for inner in holders(child) if isinstance(inner, dict | list))]


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, Any]:
    """A document in which a few values were replaced, added or removed."""
    body = copy.deepcopy(draw(documents()))
    for _ in range(draw(st.integers(0, 2))):
        holder = draw(st.sampled_from(holders(body)))
        junk = copy.deepcopy(draw(JUNK))  # a list that is drawn twice must not end up inside itself
        if isinstance(holder, list):
            holder.append(junk)
        elif holder:
            name = draw(st.sampled_from([*holder, "fallback", "unknown"]))
            holder.pop(name, None)
            if draw(st.booleans()):
                holder[name] = junk
    return body


@given(spoiled(), st.sampled_from(kinds()))
def test_the_fast_check_and_jsonschema_agree(body: dict[str, Any], other: str) -> None:
    definitions = schema()["$defs"]
    for kind in {body.get("kind"), other} & set(kinds()):
        reference = {"$ref": f"#/$defs/{kind}"}
        expected = Draft202012Validator(reference | {"$defs": definitions}).is_valid(body)
        assert compile_schema(reference, definitions)(body) is expected


def test_they_agree_on_every_part_of_the_schema_and_values_that_nearly_fit() -> None:
    definitions = schema()["$defs"]
    parts = {json.dumps(part): part for definition in definitions.values() for part in nodes(definition)}
    for part in parts.values():
        slow, fast = Draft202012Validator(part | {"$defs": definitions}), compile_schema(part, definitions)
        assert [value for value in VALUES if fast(value) is not slow.is_valid(value)] == [], part


def test_what_is_no_object_fits_no_kind() -> None:
    for kind in kinds():
        assert not compile_schema({"$ref": f"#/$defs/{kind}"}, schema()["$defs"])([])


@pytest.mark.parametrize(
    "node",
    [
        {"minLength": 1},
        {"enum": [1]},
        {"type": "object", "required": [], "properties": {}, "additionalProperties": True},
    ],
)
def test_a_keyword_that_the_fast_check_does_not_know_is_refused(node: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="which this check does not know"):
        compile_schema(node, {})
