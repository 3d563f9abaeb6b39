"""What changed."""

from __future__ import annotations

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from cms.api.feed import CHANGES_PAGE_SIZE, Changes, changes
from cms.api.roots.arguments import city_argument


class FeedRoots:
    """The feed."""

    changes = graphene.Field(
        Changes,
        required=True,
        description="What changed in a city, in all languages, since a revision. Once in a query.",
        city=city_argument(),
        after=graphene.Int(required=True, description="0 for everything, or the `cursor` of an earlier answer."),
        first=graphene.Int(
            required=True, default_value=CHANGES_PAGE_SIZE, description="How many at once, from 1 to 500."
        ),
    )

    @staticmethod
    def resolve_changes(_root: None, _info: GraphQLResolveInfo, city: str, after: int, first: int) -> dict[str, Any]:
        """The feed."""
        return changes(city, after, first)
