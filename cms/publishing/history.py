"""The history of a document: which of its facts changed when, from one published body to the next.

Only the source language is looked at: facts are the same in every language, and a translation that catches up changes
nothing for readers who compare dates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from cms.cities.models import City
from cms.publishing.change_record import DocumentChange
from cms.publishing.models import PublishedDocument

KEPT = 10  # changes that a document tells of, the newest
TEXTS = (
    *("title", "summary", "introduction", "description", "explanation", "outcome", "for_whom", "body", "appeal"),
    *("if_it_fails", "access_notes", "when_to_call", "condition", "reduction"),
)

Body = Mapping[str, Any]


def with_history(city: City, body: dict[str, Any], *, note: bool) -> dict[str, Any]:
    """The body of a source page with what changed in it so far; `note` keeps what changes now, too."""
    uuid = body["uuid"]
    if note:
        live = PublishedDocument.objects.current().filter(city=city, language=city.source_language, uuid=uuid)
        before = live.values_list("body", flat=True).first()
        if before:
            _note(city, before, body)
    found = DocumentChange.objects.filter(city=city, uuid=uuid)[:KEPT]
    told = [
        {"on": change.on.isoformat(), "field": change.field, "before": change.before, "after": change.after}
        for change in found
    ]
    return body | {"history": told} if told else body


def changes(before: Body, after: Body) -> dict[str, tuple[str, str]]:
    """The fields that differ, by the names that document.schema.json has for them, with what they said and say now."""
    found = {}
    for name, value in VALUES.items():
        said, says = value(before), value(after)
        if said != says:
            found[name] = (said, says) if name in SHOWN else ("", "")
    if any(before.get(name) != after.get(name) for name in TEXTS):
        found["text"] = "", ""
    return found


def _note(city: City, before: Body, after: Body) -> None:
    today = timezone.localdate(timezone=ZoneInfo(city.time_zone))
    for name, (said, says) in changes(before, after).items():
        change, is_new = DocumentChange.objects.get_or_create(
            city=city, uuid=after["uuid"], on=today, field=name, defaults={"before": said, "after": says}
        )
        if is_new:
            continue
        if name in SHOWN and change.before == says:
            change.delete()  # what was changed today was changed back today
        else:
            change.after = says
            change.save(update_fields=["after"])


def _amount(body: Body) -> str:
    if body.get("free"):
        return "free"
    return f"{body['amount']} {body['currency']}" if body.get("amount") else ""


def _deadline(body: Body) -> str:
    return str(body["deadline"]["days"]) if body.get("deadline") else ""


def _papers(body: Body) -> str:
    required = [*body.get("documents", ()), *(paper for step in body.get("steps", ()) for paper in step["documents"])]
    return str(sorted((paper["document"], paper["required"]) for paper in required))


def _steps(body: Body) -> str:
    said = ("id", "kind", "title", "text", "cost", "office", "link")
    return str([[step[name] for name in said] for step in body.get("steps", ())])


def _phones(body: Body) -> str:
    return str([phone["number"] for phone in body.get("phones", ())])


def _as_it_is(name: str) -> Callable[[Body], str]:
    return lambda body: str(body.get(name))


SHOWN = frozenset({"amount", "deadline"})
"""Fields whose values are told: to see an old telephone number once more would harm."""
VALUES: dict[str, Callable[[Body], str]] = {
    "amount": _amount,
    "deadline": _deadline,
    "papers": _papers,
    "steps": _steps,
    "phones": _phones,
    **{name: _as_it_is(name) for name in ("number", "email", "address", "opening_hours", "duration", "costs")},
}
