"""Cities and their documents."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import F
from graphql import GraphQLResolveInfo

from cms.api.connections import PAGE_SIZE, DocumentConnection, connection
from cms.api.context import Context
from cms.api.errors import QueryError, UnknownCityError
from cms.api.identity import parts_of, uuid_from
from cms.api.roots.arguments import CITY, city_argument, language_argument, languages_argument
from cms.api.selecting import select, selection_arguments
from cms.api.types import field
from cms.api.types.documents import Document, Node
from cms.api.types.guide import City, ListedCity
from cms.publishing.models import PublishedDocument


class DocumentRoots:
    """What is published, as it is now."""

    cities = field.many(ListedCity, "The cities that have published a guide, by slug.")
    city = graphene.Field(
        City,
        description="A city; null if there is none, or if its home page is not published.",
        slug=graphene.String(required=True, description=CITY),
        language=language_argument(),
        languages=languages_argument(),
    )
    document = graphene.Field(
        Document,
        description="One document, by its UUID or by its path; null if it is not published.",
        city=city_argument(),
        language=language_argument(),
        languages=languages_argument(),
        uuid=graphene.ID(description="Its UUID."),
        path=graphene.String(description="Its path below the language's root in the guide."),
    )
    documents = graphene.Field(
        DocumentConnection,
        required=True,
        description="The documents of a city, by path. To keep a copy of all of them, follow `changes`.",
        city=city_argument(),
        language=language_argument(),
        languages=languages_argument(),
        **selection_arguments(),
        first=graphene.Int(required=True, default_value=PAGE_SIZE, description="How many at once, from 1 to 100."),
        after=graphene.String(description="The `endCursor` of the page before."),
    )
    node = graphene.Field(
        Node,
        description="What has this id, in the languages in which it was asked for; null if it is no longer published.",
        id=graphene.ID(required=True, description="The `id` of a document."),
    )

    @staticmethod
    def resolve_cities(_root: None, _info: GraphQLResolveInfo) -> list[dict[str, Any]]:
        """The cities' documents in their source languages."""
        homes = PublishedDocument.objects.current().filter(
            kind="city", language=F("city__source_locale__language_code")
        )
        return list(homes.order_by("city__slug").values_list("body", flat=True))

    @staticmethod
    def resolve_city(_root: None, info: GraphQLResolveInfo, slug: str, **_languages: Any) -> dict[str, Any] | None:
        """The city's document. The library was chosen by the arguments already."""
        context: Context = info.context
        library = context.library(info)
        return library.city if library else None

    @staticmethod
    def resolve_document(
        _root: None,
        info: GraphQLResolveInfo,
        city: str,
        uuid: str | None = None,
        path: str | None = None,
        **_languages: Any,
    ) -> dict[str, Any] | None:
        """The document with this UUID or at this path."""
        if (uuid is None) == (path is None):
            raise QueryError("ARGUMENTS", "`document` needs either `uuid` or `path`.")
        context: Context = info.context
        library = context.library(info)
        if library is None:
            return None
        return library.at(path.strip("/")) if path is not None else library.find(uuid_from(str(uuid)))

    @staticmethod
    def resolve_documents(
        _root: None,
        info: GraphQLResolveInfo,
        city: str,
        first: int,
        after: str | None = None,
        language: str | None = None,
        languages: list[str] | None = None,
        **asked: Any,
    ) -> dict[str, Any]:
        """The page of the city's documents that pass the filters."""
        context: Context = info.context
        library = context.library(info)
        if library is None:
            raise UnknownCityError(city)
        return connection(select(library, **asked), first, after) | {"revision": library.newest_revision}

    @staticmethod
    def resolve_node(_root: None, info: GraphQLResolveInfo, **asked: str) -> dict[str, Any] | None:
        """The document that an id names."""
        context: Context = info.context
        library = context.library(info)
        return library.find(parts_of(asked["id"])[2]) if library else None
