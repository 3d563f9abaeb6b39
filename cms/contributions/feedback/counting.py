"""How often readers said that a page helped, and how often not."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from cms.contributions.feedback.models import FeedbackQuerySet

SHOWN_FROM = 5
"""Fewer than these are told to nobody outside the desk: they could be told apart."""


@dataclass(frozen=True)
class Counts:
    """What was said of one page, in all languages together."""

    helped: int
    did_not: int


def counts_of(feedback: FeedbackQuerySet) -> dict[UUID, Counts]:
    """By page: how often it helped and how often it did not, the page that helped least often first."""
    rows = (
        feedback.order_by()
        .values("page_uuid")
        .annotate(helped=Count("pk", filter=Q(helpful=True)), did_not=Count("pk", filter=Q(helpful=False)))
        .order_by("-did_not", "page_uuid")
    )
    return {row["page_uuid"]: Counts(row["helped"], row["did_not"]) for row in rows}


def public_counts(feedback: FeedbackQuerySet) -> dict[str, dict[str, int | None]]:
    """The same for everybody: a number below SHOWN_FROM is None, and pages with nothing else are left out."""
    found = {
        str(uuid): {"helped": _shown(counts.helped), "did_not": _shown(counts.did_not)}
        for uuid, counts in counts_of(feedback).items()
    }
    return {uuid: numbers for uuid, numbers in sorted(found.items()) if any(numbers.values())}


def _shown(number: int) -> int | None:
    return number if number >= SHOWN_FROM else None
