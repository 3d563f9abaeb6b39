"""Why a page was changed: what its editor said in the field beside the buttons, in the history of the page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

ACTION = "waymark.reason"
# The name of the field in the form of a page.
FIELD = "reason_of_change"
LONGEST = 500


def keep_reason(page: Page, user: Any, text: str) -> None:
    """Keep why somebody made the newest revision of a page.

    The form sends the same words with every automatic save and with the button at the end: they are kept once, with
    the last revision that they came with.
    """
    text = " ".join(text.split())[:LONGEST]
    revision = Page.objects.values_list("latest_revision", flat=True).get(pk=page.pk)
    if not text or revision is None:
        return
    last = PageLogEntry.objects.filter(page=page.pk, action=ACTION).first()
    if last is not None and last.user_id == user.pk and _is_same(last, text, revision):
        last.data, last.revision_id, last.timestamp = {"reason": text}, revision, timezone.now()
        last.save()
        return
    log(instance=page, action=ACTION, user=user, revision_id=revision, data={"reason": text})


def _is_same(entry: PageLogEntry, text: str, revision: int) -> bool:
    """Whether an entry was made while the same words were being written, or sent again."""
    today = entry.timestamp.date() == timezone.now().date()
    return bool(entry.revision_id == revision or (today and entry.data["reason"] == text))
