"""What changed on a page and when, in words: of its own document, and of the costs, offices and contacts it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from site_builder.library import Document
from site_builder.views.edition import Edition, shared

KEPT = 10  # lines on a page, the newest
DAYS = {"maximum": None, "unit": "day"}

Line = tuple[str, Markup]
"""The day of a change, as ISO 8601, and what changed."""


def history(edition: Edition, document: Document) -> list[dict[str, Any]]:
    """The changes, the newest first; each with its date and what changed."""
    lines = [*_own(edition, document)]
    for uuid in _shown(document):
        lines += _of_entity(edition, uuid)
    newest = sorted(lines, key=lambda line: line[0], reverse=True)[:KEPT]
    return [{"date": edition.date(on), "change": change} for on, change in newest]


def _own(edition: Edition, document: Document) -> Iterator[Line]:
    for change in document.get("history", ()):
        yield change["on"], in_words(edition, change)


@shared
def _of_entity(edition: Edition, uuid: str) -> list[Line]:
    """What changed in a fact that many pages show; the text of its own page is no concern of theirs."""
    document = edition.document(uuid)
    if document is None:
        return []
    name = edition.text(document).inline()
    return [
        (change["on"], edition.say(edition.gettext("{name}: {change}"), name=name, change=in_words(edition, change)))
        for change in document.get("history", ())
        if change["field"] != "text"
    ]


def _shown(document: Document) -> list[str]:
    shown: list[str | None] = [*document.get("costs", ()), *document.get("offices", ()), document.get("contact")]
    for step in document.get("steps", ()):
        shown += step["cost"], step["office"]
    return [uuid for uuid in dict.fromkeys(shown) if uuid]


def in_words(edition: Edition, change: dict[str, str]) -> Markup:
    """What a change of a document's `history` was."""
    _ = edition.gettext
    before, after = (_value(edition, change["field"], change[side]) for side in ("before", "after"))
    match change["field"]:
        case "amount" if before and after:
            return edition.say(_("The amount changed from {before} to {after}"), before=before, after=after)
        case "deadline" if before and after:
            return edition.say(_("The deadline changed from {before} to {after}"), before=before, after=after)
    plain = {
        "address": _("New address"),
        "amount": _("The amount changed"),
        "costs": _("The costs changed"),
        "deadline": _("The deadline changed"),
        "duration": _("The time it takes changed"),
        "email": _("New e-mail address"),
        "number": _("New telephone number"),
        "opening_hours": _("New opening hours"),
        "papers": _("What you need changed"),
        "phones": _("New telephone number"),
        "steps": _("The steps changed"),
        "text": _("The text was revised"),
    }
    return edition.say(plain[change["field"]])


def _value(edition: Edition, field: str, value: str) -> str | Markup | None:
    if not value:
        return None
    if field == "deadline":
        return edition.formats.duration({"value": int(value), **DAYS})
    amount, _space, currency = value.partition(" ")
    return edition.price({"free": not currency, "amount": amount, "currency": currency})
