"""Facts as every page shows them: costs, deadlines, spans of time, papers to bring."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from site_builder.guide import anchor
from site_builder.library import Document
from site_builder.views.edition import Edition, Fragment, shared
from site_builder.views.ways import Step, can_be_avoided


@shared
def cost(edition: Edition, uuid: str | None) -> dict[str, Any] | None:
    """What is to be paid; None if there is no such cost."""
    document = edition.document(uuid)
    if document is None:
        return None
    return {
        "title": edition.text(document),
        "price": edition.price(document) or escape(edition.gettext("The amount varies")),
        "reduction": edition.text(document, field="reduction"),
        "condition": edition.text(document, field="condition"),
        "methods": edition.gettext(", ").join(
            payment_method(edition, method) for method in document["payment_methods"]
        ),
    }


def costs(edition: Edition, uuids: list[str | None]) -> list[dict[str, Any]]:
    """The costs that exist, each once."""
    return [found for uuid in dict.fromkeys(uuids) if (found := cost(edition, uuid))]


def total(edition: Edition, steps: list[Step]) -> dict[str, Any] | None:
    """What all steps cost together; None where no sum can be told.

    A sum is told in full, without reductions. What is paid under a condition, or on some ways only, is not in it: then
    it is the least that there is to pay, and `least` is true. `parts` is how many costs there are besides free ones.
    """
    places: dict[str, list[int]] = {}
    for position, step in enumerate(steps):
        if step["cost"]:
            places.setdefault(step["cost"], []).append(position)
    found = [(document, places[uuid]) for uuid in places if (document := edition.document(uuid))]
    paid = [(document, positions) for document, positions in found if not document["free"]]
    certain = [
        document
        for document, positions in paid
        if document["amount"] and not document["condition"] and not can_be_avoided(steps, positions)
    ]
    if found and not paid:
        return {"price": escape(edition.gettext("free")), "least": False, "is_reduced": False, "parts": 0}
    if not certain or len({document["currency"] for document, _ in paid if document["amount"]}) > 1:
        return None
    amount = sum((Decimal(document["amount"]) for document in certain), Decimal(0))
    return {
        "price": edition.amount(str(amount), certain[0]["currency"]),
        "least": len(certain) < len(paid),
        "is_reduced": any(document["reduction"] for document in certain),
        "parts": len(paid),
    }


def price(edition: Edition, found: dict[str, Any]) -> Markup:
    """A total in words: the amount, or from which amount on."""
    if not found["least"]:
        return escape(found["price"])
    return edition.say(edition.gettext("from {amount}"), amount=found["price"])


def payment_method(edition: Edition, method: str) -> str:
    """A way to pay, in words."""
    _ = edition.gettext
    return {
        "cash": _("cash"),
        "card": _("card"),
        "transfer": _("bank transfer"),
        "direct_debit": _("direct debit"),
        "online": _("online"),
    }[method]


def deadline(edition: Edition, document: Document, part: dict[str, Any]) -> Markup | None:
    """By when, for the deadline of a document or of a step of it; None without one.

    The event says itself whether the days count before it or after it, so no preposition stands in front of them. Where
    that is a fact, too, the days stand in attributes for the script that makes a date of them (js/progress.js).
    """
    found = part["deadline"]
    if found is None:
        return None
    event = _event(edition, document, found)
    if found["days"] == 0:
        said = edition.say(edition.gettext("Immediately {event}"), event=event)
    else:
        message = edition.ngettext("{count} day {event}", "{count} days {event}", found["days"])
        said = edition.say(message, count=str(found["days"]), event=event)
    if "counted" not in found:
        return said
    days = -found["days"] if found["counted"] == "before" else found["days"]
    counts_from = _counts_from(edition, document, part)
    return Markup(f'<span data-days="{days}" data-event="{escape(counts_from)}">{said}</span>')  # noqa: S704 -- escaped


def _event(edition: Edition, document: Document, found: dict[str, Any]) -> Markup:
    event = edition.text(document, found, "event")
    if "counted" not in found:
        return event.inline()
    return Markup(f"<bdi{event.attrs}>{escape(event.text)}</bdi>")  # noqa: S704 -- escaped


def _counts_from(edition: Edition, document: Document, part: dict[str, Any]) -> str:
    """What stands for the event of a deadline: those of a page and its steps that say the same event have one day.

    The source's words decide, since translations of the same words may differ, or be missing here and there.
    """
    if part is document:
        return "page"
    source = edition.guide.source(document["uuid"]) or document
    dated = [(step["id"], step["deadline"]["event"]) for step in source["steps"] if step["deadline"]]
    own = next((event for name, event in dated if name == part["id"]), None)
    if source["deadline"] and source["deadline"]["event"] == own:
        return "page"
    return next((name for name, event in dated if event == own), part["id"])


def duration(edition: Edition, span: dict[str, Any] | None) -> str | None:
    """How long, in words; None if that is not known."""
    return edition.formats.duration(span) if span else None


def paper(edition: Edition, document: Document, requirement: dict[str, Any]) -> dict[str, Any] | None:
    """A document type that an office asks for; None if it is not published."""
    document_type = _document_type(edition, requirement["document"])
    if document_type is None:
        return None
    return {
        **document_type,
        "always": requirement["required"] == "always",
        "condition": edition.text(document, requirement, "condition"),
        "note": edition.text(document, requirement, "note"),
        "details": _details(edition, requirement),
    }


@shared
def _document_type(edition: Edition, uuid: str) -> dict[str, Any] | None:
    document = edition.document(uuid)
    if document is None:
        return None
    return {
        "uuid": uuid,
        "key": anchor(uuid),
        "title": edition.text(document),
        "url": edition.guide.url(uuid, edition.language),
        "official": official_name(edition, document),
    }


def papers(edition: Edition, document: Document, requirements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The papers that exist, in the order of the requirements."""
    return [found for requirement in requirements if (found := paper(edition, document, requirement))]


def official_name(edition: Edition, document_type: Document) -> Fragment:
    """The word on the form, in the source language; empty where the title is that word already."""
    name = document_type["official_name"]
    if name == document_type["title"]:
        return Fragment("")
    return Fragment(name, edition.source_mark)


def _details(edition: Edition, requirement: dict[str, Any]) -> list[str]:
    _ = edition.gettext
    copies = requirement["copies"]
    details = []
    if requirement["original"]:
        details.append(_("original"))
    if copies:
        details.append(edition.ngettext("{count} copy", "{count} copies", copies).format(count=copies))
    if requirement["sworn_translation"]:
        details.append(_("sworn translation"))
    return details
