"""What is answered by plans is what graphql-core answers."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from graphql import (
    ExecutionContext,
    ExecutionResult,
    GraphQLSchema,
    GraphQLSyntaxError,
    build_schema,
    execute,
    get_introspection_query,
    parse,
    validate,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz import fuzz
from cms.api.context import Context
from cms.api.planned import Planned
from cms.api.planning import Planner
from cms.api.running import Run
from cms.api.schema import schema
from tests.cms.published import publish
from tests.site_builder.documents import small_city

SMALL = build_schema(
    """
    enum Kind { BIG SMALL }
    interface Named { name: String! }
    type Thing implements Named {
      name: String! count: Int kind: Kind maybe: Thing sure: Thing! some: [Thing] all: [Thing!] tags: [String!]!
      rows: [[Int!]] other: Named echo(of: String! = "me", many: [Int!]): String
    }
    type Place implements Named { name: String! country: String }
    type Query { thing: Thing sure: Thing! named(a: Boolean): Named }
    """
)
for _kind in ("Query", "Thing", "Place"):
    for _name, _field in SMALL.type_map[_kind].fields.items():  # type: ignore[attr-defined]  # these are object types
        _field.resolve = lambda source, info, name=_name, **given: read(source, info, name, given)
SMALL.type_map["Named"].resolve_type = lambda value, _info, _kind: value["__typename"]  # type: ignore[attr-defined]  # an interface

EVERYTHING = """
  query ($of: String! = "nobody", $is: Boolean! = true, $number: Int! = 7) {
    thing { ...T maybe { ...T sure { ...T } some { ...T } all { ...T } } }
    again: sure { name maybe { name } maybe { kind } ... on Named { name } __typename }
    named(a: $is) { __typename name ... on Place { country @skip(if: $is) } ...T @include(if: $is) }
  }
  fragment T on Thing {
    name n: name count kind tags rows other { name ... on Place { country } }
    echo one: echo(of: "you") two: echo(of: $of, many: [1, $number]) three: echo(many: null)
  }
"""


def read(source: dict[str, Any], info: Any, name: str, given: dict[str, Any]) -> Any:
    found = source.get(name)
    return found(info, **given) if callable(found) else found


def by_plan(kinds: GraphQLSchema, query: str, variables: dict[str, Any], root: Any = None) -> ExecutionResult:
    """Answered twice, so that it is read by plans that were kept."""
    planned = Planned(kinds, query, parse(query))
    first, again = [planned.run(variables, None, Context(), root) for _ in range(2)]
    assert first.formatted == again.formatted
    return again


def check(kinds: GraphQLSchema, query: str, root: Any = None, **variables: Any) -> ExecutionResult:
    """The answer, if both give the same, in the same order."""
    planned = by_plan(kinds, query, variables, root)
    straight = execute(kinds, parse(query), root, Context(), variables)
    assert isinstance(straight, ExecutionResult)
    assert json.dumps(planned.formatted) == json.dumps(straight.formatted)
    return planned


def fails(*_anything: Any, **_named: Any) -> None:
    raise ValueError("broken")


def echoes(_info: Any, of: str, many: Any = "none") -> str:
    return f"{of} {many}"


def things() -> st.SearchStrategy[Any]:
    names: st.SearchStrategy[Any] = st.one_of(
        st.text(max_size=3), st.none(), st.just(fails), st.integers(0, 3), st.just([])
    )
    kinds: st.SearchStrategy[Any] = st.sampled_from(["Place", "Nothing", "Kind"])
    thing: st.SearchStrategy[Any] = st.just("Thing")
    place = st.fixed_dictionaries({"__typename": kinds, "name": names})
    leaf = st.fixed_dictionaries({"__typename": thing, "name": names})

    def few(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.lists(of, max_size=2)

    def larger(smaller: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        one = st.one_of(smaller, smaller, st.none(), st.just(fails))
        listed = st.one_of(few(st.one_of(smaller, smaller, st.none())), st.none(), st.just(fails))
        return st.fixed_dictionaries(
            {"__typename": thing, "name": names},
            optional={
                "count": st.one_of(st.integers(), st.booleans(), st.text(max_size=1)),
                "kind": st.sampled_from(["BIG", "SMALL", "HUGE", 1, None]),
                "tags": few(names),
                "rows": few(st.one_of(st.none(), few(st.one_of(st.integers(0, 9), st.none())))),
                "maybe": one,
                "sure": one,
                "some": listed,
                "all": listed,
                "other": st.one_of(place, smaller, st.none()),
                "echo": st.one_of(st.just(echoes), st.none()),
            },
        )

    return st.recursive(leaf, larger, max_leaves=12)


@settings(max_examples=100, deadline=None)
@given(thing=things(), sure=things(), named=things(), variables=st.sampled_from([{}, {"of": "all", "is": False}]))
def test_whatever_is_wrong_with_data_is_told_as_graphql_core_tells_it(
    thing: Any, sure: Any, named: Any, variables: dict[str, Any]
) -> None:
    check(SMALL, EVERYTHING, {"thing": thing, "sure": sure, "named": named}, **variables)


def test_a_plan_is_kept_and_its_variables_are_not() -> None:
    query = "query ($of: String!) { thing { echo(of: $of) } }"
    planned = Planned(SMALL, query, parse(query))
    told = [planned.run({"of": of}, None, Context(), {"thing": {"echo": echoes}}).data for of in ("a", "b")]
    assert told == [{"thing": {"echo": "a none"}}, {"thing": {"echo": "b none"}}]


def test_arguments_are_those_of_their_field_also_when_its_plan_is_made_again_meanwhile() -> None:
    document = parse("query ($of: String!) { thing { one: echo(of: $of) two: echo(many: null, of: $of) } }")
    built = ExecutionContext.build(SMALL, document, None, None, {"of": "you"})
    assert isinstance(built, ExecutionContext)
    thing = SMALL.type_map["Thing"]
    nodes = document.definitions[0].selection_set.selections[0].selection_set.selections  # type: ignore[attr-defined]  # a query with a field
    run = Run(built)
    found = []
    for node in nodes:
        (field,) = Planner(SMALL, {}, {}).fields(thing, {"echo": [node]})  # type: ignore[arg-type]  # an object type
        found.append(run._arguments_of(field))
        del field
    assert found == [{"of": "you"}, {"of": "you", "many": None}]


def test_an_operation_is_chosen_by_its_name() -> None:
    query = "query A { thing { name } } query B { sure { name } } mutation C { thing { name } }"
    root = {"thing": {"name": "one"}, "sure": {"name": "other"}}
    planned = Planned(SMALL, query, parse(query))
    for operation in ("A", "B", "A", "D", None):
        straight = execute(SMALL, parse(query), root, operation_name=operation)
        assert isinstance(straight, ExecutionResult)
        assert planned.run({}, operation, Context(), root).formatted == straight.formatted
    assert "mutation" in str(planned.run({}, "C", Context(), root).errors)


@pytest.mark.django_db
def test_made_up_queries_are_answered_as_graphql_core_answers_them() -> None:
    publish(small_city())
    answered = 0

    def send(body: bytes) -> tuple[int, bytes]:
        nonlocal answered
        query = json.loads(body)["query"]
        with contextlib.suppress(GraphQLSyntaxError):
            if not validate(schema.graphql_schema, parse(query)):
                answered += check(schema.graphql_schema, query).data is not None
        return 200, b'{"data": null}'

    fuzz(schema.introspect(), 60, 20261122, send)
    assert answered > 20


def test_the_schema_is_told_as_graphql_core_tells_it() -> None:
    assert check(schema.graphql_schema, get_introspection_query()).errors is None
