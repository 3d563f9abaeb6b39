"""The page of a procedure: what you get, for whom, what you need, cost, time, deadline, steps, where, if it fails."""

from __future__ import annotations

from typing import Any

from site_builder import structured_data
from site_builder.library import Document
from site_builder.views import facts, safety
from site_builder.views.edition import Edition
from site_builder.views.places import office_cards, organisation_link
from site_builder.views.shell import describe
from site_builder.views.steps import steps
from site_builder.views.trust import laws


def procedure_page(edition: Edition, document: Document) -> dict[str, Any]:
    """What the template of a procedure shows."""
    all_steps = document["steps"]
    shown = steps(edition, document)
    description = describe(document["summary"], document["outcome"])
    return {
        "template": "procedure.html",
        "description": description,
        "summary": edition.text(document, field="summary"),
        "outcome": edition.html(document, "outcome", heading=3),
        "for_whom": edition.html(document, "for_whom", heading=3),
        "papers": _papers(shown),
        "costs": facts.costs(edition, [step["cost"] for step in all_steps]),
        "duration": facts.duration(edition, document["duration"]),
        "deadline": facts.deadline(edition, document, document),
        "progress": safety.kept_name(document) if all_steps else "",
        "online": document["online"],
        "steps": shown,
        "authority": organisation_link(edition, document["authority"]),
        "offices": office_cards(edition, [step["office"] for step in all_steps]),
        "if_it_fails": edition.html(document, "if_it_fails", heading=3),
        "appeal": edition.html(document, "appeal", heading=4),
        "laws": laws(edition, _legal_basis(document)),
        "services": edition.links(edition.guide.naming("procedure", document["uuid"])),
        "data": [structured_data.how_to(edition.guide, document, edition.language, description)],
    }


def _papers(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The papers of all steps, each once: needed always if any step needs it always."""
    found: dict[str, dict[str, Any]] = {}
    for step in steps:
        for paper in step["papers"]:
            known = found.get(paper["uuid"])
            if known is None or (paper["always"] and not known["always"]):
                found[paper["uuid"]] = paper
    return list(found.values())


def _legal_basis(document: Document) -> list[dict[str, Any]]:
    """The laws of the procedure and of its steps, each once."""
    every = [*document["legal_basis"], *(law for step in document["steps"] for law in step["legal_basis"])]
    by_title: dict[str, dict[str, Any]] = {}
    for law in every:
        known = by_title.get(law["title"])
        if known is None or (law["url"] and not known["url"]):
            by_title[law["title"]] = law
    return list(by_title.values())
