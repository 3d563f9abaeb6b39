"""What a guide says to a question."""

from __future__ import annotations

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from cms.api.context import Context
from cms.api.errors import UnknownCityError
from cms.api.roots.arguments import city_argument, language_argument
from cms.api.types.enums import DocumentKind
from cms.api.types.search import LONGEST_QUESTION, MOST_RESULTS, RESULTS, SearchResults, results


class SearchRoots:
    """The search."""

    search = graphene.Field(
        SearchResults,
        required=True,
        description="What a guide has on a question, ranked as on its readers' devices.",
        city=city_argument(),
        language=language_argument(),
        query=graphene.String(
            required=True, description=f"Words or a whole question, up to {LONGEST_QUESTION} characters."
        ),
        kinds=graphene.List(graphene.NonNull(DocumentKind), description="Only documents of these kinds."),
        first=graphene.Int(
            required=True, default_value=RESULTS, description=f"How many at once, from 1 to {MOST_RESULTS}."
        ),
    )

    @staticmethod
    def resolve_search(
        _root: None,
        info: GraphQLResolveInfo,
        city: str,
        query: str,
        first: int,
        language: str | None = None,
        kinds: list[Any] | None = None,
    ) -> dict[str, Any]:
        """What readers of the language find."""
        context: Context = info.context
        library = context.library(info)
        if library is None:
            raise UnknownCityError(city)
        context.storable = False  # what is searched follows the documents some seconds later
        return results(library, city, query, [kind.value for kind in kinds or ()], first)
