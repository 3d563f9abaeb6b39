"""The steps of a procedure: numbers, "and" and "or", waiting, and where branches lead."""

from __future__ import annotations

from typing import Any

from site_builder.guide import anchor
from site_builder.library import Document
from site_builder.views import facts
from site_builder.views.edition import Edition, shared
from site_builder.views.trust import external, laws


def steps(edition: Edition, document: Document) -> list[dict[str, Any]]:
    """The steps in order, each with what a reader needs to take it."""
    numbered = _numbered(document)
    titles = {step["id"]: edition.text(document, step) for step in document["steps"]}
    return [
        {
            "id": f"step-{position}",
            "key": step["id"],
            "number": numbered[step["id"]],
            "kind": step["kind"],
            "marker": _marker(edition, step, position),
            "title": titles[step["id"]],
            "text": edition.html(document, "text", step, heading=4),
            "papers": facts.papers(edition, document, step["documents"]),
            "cost": facts.cost(edition, step["cost"]),
            "duration": facts.duration(edition, step["duration"]),
            "deadline": facts.deadline(edition, document, step),
            "office": _office(edition, step["office"]),
            "link": external(step["link"]),
            "laws": laws(edition, step["legal_basis"]),
            "branches": _branches(edition, document, step, titles, numbered),
        }
        for position, step in enumerate(document["steps"], 1)
    ]


def _numbered(document: Document) -> dict[str, int]:
    """The number that readers see: steps joined by "and" or "or" share the number of the first of them."""
    numbers: dict[str, int] = {}
    number = 0
    for step in document["steps"]:
        number += step["kind"] in ("do", "wait") or number == 0
        numbers[step["id"]] = number
    return numbers


def _marker(edition: Edition, step: dict[str, Any], position: int) -> str:
    """The word that joins a step to the one before; empty where its number stands instead."""
    if position == 1:
        return ""
    return {"and": edition.gettext("and"), "or": edition.gettext("or")}.get(step["kind"], "")


@shared
def _office(edition: Edition, uuid: str | None) -> dict[str, Any] | None:
    """A link down to the office's card on the same page."""
    document = edition.document(uuid)
    return {"title": edition.text(document), "url": f"#{anchor(document['uuid'])}"} if document else None


def _branches(
    edition: Edition, document: Document, step: dict[str, Any], titles: dict[str, Any], numbered: dict[str, int]
) -> list[dict[str, Any]]:
    positions = {other["id"]: position for position, other in enumerate(document["steps"], 1)}
    return [
        {
            "condition": edition.text(document, branch, "condition"),
            "url": f"#step-{positions[branch['step']]}",
            "number": edition.say(edition.gettext("Step {number}:"), number=str(numbered[branch["step"]])),
            "title": titles[branch["step"]],
        }
        for branch in step["branches"]
        if branch["step"] in positions
    ]
