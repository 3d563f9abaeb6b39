"""What every published document has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphene

from cms.api.context import library_of
from cms.api.identity import global_id
from cms.api.types import field
from cms.api.types.enums import DocumentKind, Sensitivity, TranslationState
from cms.api.types.scalars import JSON
from cms.api.types.text import Text, requested_language, translation_state
from cms.api.types.values import Change, Origin, Translation, Voice

_TYPE_OF_KIND: dict[str, Any] = {}


def document_of_kind(kind: str) -> Callable[[Any], Any]:
    """Class decorator: documents of this kind are resolved by this type."""

    def register(graphql_type: Any) -> Any:
        _TYPE_OF_KIND[kind] = graphql_type
        return graphql_type

    return register


def of_kind(kind: str) -> Callable[[], Any]:
    """The type of a kind, to be looked up when the schema is built: types refer to each other in circles."""
    return lambda: _TYPE_OF_KIND[kind]


def document_types() -> list[Any]:
    """The types of all kinds of documents."""
    return list(_TYPE_OF_KIND.values())


def _global_id(root: dict[str, Any], info: Any) -> str:
    return global_id(root["city"], library_of(info).languages, root["uuid"])


class Node(graphene.Interface):
    """Something that can be asked for again by its `id`."""

    id = graphene.ID(
        required=True,
        description="Opaque, and always the same for the same document as readers of the same languages get it.",
        resolver=_global_id,
    )

    @classmethod
    def resolve_type(cls, body: dict[str, Any], _info: Any) -> Any:
        """The type of the document's kind."""
        return _TYPE_OF_KIND[body["kind"]]


class Document(graphene.Interface):
    """A page or an entity of a city's guide, as it is published.

    Facts are the same in every language. Where a document has no translation into the language that was asked for, it
    is the one in the source language, and `language` says so. References to documents that are not published are null,
    or left out of lists.
    """

    class Meta:
        interfaces = (Node, Text)

    id = graphene.ID(
        required=True,
        description="Opaque, and always the same for the same document as readers of the same languages get it.",
        resolver=_global_id,
    )
    uuid = graphene.ID(required=True, description="The same in every language, and for ever.")
    kind = DocumentKind(required=True, description="What the document is about.")
    city = graphene.Field(
        of_kind("city"),
        description="The city whose guide it belongs to.",
        resolver=lambda _root, info: library_of(info).city,
    )
    language = field.text("The language of its text, as a BCP 47 tag.")
    requested_language = graphene.String(
        required=True,
        description="The language that was asked for, as a BCP 47 tag; of several the one that was named first.",
        resolver=requested_language,
    )
    translation_state = TranslationState(
        required=True,
        description="What its text is to somebody who asked for `requestedLanguage`.",
        resolver=translation_state,
    )
    source_language = field.text("The language in which the city's editors write, as a BCP 47 tag.")
    path = field.text("Its path in the guide, below the language and without slashes at its ends; empty for the city.")
    title = field.text("Name or title.")
    parent = field.reference(lambda: Document, "parent", "The document above it in the guide.")
    position = field.number("Its place among its siblings; lower comes first.")
    topics = field.references(of_kind("topic"), "topics", "Topics it is filed under, the main one first.")
    situations = field.references(of_kind("situation"), "situations", "Situations in which it matters.")
    translation = graphene.Field(Translation, required=True, description="How far its text can be relied on.")
    owner = field.reference(of_kind("organisation"), "owner", "The organisation that keeps it right.")
    checked_on = field.date("The day on which a person last checked its facts.")
    review_due = field.date("The day by which they must be checked again.")
    source_url = field.url("The official page that it rests on.")
    valid_from = field.date("Not to be relied on before this day.")
    valid_until = field.date("Not to be relied on after this day.")
    history = graphene.List(
        graphene.NonNull(Change),
        required=True,
        description="What changed on which day, the newest first.",
        resolver=lambda root, _info: root.get("history", []),
    )
    taken_from = graphene.Field(
        Origin,
        description="Where its text was taken over from; null for what the city wrote itself.",
        resolver=lambda root, _info: root.get("taken_from"),
    )
    voice = graphene.Field(
        Voice,
        description="The document read aloud by a person, in its own language; null if nobody did.",
        resolver=lambda root, _info: root.get("voice"),
    )
    sensitivity = Sensitivity(required=True, description="How careful a reader must be that nobody sees the page.")
    fallback = field.fallback()
    revision = graphene.Int(
        required=True,
        description="The revision of the city at which it last changed.",
        resolver=lambda root, info: library_of(info).revision_of(root["uuid"]),
    )
    body = JSON(
        required=True,
        description="Everything at once: the document as JSON. Other documents are named in it by UUID.",
        resolver=lambda root, _info: root,
    )

    @classmethod
    def resolve_type(cls, body: dict[str, Any], _info: Any) -> Any:
        """The type of the document's kind."""
        return _TYPE_OF_KIND[body["kind"]]


# What the type of every kind of document implements, the last having the last word.
DOCUMENT = (Node, Text, Document)
