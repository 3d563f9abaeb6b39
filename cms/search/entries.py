"""What of a published document can be found, and what a hit says of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from site_builder.documents import schema

Body = Mapping[str, Any]
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Entry:
    """A document as the index of one language holds it; `language` is that of its text."""

    uuid: str
    kind: str
    path: str
    language: str
    title: str
    text: str
    other_titles: tuple[str, ...]


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
        text=" ".join(_texts({name: value for name, value in body.items() if name not in {"title", "synonyms"}})),
        other_titles=tuple(names),
    )


def _texts(value: Any) -> Iterator[str]:
    """All text that a reader sees in a value of a body, in the order of the page, without markup."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if not isinstance(inner, str):
                yield from _texts(inner)
            elif inner and name in _text_fields():
                yield html.unescape(_TAG.sub(" ", inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


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
