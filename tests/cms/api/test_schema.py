from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    is_specified_scalar_type,
    parse,
    print_schema,
    validate,
)

from cms.api.schema import schema
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


def described_parts() -> Iterator[tuple[str, Any]]:
    for name, kind in SCHEMA.type_map.items():
        if name.startswith("__") or is_specified_scalar_type(kind):
            continue
        yield name, kind
        if isinstance(kind, GraphQLEnumType):
            yield from ((f"{name}.{value}", definition) for value, definition in kind.values.items())
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field, definition in kind.fields.items():
                yield f"{name}.{field}", definition
                yield from ((f"{name}.{field}({key})", argument) for key, argument in definition.args.items())


def test_every_type_field_argument_and_value_is_described() -> None:
    undescribed = [name for name, part in described_parts() if not part.description or "\n\n\n" in part.description]
    assert undescribed == []


@pytest.mark.parametrize("kind", KINDS)
def test_everything_a_document_holds_has_a_field(kind: str) -> None:
    name = "".join(map(str.capitalize, kind.split("_")))
    graphql_type = SCHEMA.type_map[name]
    assert isinstance(graphql_type, GraphQLObjectType)
    assert fields_of(CONTRACT[kind]) <= set(graphql_type.fields)


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("phone", "Phone"),
        ("duration", "Duration"),
        ("deadline", "Deadline"),
        ("legal_basis", "LegalBasis"),
        ("opening", "OpeningHours"),
        ("closure", "Closure"),
        ("picture", "Picture"),
        ("voice", "Voice"),
        ("block", "Block"),
        ("requirement", "Requirement"),
        ("branch", "Branch"),
        ("step", "Step"),
    ],
)
def test_everything_a_part_of_a_document_holds_has_a_field(part: str, name: str) -> None:
    graphql_type = SCHEMA.type_map[name]
    assert isinstance(graphql_type, GraphQLObjectType)
    assert fields_of(CONTRACT[part]) == set(graphql_type.fields)


def fields_of(definition: dict[str, Any]) -> set[str]:
    return {camel_case(RENAMED.get(name, name)) for name in definition["properties"]}


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
    assert len(queries) == 3
    assert [validate(SCHEMA, parse(query)) for query in queries] == [[]] * len(queries)


def error_codes() -> set[str]:
    sources = (ROOT / "cms" / "api").glob("*.py")
    calls = re.compile(r'(?:QueryError\(|_refuse\(|__init__\(|BadRequestError\([A-Za-z._]+, |"code": )\s*"([A-Z_]+)"')
    found = {code for source in sources for code in calls.findall(source.read_text())}
    assert {"TOO_DEEP", "CURSOR", "CITY_UNKNOWN", "METHOD", "INTERNAL"} <= found
    return found
