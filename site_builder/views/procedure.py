"""The page of a procedure: what you get, for whom, what you need, cost, time, deadline, steps, where, if it fails."""

from __future__ import annotations

from typing import Any

from site_builder import structured_data
from site_builder.library import Document
from site_builder.views import facts, safety
from site_builder.views.concern import audience
from site_builder.views.edition import Edition
from site_builder.views.places import office_cards, organisation_link
from site_builder.views.shell import describe
from site_builder.views.steps import steps
from site_builder.views.trust import laws

LONG = 5  # steps; a reader who sees fewer of them needs no overview


def procedure_page(edition: Edition, document: Document) -> dict[str, Any]:
    """What the template of a procedure shows."""
    all_steps = document["steps"]
    shown = steps(edition, document)
    description = describe(document["summary"], document["outcome"])
    costs = facts.costs(edition, [step["cost"] for step in all_steps])
    return {
        "template": "procedure.html",
        "description": description,
        "summary": edition.text(document, field="summary"),
        "outcome": edition.html(document, "outcome", heading=3),
        "for_whom": edition.html(document, "for_whom", heading=3),
        "audience": audience(edition, document),
        "papers": _papers(shown),
        "costs": costs,
        "total": _total(edition, all_steps) if len(costs) > 1 else None,
        "duration": facts.duration(edition, document["duration"]),
        "deadline": facts.deadline(edition, document, document),
        "progress": safety.kept_name(document) if all_steps else "",
        "online": document["online"],
        "steps": shown,
        "glance": len(shown) >= LONG,
        "has_ways": any(step["kind"] == "or" or step["branches"] for step in all_steps),
        "authority": organisation_link(edition, document["authority"]),
        "offices": office_cards(edition, [step["office"] for step in all_steps]),
        "if_it_fails": edition.html(document, "if_it_fails", heading=3),
        "appeal": edition.html(document, "appeal", heading=4),
        "laws": laws(edition, _legal_basis(document)),
        "services": edition.links(edition.guide.naming("procedure", document["uuid"])),
        "data": [structured_data.how_to(edition.guide, document, edition.language, description)],
    }


def _papers(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The papers of all steps, each once, those that are always needed first."""
    found: dict[str, dict[str, Any]] = {}
    for step in steps:
        for paper in step["papers"]:
            known = found.get(paper["uuid"])
            if known is None or (paper["always"] and not known["always"]):
                found[paper["uuid"]] = paper
    return sorted(found.values(), key=lambda paper: not paper["always"])


def _total(edition: Edition, steps: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What the costs of several steps make together; None if only one of them costs anything, or nothing is certain."""
    found = facts.total(edition, steps)
    if found is None or found["parts"] < 2:
        return None
    message = edition.gettext("Together: {amount}")
    return {
        "words": edition.say(message, amount=facts.price(edition, found)),
        "is_reduced": found["is_reduced"],
    }


def _legal_basis(document: Document) -> list[dict[str, Any]]:
    """The laws of the procedure and of its steps, each once."""
    every = [*document["legal_basis"], *(law for step in document["steps"] for law in step["legal_basis"])]
    by_title: dict[str, dict[str, Any]] = {}
    for law in every:
        known = by_title.get(law["title"])
        if known is None or (law["url"] and not known["url"]):
            by_title[law["title"]] = law
    return list(by_title.values())
