"""What of a published document can be found, and what a hit says of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from cms.search.pages import KeptPage
from site_builder import search as searching
from site_builder.documents import schema
from site_builder.search import Passage

Body = Mapping[str, Any]
_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"<(/?(?:p|li|h[1-6]|div|table|t[rdh]|br|ul|ol|dl|d[td]|blockquote))\b[^>]*>")


class Said(NamedTuple):
    """A passage of a document, and the language that it is in."""

    text: str
    is_heading: bool
    language: str


@dataclass(frozen=True)
class Entry:
    """A document as the index of one language holds it; `language` is that of its text."""

    uuid: str
    kind: str
    path: str
    language: str
    title: str
    passages: tuple[Said, ...]
    names: tuple[str, ...]
    above: tuple[str, ...] = ()

    def searched(self) -> searching.Entry[str]:
        """The entry as the ranking takes it."""
        passages = tuple(Passage(said.text, said.is_heading) for said in self.passages)
        return searching.Entry(self.uuid, self.title, passages, self.names, self.above, self.kind)


@dataclass(frozen=True)
class Hit:
    """A document that fits a question.

    A higher score fits better, and scores of two questions do not compare; `share` is how much of the question's gain
    it has. `windows` has the numbers of its passages that are read at once, first those that fit best.
    """

    uuid: str
    kind: str
    path: str
    language: str
    title: str
    score: float
    share: float
    windows: tuple[tuple[int, ...], ...]
    passages: tuple[Said, ...]
    page: KeptPage

    def best(self, gains: Mapping[str, float]) -> int | None:
        """The number of the passage that says most of a question; None where only the title or a heading fits."""
        window = self.windows[0] if self.windows else ()
        return self.page.best([number for number in window if not self.passages[number].is_heading], gains)


@dataclass(frozen=True)
class Found:
    """What was found for a question, the best first; `gains` is what each of its terms is worth.

    `fitting` are the hits that a reader is shown. `suggestion` is what may have been meant, where little was found and
    words of the question are on no page.
    """

    hits: tuple[Hit, ...]
    gains: Mapping[str, float]
    fitting: tuple[Hit, ...] = ()
    suggestion: str | None = None


def entry(body: Body, source: Body | None, above: Sequence[str] = ()) -> Entry:
    """The entry of a document. `source` is the same document in the source language, if it is published.

    People type the word that stands on the form: titles and names in the source language are found in every language.
    `above` are the titles of the topics above it.
    """
    names = [source["title"]] if source and source["title"] != body["title"] else []
    names += [body[name] for name in ("official_name", "official_term") if body.get(name)]
    names += [synonym["name"] for synonym in body.get("synonyms", ())]
    text = {name: value for name, value in body.items() if name not in {"title", "synonyms"}}
    return Entry(
        uuid=body["uuid"],
        kind=body["kind"],
        path=body["path"],
        language=body["language"],
        title=body["title"],
        passages=tuple(_passages(text, body["language"], body["source_language"])),
        names=tuple(names),
        above=tuple(above),
    )


def _passages(value: Any, language: str, source: str) -> Iterator[Said]:
    """All text that a reader sees in a value of a body, in the order of the page, without markup."""
    if isinstance(value, Mapping):
        gaps = value.get("fallback", ())
        for name, inner in value.items():
            if not isinstance(inner, str):
                yield from _passages(inner, language, source)
            elif inner and name in _text_fields():
                yield from _of_html(inner, source if name in gaps else language, is_heading=name == "title")
    elif isinstance(value, list):
        for inner in value:
            yield from _passages(inner, language, source)


def _of_html(text: str, language: str, *, is_heading: bool) -> Iterator[Said]:
    """The paragraphs, points and headings of a text."""
    pieces = _BLOCK.split(text)
    tags = ["", *pieces[1::2]]
    for tag, piece in zip(tags, pieces[::2], strict=True):
        if plain := " ".join(html.unescape(_TAG.sub(" ", piece)).split()):
            yield Said(plain, is_heading or tag.startswith("h"), language)


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
