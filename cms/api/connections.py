"""Pages of a long list, with cursors that stay right while the list changes."""

from __future__ import annotations

import base64
import binascii
import bisect
import json
from typing import Any

import graphene

from cms.api.errors import QueryError
from cms.api.selecting import Place, Selection
from cms.api.types import field
from cms.api.types.documents import Document

PAGE_SIZE = 20
LARGEST_PAGE = 100


class PageInfo(graphene.ObjectType):
    """Where a page stands in the list."""

    has_next_page = field.flag("There is more after it.")
    has_previous_page = field.flag("There is something before it.")
    start_cursor = field.maybe_text("The cursor of its first document; null if it is empty.")
    end_cursor = field.maybe_text("The cursor of its last document: the `after` of the next page.")


class DocumentEdge(graphene.ObjectType):
    """A document and its place in the list."""

    cursor = field.text("The place, to be given as `after`.")
    node = graphene.Field(Document, required=True, description="The document.")
    distance = graphene.Int(
        description="Metres from the place that `near` names to the nearest of its offices; null without `near`."
    )


class DocumentConnection(graphene.ObjectType):
    """A page of a list of documents."""

    total_count = field.number("How many documents the whole list has.")
    revision = field.number("The newest revision of the city's documents: ask for what `changedAfter` it next time.")
    edges = field.many(DocumentEdge, "The documents with their cursors.")
    nodes = field.many(Document, "The documents.")
    page_info = graphene.Field(PageInfo, required=True, description="Where the page stands.")


def page_size(first: int, largest: int) -> int:
    """`first`, if it is a sensible size of a page; else QueryError."""
    if not 1 <= first <= largest:
        raise QueryError("PAGE_SIZE", f"`first` must be between 1 and {largest}, not {first}.")
    return first


def connection(selection: Selection, first: int, after: str | None) -> dict[str, Any]:
    """The page of the selected documents that follows the cursor `after`; all but the city's revision."""
    size = page_size(first, LARGEST_PAGE)
    bodies, place = selection.bodies, selection.place
    start = 0 if after is None else bisect.bisect_right(bodies, _place_from(after, selection.by_distance), key=place)
    page = bodies[start : start + size]
    edges = [
        {"cursor": _cursor(place(body)), "node": body, "distance": selection.away.get(body["uuid"])} for body in page
    ]
    return {
        "total_count": len(bodies),
        "edges": edges,
        "nodes": page,
        "page_info": {
            "has_next_page": start + size < len(bodies),
            "has_previous_page": start > 0,
            "start_cursor": edges[0]["cursor"] if edges else None,
            "end_cursor": edges[-1]["cursor"] if edges else None,
        },
    }


def _cursor(place: Place) -> str:
    return base64.urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode()).decode()


def _place_from(cursor: str, by_distance: bool) -> Place:
    kinds = [int, str, str] if by_distance else [str, str]
    try:
        place = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        if not isinstance(place, list) or [type(value) for value in place] != kinds:
            raise ValueError(cursor)
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise QueryError("CURSOR", "`after` is no cursor of this list. Take it from `pageInfo.endCursor`.") from None
    return tuple(place)
