from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from graphql import get_introspection_query
from hypothesis import given
from hypothesis import strategies as st

from cms.api import gate
from cms.api.errors import QueryError
from cms.api.execution import InvalidQueryError, admit, answer_stranger
from cms.api.schema import schema

OFFICES = 'documents(city: "x", kind: OFFICE, first: %s) { nodes { ... on Office { %s } } }'


def nested(levels: int) -> str:
    return "{ cities { slug } document " + "{ parent " * levels + "{ uuid }" + " }" * levels + " }"


def doubling_fragments(levels: int) -> str:
    chain = [f"fragment F{i} on Document {{ ...F{i + 1} ...F{i + 1} }}" for i in range(levels)]
    return "{ document { ...F0 } } " + " ".join(chain) + f" fragment F{levels} on Document {{ uuid title }}"


ATTACKS = {
    "a deep query": (nested(15), "TOO_DEEP"),
    "a very deep query": (nested(300), "SYNTAX"),
    "depth by fragments": (
        "{ document { ...F0 } } "
        + " ".join(f"fragment F{i} on Document {{ parent {{ ...F{i + 1} }} }}" for i in range(12))
        + " fragment F12 on Document { uuid }",
        "TOO_DEEP",
    ),
    "wide pages": (
        "{" + OFFICES % (100, "organisation { " + " ".join(f"f{i}" for i in range(100)) + " }") + "}",
        "TOO_COSTLY",
    ),
    "lists in lists in lists": (
        '{ document(city: "x", path: "") { situations { situations { situations { situations { situations { situations'
        " { uuid title } } } } } } } }",
        "TOO_COSTLY",
    ),
    "aliases": ("{ " + " ".join(f'a{i}: city(slug: "x") {{ slug }}' for i in range(16)) + " }", "TOO_MANY_ALIASES"),
    "a repeated field": ("{ cities { " + "slug " * 900 + "} }", "TOO_MANY_REPEATS"),
    "a repeated fragment": ("{ cities { " + "...F " * 400 + "} } fragment F on City { slug }", "TOO_MANY_REPEATS"),
    "directives": ("{ cities { slug " + "@include(if: true) " * 11 + "} }", "TOO_MANY_DIRECTIVES"),
    "fragments that double": (doubling_fragments(19), "TOO_COSTLY"),
    "fragments without end": (
        "{ a } " + " ".join(f"fragment F{i} on City {{ slug }}" for i in range(21)),
        "TOO_MANY_FRAGMENTS",
    ),
    "operations": (" ".join(f"query Q{i} {{ cities {{ slug }} }}" for i in range(6)), "TOO_MANY_OPERATIONS"),
    **{
        f"feeds: {field}": ("{ " + " ".join(f"f{i}: {field}" for i in range(4)) + " }", "TOO_MANY_FEEDS")
        for field in (
            "cities { slug }",
            'changes(city: "x", after: 0) { cursor }',
            'search(city: "x", query: "rent") { totalCount }',
            'preview(token: "x") { uuid }',
        )
    },
    "tokens": ("{ cities { " + " ".join(f"f{i}" for i in range(1000)) + " } }", "SYNTAX"),
    "brackets": ("{ cities(a: " + "[" * 490 + "]" * 490 + ") { slug } }", "SYNTAX"),
    "no query": ("cities, please", "SYNTAX"),
}


def refusal(query: str, variables: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The errors with which a query from the network is refused."""
    with pytest.raises(InvalidQueryError) as refused:
        answer_stranger(admit(query, variables or {}, None))
    return [dict(error.formatted) for error in refused.value.errors]


@pytest.mark.parametrize("name", ATTACKS)
def test_what_is_too_large_is_refused_with_one_short_clear_error(name: str) -> None:
    query, code = ATTACKS[name]
    (error,) = refusal(query)
    assert error["extensions"] == {"code": code}
    assert len(json.dumps(error)) < 500


def test_what_is_just_within_the_limits_is_let_in() -> None:
    for query in (
        nested(10),
        "{ " + " ".join(f'a{i}: city(slug: "x") {{ slug }}' for i in range(15)) + " }",
        "{ cities { " + "slug " * 5 + "} }",
        "{ cities { slug " + "@include(if: true) " * 10 + "} }",
        "{ " + OFFICES % (100, "title " + "organisation { title phones { number } } ") + "}",
    ):
        gate.admit(schema.graphql_schema, gate.read(query), {})


def test_the_size_of_a_page_may_come_from_a_variable() -> None:
    query = (
        "query Q($size: Int!) { "
        + OFFICES.replace("%s", "$size", 1) % "phones { number languages } closures { from to reason }"
        + " }"
    )
    document = gate.read(query)
    gate.admit(schema.graphql_schema, document, {"size": 20})
    gate.admit(schema.graphql_schema, document, {"size": "many"})
    with pytest.raises(QueryError, match="10,000"):
        gate.admit(schema.graphql_schema, document, {"size": 100_000})


def test_the_size_that_a_variable_has_by_default_counts() -> None:
    query = (
        "query Q($size: Int = 100) { "
        + OFFICES.replace("%s", "$size", 1) % "phones { number languages } closures { from to reason }"
        + " }"
    )
    document = gate.read(query)
    gate.admit(schema.graphql_schema, document, {"size": 20})
    with pytest.raises(QueryError, match="10,000"):
        gate.admit(schema.graphql_schema, gate.read(query.replace("100", "100000")), {})


@pytest.mark.parametrize("size", ["9" * 5_000, "-" + "9" * 5_000])
def test_a_size_of_thousands_of_digits_is_refused_and_no_fault_of_ours(size: str) -> None:
    assert refusal(f'{{ documents(city: "x", first: {size}) {{ nodes {{ uuid }} }} }}')
    assert refusal(f'query Q($n: Int! = {size}) {{ documents(city: "x", first: $n) {{ nodes {{ uuid }} }} }}')


def test_of_fragments_on_several_types_the_largest_counts() -> None:
    query = """{ documents(city: "x", first: 10) { nodes {
        title
        ... on Office { uuid kind language } ... { ... on Topic { uuid kind } }
        ...More
    } } } fragment More on Document { path ... on Office { position } ... on Document { revision } }"""
    cost = gate.admit(schema.graphql_schema, gate.read(query), {})
    assert cost == 1 + 10 * (1 + 3 + 4)
    hidden = query.replace("uuid kind language", "city { ... on City { ... on City { uuid } } }")
    assert gate.admit(schema.graphql_schema, gate.read(hidden), {}) == 1 + 10 * (1 + 3 + 3)


def test_fragments_that_go_in_a_circle_are_refused_as_such() -> None:
    (error,) = refusal(
        '{ document(city: "x", path: "") { ...A } } '
        "fragment A on Document { parent { ...B } } fragment B on Document { parent { ...A } }"
    )
    assert "spread" in error["message"]


def test_a_fragment_that_is_not_there_is_refused_as_such() -> None:
    (error,) = refusal('{ document(city: "x", path: "") { ...A } }')
    assert error["message"] == "Unknown fragment 'A'."


def test_a_misspelt_field_is_answered_with_a_suggestion() -> None:
    (error,) = refusal("{ citties { slug } }")
    assert "Did you mean 'cities'" in error["message"]


def test_many_mistakes_get_a_short_answer() -> None:
    errors = refusal("{ " + " ".join(f"nonsense{i}" for i in range(300)) + " }")
    assert len(json.dumps(errors)) < 1000


def test_tools_can_ask_for_the_whole_schema() -> None:
    query = get_introspection_query(specified_by_url=True, input_value_deprecation=True)
    answer, _storable = answer_stranger(admit(query, {}, "IntrospectionQuery"))
    assert len(answer["data"]["__schema"]["types"]) > 40


def test_introspection_in_circles_is_refused() -> None:
    query = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
    assert refusal(query)


def test_only_queries_are_answered() -> None:
    (error,) = refusal("mutation { publish }")
    assert error["message"]


names = st.sampled_from(["cities", "documents", "nodes", "changes", "parent", "uuid", "topics", "__typename", "steps"])
selections = st.recursive(
    names,
    lambda inner: st.tuples(
        st.sampled_from(["cities", "documents(first: 3)", "parent", "... on Procedure", "...", "...F", "__schema"]),
        st.lists(inner, min_size=1, max_size=4),
    ).map(lambda made: f"{made[0]} {{ {' '.join(made[1])} }}"),
    max_leaves=25,
)


@given(st.lists(selections, min_size=1, max_size=4), st.lists(selections, max_size=3))
def test_no_query_breaks_the_gate(asked: list[str], fragments: list[str]) -> None:
    query = "{ " + " ".join(asked) + " }" + " ".join(f" fragment F on Document {{ {each} ...F }}" for each in fragments)
    with contextlib.suppress(QueryError):
        gate.admit(schema.graphql_schema, gate.read(query), {})
