"""What can be asked: the roots of the schema."""

from __future__ import annotations

import uuid as uuids
from typing import Any

import graphene
from django.db.models import F
from graphql import GraphQLResolveInfo

from cms.api.connections import PAGE_SIZE, DocumentConnection, connection
from cms.api.context import Context
from cms.api.errors import QueryError, UnknownCityError
from cms.api.feed import CHANGES_PAGE_SIZE, Changes, changes
from cms.api.types import field
from cms.api.types.documents import Document, document_types
from cms.api.types.enums import DocumentKind
from cms.api.types.guide import City, ListedCity
from cms.publishing.models import PublishedDocument

CITY = "The city's slug, as `cities` gives it."
LANGUAGE = "The language to read in, as a BCP 47 tag; left out, the city's source language."


class Query(graphene.ObjectType):
    """Everything that Waymark has published. What is not published does not exist here."""

    cities = field.many(ListedCity, "The cities that have published a guide, by slug.")
    city = graphene.Field(
        City,
        description="A city; null if there is none, or if its home page is not published.",
        slug=graphene.String(required=True, description=CITY),
        language=graphene.String(description=LANGUAGE),
    )
    document = graphene.Field(
        Document,
        description="One document, by its UUID or by its path; null if it is not published.",
        city=graphene.String(required=True, description=CITY),
        language=graphene.String(description=LANGUAGE),
        uuid=graphene.ID(description="Its UUID."),
        path=graphene.String(description="Its path below the language's root in the guide."),
    )
    documents = graphene.Field(
        DocumentConnection,
        required=True,
        description="The documents of a city, by path. To keep a copy of all of them, follow `changes`.",
        city=graphene.String(required=True, description=CITY),
        language=graphene.String(description=LANGUAGE),
        kind=DocumentKind(description="Only documents of this kind."),
        topic=graphene.ID(description="Only documents that are filed under the topic with this UUID."),
        situation=graphene.ID(description="Only documents that matter in the situation with this UUID."),
        first=graphene.Int(required=True, default_value=PAGE_SIZE, description="How many at once, from 1 to 100."),
        after=graphene.String(description="The `endCursor` of the page before."),
    )
    changes = graphene.Field(
        Changes,
        required=True,
        description="What changed in a city, in all languages, since a revision. Once in a query.",
        city=graphene.String(required=True, description=CITY),
        after=graphene.Int(required=True, description="0 for everything, or the `cursor` of an earlier answer."),
        first=graphene.Int(
            required=True, default_value=CHANGES_PAGE_SIZE, description="How many at once, from 1 to 500."
        ),
    )

    @staticmethod
    def resolve_cities(_root: None, _info: GraphQLResolveInfo) -> list[dict[str, Any]]:
        """The cities' documents in their source languages."""
        homes = PublishedDocument.objects.current().filter(
            kind="city", language=F("city__source_locale__language_code")
        )
        return list(homes.order_by("city__slug").values_list("body", flat=True))

    @staticmethod
    def resolve_city(
        _root: None, info: GraphQLResolveInfo, slug: str, language: str | None = None
    ) -> dict[str, Any] | None:
        """The city's document. The library was chosen by the arguments already."""
        context: Context = info.context
        library = context.library(info)
        return library.city if library else None

    @staticmethod
    def resolve_document(
        _root: None,
        info: GraphQLResolveInfo,
        city: str,
        language: str | None = None,
        uuid: str | None = None,
        path: str | None = None,
    ) -> dict[str, Any] | None:
        """The document with this UUID or at this path."""
        if (uuid is None) == (path is None):
            raise QueryError("ARGUMENTS", "`document` needs either `uuid` or `path`.")
        context: Context = info.context
        library = context.library(info)
        if library is None:
            return None
        return library.at(path.strip("/")) if path is not None else library.find(_uuid(str(uuid)))

    @staticmethod
    def resolve_documents(
        _root: None,
        info: GraphQLResolveInfo,
        city: str,
        first: int,
        language: str | None = None,
        kind: Any = None,
        topic: str | None = None,
        situation: str | None = None,
        after: str | None = None,
    ) -> dict[str, Any]:
        """The page of the city's documents that pass the filters."""
        context: Context = info.context
        library = context.library(info)
        if library is None:
            raise UnknownCityError(city)
        bodies = library.in_order
        if kind is not None:
            bodies = [body for body in bodies if body["kind"] == kind.value]
        if topic is not None:
            filed_under = _uuid(topic)
            bodies = [body for body in bodies if filed_under in body["topics"]]
        if situation is not None:
            matters_in = _uuid(situation)
            bodies = [body for body in bodies if matters_in in body["situations"]]
        return connection(bodies, first, after)

    @staticmethod
    def resolve_changes(_root: None, _info: GraphQLResolveInfo, city: str, after: int, first: int) -> dict[str, Any]:
        """The feed."""
        return changes(city, after, first)


def _uuid(value: str) -> str:
    try:
        return str(uuids.UUID(value))
    except ValueError:
        raise QueryError("UUID", f"{value[:40]!r} is not a UUID.") from None


schema = graphene.Schema(query=Query, types=document_types())
