"""What questions are answered with that is no document.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from waymark_client.parts import Part

if TYPE_CHECKING:
    from .document import Document
    from .words import DocumentKind


class ChangedDocument(Part):
    """A document as it is now, or the tombstone of one that was withdrawn."""

    uuid: str
    """The same in every language, and for ever."""

    language: str
    """The language of its text, as a BCP 47 tag. With the UUID it identifies the document."""

    kind: DocumentKind
    """What the document is about."""

    path: str
    """Its path below the language's root in the guide."""

    revision: int
    """The city's revision that this change is."""

    withdrawn: bool
    """It is no longer published: forget it."""

    body: Any
    """The document as JSON; null if it was withdrawn."""


class Changes(Part):
    """What changed in a city, each document once, oldest change first."""

    documents: list[ChangedDocument]
    """The changed documents."""

    cursor: int
    """What to ask after next time."""

    has_more: bool
    """There is more: ask again at once."""


class DocumentConnection(Part):
    """A page of a list of documents."""

    total_count: int
    """How many documents the whole list has."""

    revision: int
    """The newest revision of the city's documents: ask for what `changedAfter` it next time."""

    edges: list[DocumentEdge]
    """The documents with their cursors."""

    nodes: list[Document]
    """The documents."""

    page_info: PageInfo
    """Where the page stands."""


class DocumentEdge(Part):
    """A document and its place in the list."""

    cursor: str
    """The place, to be given as `after`."""

    node: Document
    """The document."""

    distance: int | None
    """Metres from the place that `near` names to the nearest of its offices; null without `near`."""


class DocumentOrder(StrEnum):
    """In which order documents are listed."""

    PATH = "PATH"
    """By path, so that what belongs together stands together."""

    DISTANCE = "DISTANCE"
    """The nearest first; only together with `near`."""


class ListedCity(Part):
    """A city as the list of cities shows it. Ask `city` for the rest."""

    slug: str
    """The short name to ask by."""

    title: str
    """Its name in the source language."""

    country: str
    """ISO 3166-1 alpha-2."""

    source_language: str
    """The language in which its editors write, as a BCP 47 tag."""

    languages: list[str]
    """The guide's languages as BCP 47 tags, the source language first."""

    site_url: str
    """Where the guide is read."""


class PageInfo(Part):
    """Where a page stands in the list."""

    has_next_page: bool
    """There is more after it."""

    has_previous_page: bool
    """There is something before it."""

    start_cursor: str | None
    """The cursor of its first document; null if it is empty."""

    end_cursor: str | None
    """The cursor of its last document: the `after` of the next page."""


class Passage(Part):
    """A paragraph, a point of a list or a heading of a document."""

    text: str
    """Plain text, to be escaped where it becomes HTML."""

    language: str
    """The language of the text, as a BCP 47 tag."""

    is_heading: bool
    """It is a heading."""

    is_best: bool
    """It says most of what was asked: the one to show if there is room for one."""

    pieces: list[Piece]
    """The text cut up, so that the words that were asked for can be highlighted."""


class Piece(Part):
    """A piece of a passage."""

    text: str
    """Plain text, to be escaped where it becomes HTML."""

    is_asked: bool
    """It is a word that the question asks for: highlight it."""


class SearchHit(Part):
    """A document that fits a question."""

    document: Document
    """The document."""

    score: float
    """How well it fits; scores of two questions say nothing about each other."""

    share: float
    """How much of what was asked it says, from 0 to 1."""

    best: Passage | None
    """The passage that says most of what was asked; null where only its title or a name fits."""

    passages: list[Passage]
    """What fits best of its text, in order; empty where only its title or a name fits."""


class SearchResults(Part):
    """What was found for a question."""

    total_count: int
    """How many documents fit, 20 at most."""

    hits: list[SearchHit]
    """The documents, the best first."""

    did_you_mean: str | None
    """The question in words that the guide has; null unless little was found and a word is on no page."""
