"""The texts of a document as a page shows them, cut into what can be found and quoted: paragraphs, points, facts.

A passage is a string. A heading, and what is in the source language on a page that is not, is a list of the string and
its marks: `h`, `s`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from typing import Any

from markupsafe import Markup

from site_builder.documents import schema
from site_builder.library import Document
from site_builder.mentions import resolve
from site_builder.views import facts
from site_builder.views.edition import Edition, Fragment

Passage = str | list[str]
HEADING, SOURCE = "h", "s"

# What a page does not say in its text, or says elsewhere in an entry.
_LEFT_OUT = frozenset({"synonyms", "picture", "closures"})
_BLOCK = re.compile(r"</?(p|li|ul|ol|dl|dt|dd|h[1-6]|br|hr|div|table|t[rdh]|thead|tbody|blockquote)\b[^>]*>").split
_TAG = re.compile(r"<[^>]*>").sub


def passages(edition: Edition, document: Document, kind: str) -> Iterator[Passage]:
    """All that a page says below its title, in the order of the document's fields."""
    return _of_object(edition, document, document, _fields(kind))


def _of_object(
    edition: Edition, document: Document, holder: dict[str, Any], fields: tuple[tuple[str, Any], ...]
) -> Iterator[Passage]:
    is_foreign = edition.is_fallback(document)
    gaps = holder.get("fallback", ())
    for name, node in fields:
        value = holder.get(name)
        if not value:
            continue
        if node == "plain":
            marks = (HEADING if name == "title" else "") + (SOURCE if is_foreign or name in gaps else "")
            yield from _marked(" ".join(value.split()), marks)
        elif node == "html":
            yield from _titled(edition, name, [*_of_html(edition, value, is_foreign=is_foreign or name in gaps)])
        elif isinstance(node, tuple):
            for each in value if isinstance(value, list) else [value]:
                yield from _of_object(edition, document, each, node)
        else:
            yield from _titled(edition, name, [*node(edition, document, holder, value)])


def _titled(edition: Edition, name: str, found: list[Passage]) -> list[Passage]:
    """Passages below the heading that they have on the page."""
    _ = edition.gettext
    title = {
        "outcome": _("What you get"),
        "for_whom": _("Who it is for"),
        "documents": _("What you need"),
        "cost": _("What it costs"),
        "costs": _("What it costs"),
        "duration": _("How long it takes"),
        "processing_time": _("How long it takes"),
        "deadline": _("Deadline"),
        "appeal": _("How to object"),
        "if_it_fails": _("If it goes wrong"),
    }.get(name)
    return [[title, HEADING], *found] if found and title else found


def _marked(text: str, marks: str) -> Iterator[Passage]:
    if text:
        yield [text, marks] if marks else text


def _of_html(edition: Edition, html: str, *, is_foreign: bool) -> Iterator[Passage]:
    """The paragraphs of rich text, with what its mentions become."""
    if "data-ref=" in html:
        html = resolve(html, edition.source if is_foreign else edition, edition.language)
    pieces = _BLOCK(html)
    mark = SOURCE if is_foreign else ""
    yield from _marked(_text(pieces[0]), mark)
    for tag, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if piece and not piece.isspace():
            yield from _marked(_text(piece), HEADING + mark if tag[0] == "h" and tag != "hr" else mark)


def _text(html: str) -> str:
    if "<" in html:
        html = _TAG("", html)
    if "&" in html:
        html = unescape(html)
    return " ".join(html.split())


def _of_fragment(text: Fragment) -> Iterator[Passage]:
    return _marked(text.text, SOURCE if text.attrs else "")


def _papers(
    edition: Edition, document: Document, _holder: Any, requirements: list[dict[str, Any]]
) -> Iterator[Passage]:
    for paper in facts.papers(edition, document, requirements):
        yield from _of_fragment(paper["title"])
        yield from _of_fragment(paper["official"])
        yield from _of_fragment(paper["condition"])
        yield from _of_fragment(paper["note"])


def _costs(edition: Edition, _document: Document, _holder: Any, value: str | list[str]) -> Iterator[Passage]:
    for cost in facts.costs(edition, [value] if isinstance(value, str) else [*value]):
        title, price = cost["title"], _text(cost["price"])
        if title.attrs:
            yield from (*_of_fragment(title), price)
        else:
            yield f"{title.text}: {price}"
        yield from _of_fragment(cost["condition"])
        yield from _of_fragment(cost["reduction"])


def _deadline(edition: Edition, document: Document, holder: dict[str, Any], value: dict[str, Any]) -> Iterator[Passage]:
    if not edition.text(document, value, "event").attrs:  # a sentence in two languages is no passage to quote
        yield _text(facts.deadline(edition, document, holder) or Markup())


def _duration(edition: Edition, _document: Document, _holder: Any, value: dict[str, Any]) -> Iterator[Passage]:
    yield from _marked(facts.duration(edition, value) or "", "")


def _address(edition: Edition, _document: Document, _holder: Any, value: dict[str, Any]) -> Iterator[Passage]:
    place = f"{value['postal_code']} {value['locality']}".strip()
    yield from _of_fragment(Fragment(", ".join(part for part in (value["street"], place) if part), edition.source_mark))


# Facts that a page tells in words of its own.
_FACTS: dict[str, Callable[[Edition, Document, dict[str, Any], Any], Iterator[Passage]]] = {
    "documents": _papers,
    "cost": _costs,
    "costs": _costs,
    "deadline": _deadline,
    "duration": _duration,
    "processing_time": _duration,
    "address": _address,
}


@cache
def _fields(kind: str) -> tuple[tuple[str, Any], ...]:
    """The fields of a kind that hold text, and what each is: `plain`, `html`, a fact, or the fields of an object."""
    return _fields_of({name: node for name, node in schema()["$defs"][kind]["properties"].items() if name != "title"})


def _fields_of(properties: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    found = ((name, _FACTS.get(name) or _node(node)) for name, node in properties.items() if name not in _LEFT_OUT)
    return tuple((name, node) for name, node in found if node)


def _node(node: dict[str, Any]) -> Any:
    if "x-text" in node:
        return node["x-text"]
    if "$ref" in node:
        return _node(schema()["$defs"][node["$ref"].rpartition("/")[2]])
    for choice in node.get("anyOf", ()):
        if found := _node(choice):
            return found
    return _node(node["items"]) if "items" in node else _fields_of(node.get("properties", {}))
