"""What a search finds, and which words of it were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import graphene

from cms.api.connections import page_size
from cms.api.errors import QueryError
from cms.api.library import Library
from cms.api.types import field
from cms.api.types.documents import Document
from cms.search.entries import Found, Hit, Said
from cms.search.errors import NoIndexError
from cms.search.searching import search
from site_builder.search.marking import pieces

RESULTS = 10
MOST_RESULTS = 20  # the search reads no more pages
LONGEST_QUESTION = 300  # characters


class Piece(graphene.ObjectType):
    """A piece of a passage."""

    text = field.text("Plain text, to be escaped where it becomes HTML.")
    is_asked = field.flag("It is a word that the question asks for: highlight it.")


class Passage(graphene.ObjectType):
    """A paragraph, a point of a list or a heading of a document."""

    text = field.text("Plain text, to be escaped where it becomes HTML.")
    language = field.text("The language of the text, as a BCP 47 tag.")
    is_heading = field.flag("It is a heading.")
    is_best = field.flag("It says most of what was asked: the one to show if there is room for one.")
    pieces = field.many(Piece, "The text cut up, so that the words that were asked for can be highlighted.")


class SearchHit(graphene.ObjectType):
    """A document that fits a question."""

    document = graphene.Field(Document, required=True, description="The document.")
    score = graphene.Float(
        required=True, description="How well it fits; scores of two questions say nothing about each other."
    )
    share = graphene.Float(required=True, description="How much of what was asked it says, from 0 to 1.")
    best = graphene.Field(
        Passage, description="The passage that says most of what was asked; null where only its title or a name fits."
    )
    passages = field.many(Passage, "What fits best of its text, in order; empty where only its title or a name fits.")


class SearchResults(graphene.ObjectType):
    """What was found for a question."""

    total_count = field.number("How many documents fit, 20 at most.")
    hits = field.many(SearchHit, "The documents, the best first.")
    did_you_mean = field.maybe_text(
        "The question in words that the guide has; null unless little was found and a word is on no page."
    )


@dataclass(frozen=True)
class _Shown:
    """A passage of a hit, as the schema's type takes it."""

    said: Said
    is_best: bool
    gains: Mapping[str, float]

    @property
    def text(self) -> str:
        return self.said.text

    @property
    def language(self) -> str:
        return self.said.language

    @property
    def is_heading(self) -> bool:
        return self.said.is_heading

    @property
    def pieces(self) -> list[dict[str, Any]]:
        return [{"text": text, "is_asked": is_asked} for text, is_asked in pieces(self.said.text, self.gains)]


def results(library: Library, city: str, question: str, kinds: list[str], first: int) -> dict[str, Any]:
    """What readers of a library find for a question."""
    size = page_size(first, MOST_RESULTS)
    if len(question) > LONGEST_QUESTION:
        raise QueryError("QUESTION_TOO_LONG", f"A question has at most {LONGEST_QUESTION} characters.")
    found = _found(library, city, question, kinds)
    # What was withdrawn a moment ago may still be in the index.
    hits = [(hit, body) for hit in found.fitting if (body := library.find(hit.uuid))]
    return {
        "total_count": len(hits),
        "hits": [
            {"document": body, "score": hit.score, "share": hit.share, **_passages(hit, found.gains)}
            for hit, body in hits[:size]
        ],
        "did_you_mean": found.suggestion,
    }


def _found(library: Library, city: str, question: str, kinds: list[str]) -> Found:
    # In a language that a city does not have, readers get everything in the source language.
    for language in dict.fromkeys((library.language, library.source_language)):
        try:
            return search(city, language, question, kinds)
        except NoIndexError:
            continue
    raise QueryError("SEARCH_NOT_READY", f"{city!r} cannot be searched yet. Ask again in a minute.")


def _passages(hit: Hit, gains: Mapping[str, float]) -> dict[str, Any]:
    window = hit.windows[0] if hit.windows else ()
    best = hit.best(gains)
    said = ((number, hit.passages[number]) for number in window)
    shown = [_Shown(each, number == best, gains) for number, each in said if each.text]
    return {"best": next((passage for passage in shown if passage.is_best), None), "passages": shown}
