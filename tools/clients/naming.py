"""How the names and types of the schema are spelt in Python and in TypeScript."""

from __future__ import annotations

import keyword
import re
import textwrap
from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLScalarType,
    is_list_type,
    is_non_null_type,
)

PYTHON_SCALARS = {
    "Boolean": "bool",
    "Date": "dt.date",
    "DateTime": "dt.datetime",
    "Decimal": "decimal.Decimal",
    "Float": "float",
    "HTML": "str",
    "ID": "str",
    "Int": "int",
    "JSON": "Any",
    "String": "str",
    "Time": "str",  # 24:00 is no time to Python
    "URL": "str",
}
TYPESCRIPT_SCALARS = {"Boolean": "boolean", "Float": "number", "Int": "number", "JSON": "unknown"}


def snake_case(name: str) -> str:
    """`openingHours` as Python spells it; a word that Python keeps for itself ends in an underscore."""
    spelt = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return f"{spelt}_" if keyword.iskeyword(spelt) else spelt


def python_type(kind: Any) -> str:
    """The annotation of a value of this type."""
    if is_non_null_type(kind):
        inner = kind.of_type
        return f"list[{python_type(inner.of_type)}]" if is_list_type(inner) else python_name(inner)
    spelt = python_type_of_nullable(kind)
    return spelt if spelt == "Any" else f"{spelt} | None"


def python_type_of_nullable(kind: Any) -> str:
    """The annotation of a value of this type that is there."""
    kind = kind.of_type if is_non_null_type(kind) else kind
    return f"list[{python_type(kind.of_type)}]" if is_list_type(kind) else python_name(kind)


def python_name(kind: Any) -> str:
    """The name of a type in Python. Whatever an interface stands for is read as a document."""
    if isinstance(kind, GraphQLScalarType):
        return PYTHON_SCALARS.get(kind.name, "Any")
    return "Document" if isinstance(kind, GraphQLInterfaceType) else str(kind.name)


def typescript_type(kind: Any, is_named: Callable[[Any], bool] = lambda kind: False) -> str:
    """The type of a value in TypeScript; `is_named` tells documents that come with little more than their names."""
    if is_non_null_type(kind):
        return _typescript_of_nullable(kind.of_type, is_named)
    return f"{_typescript_of_nullable(kind, is_named)} | null"


def _typescript_of_nullable(kind: Any, is_named: Callable[[Any], bool]) -> str:
    if is_list_type(kind):
        inner = typescript_type(kind.of_type, is_named)
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    if isinstance(kind, GraphQLScalarType):
        return TYPESCRIPT_SCALARS.get(kind.name, "string")
    name = python_name(kind)
    return f"Named<{name}>" if is_named(kind) else name


def may_be_null(kind: Any) -> bool:
    """Whether a value of this type can be left out."""
    return not is_non_null_type(kind)


def constant(name: str) -> str:
    """The value of `DocumentKind` that a type stands for: DOCUMENT_TYPE for DocumentType."""
    return snake_case(name).upper()


def is_written(kind: object) -> bool:
    """Whether a client has to know the type as more than a scalar."""
    return not isinstance(kind, GraphQLScalarType)


def is_input(kind: object) -> bool:
    """Whether values of this type are sent."""
    return isinstance(kind, GraphQLInputObjectType)


def is_enum(kind: object) -> bool:
    """Whether the type is a list of words."""
    return isinstance(kind, GraphQLEnumType)


def with_deprecation(field: GraphQLField) -> str:
    """The description of a field, and why it should not be used any more."""
    words = field.description or ""
    return f"{words} Deprecated: {field.deprecation_reason}" if field.deprecation_reason else words


def docstring(text: str | None, indent: str = "    ") -> list[str]:
    """A description as the lines of a docstring."""
    words = (text or "").strip().replace("\\", "\\\\")
    if len(words) + len(indent) + 6 <= 120 and "\n" not in words:
        return [f'{indent}"""{words}"""']
    return [f'{indent}"""', *wrapped(words, indent), f'{indent}"""']


def wrapped(text: str, indent: str, width: int = 120) -> list[str]:
    """Text in lines of at most so many characters; paragraphs stay apart."""
    lines: list[str] = []
    for paragraph in text.split("\n\n"):
        if lines:
            lines.append("")
        lines += textwrap.wrap(paragraph, width, initial_indent=indent, subsequent_indent=indent)
    return lines
