from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
    find_breaking_changes,
    get_named_type,
    is_leaf_type,
    is_specified_scalar_type,
    parse,
    print_schema,
    validate,
)

from cms.api.schema import schema
from cms.api.types.text import PART_TEXTS
from site_builder import documents

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs" / "api"
SCHEMA = schema.graphql_schema
CONTRACT = json.loads(Path(documents.__file__).with_name("document.schema.json").read_text())["$defs"]
KINDS = [name for name, definition in CONTRACT.items() if "kind" in definition.get("properties", {})]
KINDS = [kind for kind in KINDS if CONTRACT[kind]["properties"]["kind"].get("const") == kind]

# `body` is the name of the whole document in the API, so the text of a page is called `blocks` there.
RENAMED = {"body": "blocks"}


def test_the_schema_in_the_docs_is_the_schema_that_is_served() -> None:
    written = (DOCS / "schema.graphql").read_text()
    assert written == print_schema(SCHEMA), "Run `manage.py graphql_schema --out docs/api/schema.graphql`"


def test_nothing_that_the_last_release_had_is_taken_away() -> None:
    released, now = (build_schema((DOCS / f"{name}.graphql").read_text()) for name in ("released", "schema"))
    assert [change.description for change in find_breaking_changes(released, now)] == []


def test_what_is_deprecated_says_what_to_use_instead() -> None:
    reasons = {name: getattr(part, "deprecation_reason", None) for name, part in described_parts()}
    assert {name: reason for name, reason in reasons.items() if reason is not None and "`" not in reason} == {}


def described_parts() -> Iterator[tuple[str, Any]]:
    for name, kind in SCHEMA.type_map.items():
        if name.startswith("__") or is_specified_scalar_type(kind):
            continue
        yield name, kind
        if isinstance(kind, GraphQLEnumType):
            yield from ((f"{name}.{value}", definition) for value, definition in kind.values.items())
        if isinstance(kind, GraphQLInputObjectType):
            yield from ((f"{name}.{key}", argument) for key, argument in kind.fields.items())
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field, definition in kind.fields.items():
                yield f"{name}.{field}", definition
                yield from ((f"{name}.{field}({key})", argument) for key, argument in definition.args.items())


def test_every_type_field_argument_and_value_is_described() -> None:
    undescribed = [name for name, part in described_parts() if not part.description or "\n\n\n" in part.description]
    assert undescribed == []


# What a document holds and the schema leaves out, and why.
LEFT_OUT: dict[str, str] = {}


@pytest.mark.parametrize("kind", KINDS)
def test_everything_a_document_holds_has_a_field_of_its_type(kind: str) -> None:
    found = list(missing(CONTRACT[kind], "".join(map(str.capitalize, kind.split("_"))), RENAMED))
    assert [where for where in found if where not in LEFT_OUT] == []


def missing(definition: dict[str, Any], name: str, renamed: dict[str, str]) -> Iterator[str]:
    """Fields and values of the contract that the GraphQL type of this name does not have, nor the types below it."""
    graphql_type = SCHEMA.type_map[name]
    assert isinstance(graphql_type, GraphQLObjectType)
    for key, inner in definition["properties"].items():
        field = graphql_type.fields.get(camel_case(renamed.get(key, key)))
        if field is None:
            yield f"{name}.{key}"
            continue
        kind = get_named_type(field.type)
        for part in parts_of(inner):
            if "properties" in part and not is_leaf_type(kind):
                yield from missing(part, kind.name, {})
            if isinstance(kind, GraphQLEnumType):
                values = {definition.value.value for definition in kind.values.values()}
                yield from (f"{kind.name}: {value}" for value in part.get("enum", ()) if value not in values)


def parts_of(definition: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A definition of the contract and those that it is made of, but for the fields of an object."""
    yield definition
    if "$ref" in definition:
        yield from parts_of(CONTRACT[definition["$ref"].removeprefix("#/$defs/")])
    for inner in (*definition.get("anyOf", ()), *filter(None, [definition.get("items")])):
        yield from parts_of(inner)


def test_everything_with_text_says_in_which_language_it_is() -> None:
    texts: set[str] = set()
    for name, definition in CONTRACT.items():
        if names := {key for key, inner in definition.get("properties", {}).items() if "x-text" in inner}:
            graphql_type = SCHEMA.type_map["".join(map(str.capitalize, name.split("_")))]
            assert isinstance(graphql_type, GraphQLObjectType)
            assert "Text" in [interface.name for interface in graphql_type.interfaces]
            texts |= set() if name in KINDS else names
    assert texts | {"name"} == PART_TEXTS, "`name` is that of a synonym, which the contract defines in its place"


def camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def test_every_kind_of_document_is_served() -> None:
    kinds = SCHEMA.type_map["DocumentKind"]
    assert isinstance(kinds, GraphQLEnumType)
    assert {value.lower() for value in kinds.values} == set(KINDS)


def test_the_docs_tell_of_every_field_that_can_be_asked_for() -> None:
    query = SCHEMA.query_type
    assert query is not None
    told = (DOCS / "README.md").read_text()
    assert [name for name in query.fields if f"`{name}`" not in told] == []


def test_the_docs_tell_of_every_error_code() -> None:
    told = (DOCS / "README.md").read_text()
    assert [code for code in error_codes() if f"`{code}`" not in told] == []


def test_every_query_in_the_docs_can_be_asked() -> None:
    told = (DOCS / "README.md").read_text()
    queries = re.findall(r"^```graphql\n(.*?)^```", told, re.MULTILINE | re.DOTALL)
    queries += [json.loads(body)["query"] for body in re.findall(r"-d '(.*)'$", told, re.MULTILINE)]
    assert len(queries) == 4
    assert [validate(SCHEMA, parse(query)) for query in queries] == [[]] * len(queries)


def error_codes() -> set[str]:
    sources = (ROOT / "cms" / "api").rglob("*.py")
    calls = re.compile(r'(?:QueryError\(|_refuse\(|__init__\(|BadRequestError\([A-Za-z._]+, |"code": )\s*"([A-Z_]+)"')
    found = {code for source in sources for code in calls.findall(source.read_text())}
    assert {"TOO_DEEP", "CURSOR", "CITY_UNKNOWN", "METHOD", "INTERNAL"} <= found
    return found
