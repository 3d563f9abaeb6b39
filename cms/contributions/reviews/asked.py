"""What became of asking about pages, since somebody last looked at them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from cms.contributions.reviews.models import ReviewRequest
from cms.guides.models import GuidePage


@dataclass(frozen=True)
class Asked:
    """When somebody was asked about a page, and when last again. Nothing in it: nobody was asked yet."""

    on: date | None = None
    reminded: date | None = None
    problem: str = ""
    """What the mail server said when it refused the last mail."""


def asked_about(pages: Collection[GuidePage]) -> dict[int, Asked]:
    """By page what is unanswered. Costs one SQL statement."""
    days: dict[int, list[date]] = {}
    problems: dict[int, str] = {}
    requests = ReviewRequest.objects.filter(page__in=[page.pk for page in pages], confirmed_at=None)
    for request in requests.exclude(mail__claimed_at=None).select_related("mail").order_by("asked_on", "pk"):
        if request.mail.sent_at:
            days.setdefault(request.page_id, []).append(request.asked_on)
        problems[request.page_id] = request.mail.problem
    return {page.pk: _asked(days.get(page.pk, []), problems.get(page.pk, "")) for page in pages}


def _asked(days: list[date], problem: str) -> Asked:
    if not days:
        return Asked(problem=problem)
    return Asked(days[0], days[-1] if days[-1] != days[0] else None, problem)
