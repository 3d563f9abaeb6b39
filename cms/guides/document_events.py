"""The documents of events and courses."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from cms.guides.document_context import DocumentContext
from cms.guides.document_values import clock, iso
from cms.guides.models import EventPage

Body = dict[str, Any]


def event(page: EventPage, context: DocumentContext) -> Body:
    """Fields of an event or course."""
    return {
        "topics": context.uuids(page.topics),
        "event_kind": page.event_kind,
        "summary": page.summary,
        "text": context.html(page.text),
        "starts": moment(page.starts_on, page.starts_at) if page.starts_on else None,
        "ends": _end(page),
        "recurrence": _recurrence(page),
        "office": context.uuid_of(page.office_id),
        "venue": _venue(page, context),
        "level": page.level or None,
        "cost": context.uuid_of(page.cost_id),
        "childcare": page.childcare,
        "women_only": page.women_only,
        "languages": [block.value for block in page.languages],
        "registration_url": page.registration_url or None,
        "organiser": context.uuid_of(page.organiser_id),
    }


def moment(day: date, at: time | None) -> str:
    """A day, or a day and the time on it, as ISO 8601 writes them."""
    return f"{iso(day)}T{clock(at)}" if at else day.isoformat()


def _end(page: EventPage) -> str | None:
    """When the first time ends; None if that is not known, or if it lasts a whole day."""
    if page.starts_on is None:
        return None
    if page.starts_at is None:
        return iso(page.ends_on) if page.ends_on != page.starts_on else None
    if page.ends_at is None:
        return None
    return moment(page.ends_on or page.starts_on, page.ends_at)


def _recurrence(page: EventPage) -> Body | None:
    repeats = page.repeats
    if not repeats or not repeats["until"]:
        return None
    return {"days": sorted(int(day) for day in repeats["days"]), "until": iso(repeats["until"])}


def _venue(page: EventPage, context: DocumentContext) -> Body | None:
    if not (page.venue or page.street):
        return None
    return {
        "name": page.venue,
        "street": page.street,
        "postal_code": page.postal_code,
        "locality": page.locality,
        "country": context.city.country,
    }
