"""The steps of a procedure: as the text that HSDS has for them, and as the structure that it lacks."""

from __future__ import annotations

from typing import Any

from site_builder.guide import Guide
from site_builder.library import Document
from site_builder.standards.hsds.records import Record, said, text


def application_process(guide: Guide, document: Document | None) -> str:
    """The steps in their order, numbered from 1, each with its text; empty for what is no procedure."""
    if document is None or document["kind"] != "procedure":
        return ""
    numbers = {step["id"]: number for number, step in enumerate(document["steps"], start=1)}
    return "\n\n".join(_told(guide, document, step, numbers) for step in document["steps"])


def _told(guide: Guide, document: Document, step: dict[str, Any], numbers: dict[str, int]) -> str:
    lines = [f"{numbers[step['id']]}. {step['title']}", text(guide, document, "text", step), step["link"] or ""]
    branches = (each for each in step["branches"] if each["step"] in numbers)
    lines += [f"{branch['condition']} → {numbers[branch['step']]}.".strip() for branch in branches]
    return "\n".join(line for line in lines if line)


def steps(guide: Guide, document: Document) -> list[Record]:
    """The structure of a procedure; the papers of its steps stand among the required documents."""
    return [_step(guide, document, step) for step in document["steps"]]


def _step(guide: Guide, document: Document, step: dict[str, Any]) -> Record:
    """A step. `kind` is do, and (with the one before), or (instead of it), wait."""
    return said(
        {
            "id": step["id"],
            "kind": step["kind"],
            "title": step["title"],
            "text": text(guide, document, "text", step),
            "cost": step["cost"],
            "duration": step["duration"],
            "deadline": deadline(step["deadline"]),
            "office": step["office"],
            "link": step["link"],
            "legal_basis": laws(step["legal_basis"]),
            "branches": [{name: branch[name] for name in ("id", "condition", "step")} for branch in step["branches"]],
        }
    )


def deadline(found: dict[str, Any] | None) -> Record | None:
    """By when: how many days from which event."""
    return None if found is None else {name: found[name] for name in ("days", "event", "counted") if name in found}


def laws(found: list[dict[str, Any]]) -> list[Record]:
    """Which laws something rests on."""
    return [said({"title": law["title"], "url": law["url"]}) for law in found]
