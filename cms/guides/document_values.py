"""Blocks and fields as the values of a published document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any

from wagtail.blocks import StreamValue, StructValue

from cms.guides.document_context import DocumentContext
from cms.guides.validators import e164

Body = dict[str, Any]


def iso(day: date | None) -> str | None:
    """An ISO 8601 date, or None."""
    return day.isoformat() if day else None


def clock(moment: time) -> str:
    """HH:MM."""
    return f"{moment:%H:%M}"


def amount(value: Decimal | None) -> str | None:
    """A decimal amount with two places, or None."""
    return f"{value:.2f}" if value is not None else None


def coordinate(value: Decimal | None) -> float | None:
    """Degrees as a number, or None."""
    return float(value) if value is not None else None


def step(block_id: str, value: StructValue, context: DocumentContext) -> Body:
    """A step of a procedure."""
    return {
        "id": block_id,
        "kind": value["kind"],
        "title": value["title"],
        "text": context.html(value["text"].source if value["text"] else ""),
        "documents": requirements(value["documents"].bound_blocks, context),
        "cost": context.uuid_of_page(value["cost"]),
        "duration": duration(value["duration"]),
        "deadline": deadline(value["deadline"]),
        "office": context.uuid_of_page(value["office"]),
        "link": value["link"] or None,
        "legal_basis": [legal_basis(law) for law in value["legal_basis"]],
        "branches": [
            {"id": item.id, "condition": item.value["condition"], "step": item.value["step"]}
            for item in value["branches"].bound_blocks
        ],
    }


def requirements(blocks: Iterable[Any], context: DocumentContext) -> list[Body]:
    """Requirements whose document type still exists."""
    return [_requirement(block.id, block.value, context) for block in blocks if block.value["document"] is not None]


def _requirement(block_id: str, value: StructValue, context: DocumentContext) -> Body:
    return {
        "id": block_id,
        "document": context.uuid_of_page(value["document"]),
        "required": value["required"],
        "condition": value["condition"],
        "original": bool(value["original"]),
        "copies": value["copies"] or 0,
        "sworn_translation": bool(value["sworn_translation"]),
        "note": value["note"],
    }


def blocks_of(stream: StreamValue, context: DocumentContext) -> list[Body]:
    """The body of a service or an article."""
    return [{"id": block.id, "type": block.block_type, "html": context.html(block.value.source)} for block in stream]


def phones(stream: StreamValue) -> list[Body]:
    """Phone numbers in E.164 form; a draft may have left one empty."""
    return [
        {"number": e164(block.value["number"]), "languages": list(block.value["languages"])}
        for block in stream
        if block.value["number"]
    ]


def opening_hours(stream: StreamValue) -> list[Body]:
    """Weekly periods; midnight at the end of a day is 24:00. Those of a draft that lack a time are left out."""
    return [
        {
            "days": sorted(int(day) for day in block.value["days"]),
            "opens": clock(block.value["opens"]),
            "closes": "24:00" if block.value["closes"] == time(0) else clock(block.value["closes"]),
            "by_appointment": bool(block.value["by_appointment"]),
        }
        for block in stream
        if block.value["opens"] is not None and block.value["closes"] is not None
    ]


def legal_basis(value: StructValue) -> Body:
    """A law under its own name."""
    return {"title": value["title"], "url": value["url"] or None}


def duration(value: StructValue) -> Body | None:
    """A time or a span; None where it is not known."""
    if not value["shortest"]:
        return None
    return {"value": value["shortest"], "maximum": value["longest"], "unit": value["unit"]}


def deadline(value: StructValue) -> Body | None:
    """Days and the event from which they count; None where there is none."""
    if value["days"] is None:
        return None
    counted = {"counted": value["counted"]} if value["counted"] else {}
    return {"days": value["days"], "event": value["event"], **counted}


def first_of(stream: StreamValue, convert: Any) -> Body | None:
    """The one value of a stream that holds at most one, converted; else None."""
    return convert(stream[0].value) if len(stream) else None
