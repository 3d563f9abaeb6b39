"""The texts of a document as a page shows them, cut into what can be found and quoted: paragraphs, points, facts.

A passage is a string. A heading, and what is in the source language on a page that is not, is a list of the string and
its marks: `h`, `s`. An empty heading ends the section of the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from typing import Any

from site_builder.documents import schema
from site_builder.library import Document
from site_builder.mentions import resolve
from site_builder.views import facts
from site_builder.views.edition import Edition, Fragment, shared

Passage = str | list[str]
HEADING, SOURCE = "h", "s"
# What a page says in its text of documents that it names: prices, papers, and the numbers and amounts of mentions.
LENDING = frozenset({"contact", "cost", "document_type"})

# What a page does not say in its text, or says elsewhere in an entry.
_LEFT_OUT = frozenset({"synonyms", "picture", "closures"})
_BLOCK = re.compile(r"</?(p|li|ul|ol|dl|dt|dd|h[1-6]|br|hr|div|table|t[rdh]|thead|tbody|blockquote)\b[^>]*>").split
_TAG = re.compile(r"<[^>]*>").sub


def passages(edition: Edition, document: Document, kind: str) -> list[Passage]:
    """All that a page says below its title, in the order of the document's fields."""
    found: list[Passage] = []
    _add(found, edition, document, document, _fields(kind), is_foreign=edition.is_fallback(document))
    return found


def _add(
    found: list[Passage],
    edition: Edition,
    document: Document,
    holder: dict[str, Any],
    fields: tuple[tuple[str, Any], ...],
    *,
    is_foreign: bool,
) -> None:
    gaps = holder.get("fallback", ())
    headings = _headings(edition)
    is_headed = False
    for name, node in fields:
        value = holder.get(name)
        if not value:
            continue
        before = len(found)
        if node == "plain":
            marks = (HEADING if name == "title" else "") + (SOURCE if is_foreign or name in gaps else "")
            text = " ".join(value.split())
            found.append([text, marks] if marks else text)
        elif isinstance(node, tuple):
            for each in value if isinstance(value, list) else (value,):
                _add(found, edition, document, each, node, is_foreign=is_foreign)
        elif node == "html":
            _add_html(found, edition, value, SOURCE if is_foreign or name in gaps else "")
        else:
            found += node(edition, document, holder, value)
        if len(found) > before:
            title = headings.get(name)
            if title or (is_headed and not _is_heading(found[before])):
                found.insert(before, title or ["", HEADING])
            is_headed = bool(title)


def _is_heading(passage: Passage) -> bool:
    return not isinstance(passage, str) and HEADING in passage[1]


@shared
def _headings(edition: Edition) -> dict[str, Passage]:
    """Below which heading a field stands on a page."""
    _ = edition.gettext
    titles = {
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
    }
    return {name: [title, HEADING] for name, title in titles.items()}


def _add_html(found: list[Passage], edition: Edition, html: str, marks: str) -> None:
    """The paragraphs of rich text, with what its mentions become."""
    if "data-ref=" in html:
        html = resolve(html, edition.source if marks else edition, edition.language)
    tag = ""
    for number, piece in enumerate(_BLOCK(html)):
        if number % 2:
            tag = piece
        elif text := _text(piece):
            own = HEADING + marks if tag[:1] == "h" and tag != "hr" else marks
            found.append([text, own] if own else text)


def _text(html: str) -> str:
    if "<" in html:
        html = _TAG("", html)
    if "&" in html:
        html = unescape(html)
    return " ".join(html.split())


def _of(*texts: Fragment) -> list[Passage]:
    return [[text.text, SOURCE] if text.attrs else text.text for text in texts if text]


def _papers(edition: Edition, document: Document, _holder: Any, requirements: list[dict[str, Any]]) -> list[Passage]:
    found: list[Passage] = []
    for requirement in requirements:
        found += _paper(edition, requirement["document"])
        for name in ("condition", "note"):
            if requirement[name]:
                found += _of(edition.text(document, requirement, name))
    return found


@shared
def _paper(edition: Edition, uuid: str) -> list[Passage]:
    document = edition.document(uuid)
    return _of(edition.text(document), facts.official_name(edition, document)) if document else []


def _costs(edition: Edition, _document: Document, _holder: Any, value: str | list[str]) -> list[Passage]:
    return [
        passage
        for uuid in ([value] if isinstance(value, str) else dict.fromkeys(value))
        for passage in _cost(edition, uuid)
    ]


@shared
def _cost(edition: Edition, uuid: str) -> list[Passage]:
    cost = facts.cost(edition, uuid)
    if cost is None:
        return []
    title, price = cost["title"], _text(cost["price"])
    whole: list[Passage] = [*_of(title), price] if title.attrs else [f"{title.text}: {price}"]
    return whole + _of(cost["condition"], cost["reduction"])


def _deadline(edition: Edition, document: Document, _holder: Any, value: dict[str, Any]) -> list[Passage]:
    if edition.text(document, value, "event").attrs:
        return []  # a sentence in two languages is no passage to quote
    days = value["days"]
    message = edition.ngettext("{count} day {event}", "{count} days {event}", days)
    return [(message if days else edition.gettext("Immediately {event}")).format(count=days, event=value["event"])]


def _duration(edition: Edition, _document: Document, _holder: Any, value: dict[str, Any]) -> list[Passage]:
    return [facts.duration(edition, value) or ""]


def _address(edition: Edition, _document: Document, _holder: Any, value: dict[str, Any]) -> list[Passage]:
    place = f"{value['postal_code']} {value['locality']}".strip()
    return _of(Fragment(", ".join(part for part in (value["street"], place) if part), edition.source_mark))


# Facts that a page tells in words of its own.
_FACTS: dict[str, Callable[[Edition, Document, dict[str, Any], Any], list[Passage]]] = {
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
