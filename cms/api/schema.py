"""What can be asked: the roots of the schema. Each family of them has a module in cms.api.roots."""

from __future__ import annotations

import graphene

from cms.api.roots.documents import DocumentRoots
from cms.api.roots.feed import FeedRoots
from cms.api.roots.preview import PreviewRoots
from cms.api.roots.search import SearchRoots
from cms.api.types.documents import document_types


class Query(PreviewRoots, SearchRoots, FeedRoots, DocumentRoots, graphene.ObjectType):
    """Everything that Waymark has published. What is not published does not exist here, but for `preview`."""


schema = graphene.Schema(query=Query, types=document_types())
