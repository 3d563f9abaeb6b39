"""A method for every question that the API answers.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

from . import queries
from .parts import decode, given
from .types import (
    Answer,
    Changes,
    City,
    ConcernState,
    Document,
    DocumentConnection,
    DocumentKind,
    DocumentOrder,
    ListedCity,
    Near,
    SearchResults,
)

D = TypeVar("D", bound=Document)


class Questions(Protocol):
    """What can be asked; `Client` has the ways to ask."""

    def query(self, text: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """The `data` of the answer to a query of your own."""
        ...

    def cities(self) -> list[ListedCity]:
        """The cities that have published a guide, by slug."""
        data = self.query(queries.CITIES)
        return decode(list[ListedCity], data["cities"])

    def city(self, slug: str, *, language: str | None = None, languages: list[str] | None = None) -> City | None:
        """A city; null if there is none, or if its home page is not published."""
        data = self.query(queries.CITY, given(slug=slug, language=language, languages=languages))
        return decode(City | None, data["city"])

    def document(
        self,
        city: str,
        *,
        language: str | None = None,
        languages: list[str] | None = None,
        uuid: str | None = None,
        path: str | None = None,
    ) -> Document | None:
        """One document, by its UUID or by its path; null if it is not published."""
        data = self.query(
            queries.DOCUMENT, given(city=city, language=language, languages=languages, uuid=uuid, path=path)
        )
        return decode(Document | None, data["document"])

    def documents(
        self,
        city: str,
        *,
        language: str | None = None,
        languages: list[str] | None = None,
        kind: DocumentKind | None = None,
        topic: str | None = None,
        situation: str | None = None,
        office: str | None = None,
        organisation: str | None = None,
        answers: list[Answer] | None = None,
        concern: list[ConcernState] | None = None,
        changed_after: int | None = None,
        changed_since: dt.date | None = None,
        near: Near | None = None,
        order: DocumentOrder | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> DocumentConnection:
        """The documents of a city, by path. To keep a copy of all of them, follow `changes`."""
        data = self.query(
            queries.DOCUMENTS,
            given(
                city=city,
                language=language,
                languages=languages,
                kind=kind,
                topic=topic,
                situation=situation,
                office=office,
                organisation=organisation,
                answers=answers,
                concern=concern,
                changedAfter=changed_after,
                changedSince=changed_since,
                near=near,
                order=order,
                first=first,
                after=after,
            ),
        )
        return decode(DocumentConnection, data["documents"])

    def node(self, id: str) -> Document | None:
        """What has this id, in the languages in which it was asked for; null if it is no longer published."""
        data = self.query(queries.NODE, given(id=id))
        return decode(Document | None, data["node"])

    def changes(self, city: str, after: int, *, first: int | None = None) -> Changes:
        """What changed in a city, in all languages, since a revision. Once in a query."""
        data = self.query(queries.CHANGES, given(city=city, after=after, first=first))
        return decode(Changes, data["changes"])

    def search(
        self,
        city: str,
        query: str,
        *,
        language: str | None = None,
        kinds: list[DocumentKind] | None = None,
        first: int | None = None,
    ) -> SearchResults:
        """What a guide has on a question, ranked as on its readers' devices."""
        data = self.query(queries.SEARCH, given(city=city, language=language, query=query, kinds=kinds, first=first))
        return decode(SearchResults, data["search"])

    def preview(self, token: str) -> Document | None:
        """
        The draft of one page in one language, as the document that it would become. What it refers to is read as it is
        published. Its `revision` is 0. Never keep the answer.
        """
        data = self.query(queries.PREVIEW, given(token=token))
        return decode(Document | None, data["preview"])

    def each(
        self,
        kind: type[D],
        city: str,
        *,
        language: str | None = None,
        languages: list[str] | None = None,
        topic: str | None = None,
        situation: str | None = None,
        office: str | None = None,
        organisation: str | None = None,
        answers: list[Answer] | None = None,
        concern: list[ConcernState] | None = None,
        changed_after: int | None = None,
        changed_since: dt.date | None = None,
        near: Near | None = None,
        order: DocumentOrder | None = None,
    ) -> Iterator[D]:
        """Every document of a kind with all that it holds; of `Document`, every one with what lists tell.

        Asks for a page when the one before has been read. Arguments are those of `documents`.
        """
        text = queries.EACH.replace("%d", str(kind.PAGE_SIZE)).replace("%s", kind.SELECTION)
        variables = given(
            city=city,
            language=language,
            languages=languages,
            topic=topic,
            situation=situation,
            office=office,
            organisation=organisation,
            answers=answers,
            concern=concern,
            changedAfter=changed_after,
            changedSince=changed_since,
            near=near,
            order=order,
            kind=kind.KIND,
        )
        more = True
        while more:
            page = self.query(text, variables)["documents"]
            yield from (decode(kind, node) for node in page["nodes"])
            more, variables["after"] = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
