"""The feed: what changed in a city since a revision. Whoever follows it has a mirror of the city."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Max

from cms.api.connections import page_size
from cms.api.errors import QueryError, UnknownCityError
from cms.api.types import field
from cms.api.types.enums import DocumentKind
from cms.api.types.scalars import JSON
from cms.publishing.models import PublishedDocument

CHANGES_PAGE_SIZE = 100
LARGEST_CHANGES_PAGE = 500


class ChangedDocument(graphene.ObjectType):
    """A document as it is now, or the tombstone of one that was withdrawn."""

    uuid = graphene.ID(required=True, description="The same in every language, and for ever.")
    language = field.text("The language of its text, as a BCP 47 tag. With the UUID it identifies the document.")
    kind = DocumentKind(required=True, description="What the document is about.")
    path = field.text("Its path below the language's root in the guide.")
    revision = field.number("The city's revision that this change is.")
    withdrawn = field.flag("It is no longer published: forget it.")
    body = JSON(description="The document as JSON; null if it was withdrawn.")


class Changes(graphene.ObjectType):
    """What changed in a city, each document once, oldest change first."""

    documents = field.many(ChangedDocument, "The changed documents.")
    cursor = field.number("What to ask after next time.")
    has_more = field.flag("There is more: ask again at once.")


def changes(city: str, after: int, first: int) -> dict[str, Any]:
    """The next `first` changes of a city after a revision. Costs at most two SQL statements."""
    size = page_size(first, LARGEST_CHANGES_PAGE)
    if after < 0:
        raise QueryError("CURSOR", "`after` must be 0, for everything, or the `cursor` of an earlier answer.")
    published = PublishedDocument.objects.of_city(city)
    rows = list(
        published.after(after).values("uuid", "language", "kind", "path", "revision", "withdrawn", "body")[: size + 1]
    )
    if not rows:
        newest = published.aggregate(newest=Max("revision"))["newest"]
        if newest is None:
            raise UnknownCityError(city)
        if after > newest:
            # A mirror that went on from here would miss what is published until the city is there again.
            raise QueryError(
                "CURSOR_AHEAD", f"{city!r} is at revision {newest}: its history was put back. Start again after 0."
            )
    documents = [{**row, "body": None if row["withdrawn"] else row["body"]} for row in rows[:size]]
    return {
        "documents": documents,
        "cursor": documents[-1]["revision"] if documents else after,
        "has_more": len(rows) > size,
    }
