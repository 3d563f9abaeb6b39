"""Queries for every field of every kind of document: a page of a list at a time, and one document at a time.

Of documents that a document names, the UUID. `body`, which has all of it at once, is left out.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from bench.documents import CITY, SOURCE

LIST = """query Every($after: String) {
  documents(city: "%s", language: "%s", kind: %s, first: %d, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { ... on %s { %s } }
  }
}"""
ONE = """query Every($uuid: ID!) {
  document(city: "%s", language: "%s", uuid: $uuid) { ... on %s { %s } }
}"""
PAGES = (100, 80, 60, 50, 40, 30, 20, 10, 5)  # documents; the gate lets in as many as their fields allow


class Queries(NamedTuple):
    """The two queries for documents of a kind."""

    pages: str
    one: str


def every_field() -> dict[str, Queries]:
    """The queries by kind, as documents spell it."""
    from cms.api.schema import schema

    document: Any = schema.graphql_schema.type_map["Document"]
    found = {}
    for kind in schema.graphql_schema.get_possible_types(document):
        fields = _fields(kind, document)
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", kind.name)
        pages = (LIST % (CITY, SOURCE, name.upper(), size, kind.name, fields) for size in PAGES)
        found[name.lower()] = Queries(next(filter(_is_let_in, pages)), ONE % (CITY, SOURCE, kind.name, fields))
    return found


def _fields(kind: GraphQLObjectType, document: Any) -> str:
    selected = []
    for name, field in kind.fields.items():
        inner: Any = get_named_type(field.type)
        if is_leaf_type(inner):
            selected += [name] if name != "body" else []
        elif inner is document or document in inner.interfaces:
            selected.append(f"{name} {{ uuid }}")
        else:
            selected.append(f"{name} {{ {_fields(inner, document)} }}")
    return " ".join(selected)


def _is_let_in(query: str) -> bool:
    from cms.api.execution import InvalidQueryError, admit

    try:
        admit(query, {}, None)
    except InvalidQueryError:
        return False
    return True
