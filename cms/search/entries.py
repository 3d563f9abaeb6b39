"""What of a published document can be found, and what a hit says of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from site_builder import search as searching
from site_builder.documents import schema
from site_builder.search import Passage

Body = Mapping[str, Any]
_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"<(/?(?:p|li|h[1-6]|div|table|t[rdh]|br|ul|ol|dl|d[td]|blockquote))\b[^>]*>")


@dataclass(frozen=True)
class Entry:
    """A document as the index of one language holds it; `language` is that of its text."""

    uuid: str
    kind: str
    path: str
    language: str
    title: str
    passages: tuple[Passage, ...]
    names: tuple[str, ...]

    def searched(self) -> searching.Entry[str]:
        """The entry as the ranking takes it."""
        return searching.Entry(self.uuid, self.title, self.passages, self.names, kind=self.kind)


@dataclass(frozen=True)
class Hit:
    """A document that fits a question; a higher score fits better, and scores of two questions do not compare."""

    uuid: str
    kind: str
    path: str
    language: str
    title: str
    score: float


def entry(body: Body, source: Body | None) -> Entry:
    """The entry of a document. `source` is the same document in the source language, if it is published.

    People type the word that stands on the form: titles and names in the source language are found in every language.
    """
    names = [source["title"]] if source and source["title"] != body["title"] else []
    names += [body[name] for name in ("official_name", "official_term") if body.get(name)]
    names += [synonym["name"] for synonym in body.get("synonyms", ())]
    return Entry(
        uuid=body["uuid"],
        kind=body["kind"],
        path=body["path"],
        language=body["language"],
        title=body["title"],
        passages=tuple(_passages({name: value for name, value in body.items() if name not in {"title", "synonyms"}})),
        names=tuple(names),
    )


def _passages(value: Any) -> Iterator[Passage]:
    """All text that a reader sees in a value of a body, in the order of the page, without markup."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if not isinstance(inner, str):
                yield from _passages(inner)
            elif inner and name in _text_fields():
                yield from _of_html(inner, is_heading=name == "title")
    elif isinstance(value, list):
        for inner in value:
            yield from _passages(inner)


def _of_html(text: str, *, is_heading: bool) -> Iterator[Passage]:
    """The paragraphs, points and headings of a text."""
    pieces = _BLOCK.split(text)
    tags = ["", *pieces[1::2]]
    for tag, piece in zip(tags, pieces[::2], strict=True):
        if plain := " ".join(html.unescape(_TAG.sub(" ", piece)).split()):
            yield Passage(plain, is_heading or tag.startswith("h"))


@cache
def _text_fields() -> frozenset[str]:
    """The names of the fields that hold text, as the contract marks them."""
    found: set[str] = set()

    def look(node: Any) -> None:
        if isinstance(node, Mapping):
            for name, inner in node.get("properties", {}).items():
                if "x-text" in inner:
                    found.add(name)
            for inner in node.values():
                look(inner)

    look(schema()["$defs"])
    return frozenset(found)
