"""What of a page readers may propose to change: its fields and sections, each with what it says now.

Only documents are read, so nothing can be shown here that is not published.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from site_builder.library import Document
from site_builder.views import facts
from site_builder.views import proposable_entities as entities
from site_builder.views.edition import Edition
from site_builder.views.proposable_parts import Kind, Part, costs, rich, text, titles, words
from site_builder.views.service import channel_row


def parts(edition: Edition, document: Document) -> list[Part]:
    """What can be proposed to, in the order of the page; empty values say that something is not known yet."""
    _ = edition.gettext
    kind = document["kind"]
    named = _("Name") if kind in NAMED else _("Title")
    return [Part("title", named, Kind.LINE, document["title"], is_text=True), *OF_KIND[kind](edition, document)]


def references(document: Document) -> list[str]:
    """UUIDs of the entities that a page shows facts of, each once: those facts are kept, and proposed to, there."""
    found = [
        *(document.get("offices") or []),
        document.get("office"),
        *(document.get("costs") or []),
        document.get("cost"),
        document.get("contact"),
        *(requirement["document"] for requirement in document.get("documents") or []),
    ]
    for step in document.get("steps") or []:
        found += [step["office"], step["cost"], *(requirement["document"] for requirement in step["documents"])]
    return list(dict.fromkeys(uuid for uuid in found if uuid))


def _service(edition: Edition, document: Document) -> list[Part]:
    _ = edition.gettext
    return [
        text("summary", _("In short"), document),
        *_body(edition, document, _("What you get")),
        rich("for_whom", _("Who it is for"), document),
        words("documents", _("What you need"), *_papers(edition, document, document["documents"])),
        words("costs", _("What it costs"), *costs(edition, document["costs"])),
        words("processing_time", _("How long it takes"), facts.duration(edition, document["processing_time"])),
        words("deadline", _("Deadline"), facts.deadline(edition, document, document)),
        words("channels", _("How to get it"), *(_channel(edition, each) for each in document["channels"])),
        words("offices", _("Where to go"), *titles(edition, document["offices"])),
        rich("if_it_fails", _("If it goes wrong"), document),
    ]


def _procedure(edition: Edition, document: Document) -> list[Part]:
    _ = edition.gettext
    steps = [_step(edition, document, number, step) for number, step in enumerate(document["steps"], start=1)]
    return [
        text("summary", _("In short"), document),
        rich("outcome", _("What you get"), document),
        rich("for_whom", _("Who it is for"), document),
        words("duration", _("How long it takes"), facts.duration(edition, document["duration"])),
        words("deadline", _("Deadline"), facts.deadline(edition, document, document)),
        *chain.from_iterable(steps),
        rich("if_it_fails", _("If it goes wrong"), document),
        rich("appeal", _("How to object"), document),
    ]


def _step(edition: Edition, document: Document, number: int, step: dict[str, Any]) -> list[Part]:
    _ = edition.gettext
    path, group = f"steps/{step['id']}", f"{_('Step {number}:').format(number=number)} {step['title']}"
    return [
        Part(f"{path}/title", _("Title"), Kind.LINE, step["title"], is_text=True, group=group),
        Part(f"{path}/text", _("Explanation"), Kind.RICH, step["text"], is_text=True, group=group),
        words(f"{path}/documents", _("What you need"), *_papers(edition, document, step["documents"]), group=group),
        words(f"{path}/cost", _("What it costs"), *costs(edition, [step["cost"]]), group=group),
        words(f"{path}/duration", _("How long it takes"), facts.duration(edition, step["duration"]), group=group),
        words(f"{path}/deadline", _("Deadline"), facts.deadline(edition, document, step), group=group),
        words(f"{path}/office", _("Where to go"), *titles(edition, [step["office"]]), group=group),
        Part(f"{path}/link", _("Website"), Kind.URL, step["link"] or "", group=group),
    ]


def _article(edition: Edition, document: Document) -> list[Part]:
    _ = edition.gettext
    return [text("summary", _("In short"), document), *_body(edition, document, _("Text"))]


def _listing(edition: Edition, document: Document) -> list[Part]:
    return [text("summary", edition.gettext("In short"), document)]


def _city(edition: Edition, document: Document) -> list[Part]:
    return [rich("introduction", edition.gettext("Text"), document)]


# Entities have names, pages titles.
NAMED = frozenset({"organisation", "office", "document_type", "cost", "contact", "term", "city"})
OF_KIND: dict[str, Callable[[Edition, Document], list[Part]]] = {
    "city": _city,
    "topic": _listing,
    "situation": _listing,
    "service": _service,
    "procedure": _procedure,
    "article": _article,
    "organisation": entities.organisation,
    "office": entities.office,
    "document_type": entities.document_type,
    "cost": entities.cost,
    "contact": entities.contact,
    "term": entities.term,
    "alert": entities.alert,
    "event": entities.event,
}


def _body(edition: Edition, document: Document, label: str) -> list[Part]:
    _ = edition.gettext
    labels = {"info": _("Good to know"), "warning": _("Warning")}
    return [
        Part(f"body/{block['id']}", labels.get(block["type"], label), Kind.RICH, block["html"], is_text=True)
        for block in document["body"]
    ]


def _papers(edition: Edition, document: Document, requirements: list[dict[str, Any]]) -> list[str]:
    return [paper["title"].text for paper in facts.papers(edition, document, requirements)]


def _channel(edition: Edition, channel: dict[str, Any]) -> str:
    return " ".join(word for word in (channel_row(edition, channel)["words"], channel["url"]) if word)
