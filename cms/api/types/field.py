"""Field makers: what the fields of a published document have in common, so that each type reads as a list of them."""

from __future__ import annotations

from functools import partial
from typing import Any

import graphene

from cms.api.context import library_of
from cms.api.types.scalars import HTML, URL, Date


class Part(dict[str, Any]):
    """A part of a document that carries text: what it holds, and the document whose language it is in."""

    __slots__ = ("document",)

    def __init__(self, document: dict[str, Any], values: dict[str, Any]) -> None:
        super().__init__(values)
        self.document = document


def document_of(root: dict[str, Any]) -> dict[str, Any]:
    """The document that a part belongs to; a document itself."""
    return root.document if isinstance(root, Part) else root


def text(description: str) -> Any:
    """Plain text that is always there, though it may be empty."""
    return graphene.String(required=True, description=description)


def maybe_text(description: str) -> Any:
    """Plain text or null."""
    return graphene.String(description=description)


def html(description: str) -> Any:
    """Rich text that is always there, though it may be empty."""
    return HTML(required=True, description=description)


def url(description: str) -> Any:
    """An address or null."""
    return URL(description=description)


def date(description: str) -> Any:
    """A day or null."""
    return Date(description=description)


def flag(description: str) -> Any:
    """True or false."""
    return graphene.Boolean(required=True, description=description)


def number(description: str) -> Any:
    """A whole number."""
    return graphene.Int(required=True, description=description)


def many(kind: Any, description: str) -> Any:
    """A list of values that stand in the document itself."""
    return graphene.List(graphene.NonNull(kind), required=True, description=description)


def maybe_many(kind: Any, name: str, description: str) -> Any:
    """A list of values that the document has under `name`, empty where it says nothing of them."""
    return graphene.List(
        graphene.NonNull(kind), required=True, description=description, resolver=lambda root, _info: root.get(name, [])
    )


def part(kind: Any, key: str, description: str) -> Any:
    """A part that carries text, which the document has under `key`; null if there is none."""
    return graphene.Field(kind, description=description, resolver=partial(_resolve_part, key))


def parts(kind: Any, key: str, description: str) -> Any:
    """The parts that carry text, which the document has under `key`."""
    return graphene.List(
        graphene.NonNull(kind), required=True, description=description, resolver=partial(_resolve_parts, key)
    )


def blocks(kind: Any, description: str) -> Any:
    """The pieces of a longer text. The document has them under `body`, a name that here stands for all of it."""
    return parts(kind, "body", description)


def languages(description: str) -> Any:
    """A list of BCP 47 tags."""
    return many(graphene.String, description)


def fallback() -> Any:
    """The names of the fields that have no translation, spelled as in the schema."""
    return graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="The text fields of this object that are in the source language, because they have no translation.",
        resolver=_resolve_fallback,
    )


def reference(kind: Any, key: str, description: str) -> Any:
    """Another document, which the body names by UUID under `key`; null if it is not published."""
    return graphene.Field(kind, description=description, resolver=partial(_resolve_reference, key))


def references(kind: Any, key: str, description: str) -> Any:
    """Other documents, which the body names by UUID under `key`; those that are not published are left out."""
    return graphene.List(
        graphene.NonNull(kind), required=True, description=description, resolver=partial(_resolve_references, key)
    )


def _resolve_part(key: str, root: dict[str, Any], _info: Any) -> Part | None:
    found = root.get(key)
    return None if found is None else Part(document_of(root), found)


def _resolve_parts(key: str, root: dict[str, Any], _info: Any) -> list[Part]:
    document = document_of(root)
    return [Part(document, found) for found in root[key]]


def _resolve_fallback(root: dict[str, Any], _info: Any) -> list[str]:
    return [_camel_case(name) for name in root.get("fallback", ())]


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def _resolve_reference(key: str, root: dict[str, Any], info: Any) -> dict[str, Any] | None:
    uuid = root[key]
    return None if uuid is None else library_of(info).find(uuid)


def _resolve_references(key: str, root: dict[str, Any], info: Any) -> list[dict[str, Any]]:
    find = library_of(info).find
    return [body for body in map(find, root[key]) if body is not None]
