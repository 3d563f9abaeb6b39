"""“Still right”: the facts of a page were looked at, in all languages at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from cms.contributions.reviews.intervals import next_check
from cms.contributions.reviews.models import ReviewRequest
from cms.guides.models import GuidePage
from cms.publishing.recording import record_page

CONFIRMED = "waymark.facts_confirmed"


@transaction.atomic
def confirm_facts(page: GuidePage, today: date, *, user: Any = None, name: str = "") -> date | None:
    """Keep that the live facts of a source page were right on this day; return when they are checked next.

    No text changes, so no translation becomes outdated, and a draft that somebody has begun stays a draft: the two
    dates are written into the live page and into what is waiting to go live. Facts are those of the source in every
    language, so the documents of all of them are written again.

    Args:
        page: a live page in its city's source language.
        today: where the city is.
        user: who says so, if they have an account.
        name: who says so otherwise, such as the organisation that answers for the page.
    """
    model = type(page)
    dates = {"checked_on": today, "review_due": next_check(model, today)}
    model._default_manager.filter(pk=page.pk).update(**dates)
    write_into_revisions(page, dates)
    log(instance=page, action=CONFIRMED, user=user, data={"by": name, "next_check": _iso(dates["review_due"])})
    ReviewRequest.objects.filter(page=page.pk, confirmed_at=None).update(confirmed_at=timezone.now())
    record_page(model._default_manager.get(pk=page.pk))
    return dates["review_due"]


def write_into_revisions(page: Page, facts: dict[str, Any]) -> None:
    """Put these facts into all that may go live after this moment: the newest draft, and what is scheduled.

    A revision of its own would say that somebody had edited the page, and would stand before a draft in progress.
    """
    waiting = Q(pk__in=[page.latest_revision_id, page.live_revision_id]) | Q(approved_go_live_at__isnull=False)
    written = {name: _iso(value) if isinstance(value, date) else value for name, value in facts.items()}
    for revision in Revision.objects.for_instance(page).filter(waiting):
        Revision.objects.filter(pk=revision.pk).update(content=revision.content | written)


class ConfirmedFormatter(LogFormatter):
    """How the history tells that somebody confirmed the facts."""

    label = gettext_lazy("Confirm facts")

    def format_message(self, log_entry: PageLogEntry | ModelLogEntry) -> str:
        """Who said so if nobody with an account, and when somebody looks again."""
        data = log_entry.data
        said = _("Confirmed that the facts are still right")
        by = _("for %(name)s") % {"name": data["by"]} if data.get("by") else ""
        following = _("next check on %(date)s") % {"date": data["next_check"]} if data.get("next_check") else ""
        return ", ".join(part for part in (said, by, following) if part)


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
