"""A draft, for whoever holds a token for it."""

from __future__ import annotations

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from cms.api.context import Context
from cms.api.errors import QueryError
from cms.api.library import Library, Shelf, libraries
from cms.api.types.documents import Document
from cms.publishing.previews.access import PreviewRefusedError, open_draft


class PreviewRoots:
    """The one way to a draft."""

    preview = graphene.Field(
        Document,
        description="The draft of one page in one language, as the document that it would become. What it refers to is "
        "read as it is published. Its `revision` is 0. Never keep the answer.",
        token=graphene.String(
            required=True, description="What an editor made for this page. Send it by POST, and never in an address."
        ),
    )

    @staticmethod
    def resolve_preview(_root: None, info: GraphQLResolveInfo, token: str) -> dict[str, Any]:
        """The draft among the published documents of its city."""
        context: Context = info.context
        context.storable = False
        try:
            draft = open_draft(token)
        except PreviewRefusedError:
            message = "This token opens nothing: it is not one of ours, has expired or was revoked. Ask for another."
            raise QueryError("PREVIEW", message) from None
        asked = draft.city, (draft.language,)
        published = libraries([asked]).get(asked) or Library((draft.language,), Shelf({}))
        context.lend(info, published.with_draft(draft.body))
        return draft.body
