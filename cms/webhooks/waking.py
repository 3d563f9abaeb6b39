"""What of the webhooks is due, for the timer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django_tasks.base import Task

from cms.locks import is_free
from cms.publishing.due import lock_of_guide
from cms.publishing.models import Build
from cms.webhooks.announcing import announce, live_release
from cms.webhooks.models import Announced, Delivery
from cms.webhooks.tasks import deliver_webhook
from site_builder.errors import SiteBuilderError

KEPT = timedelta(days=30)  # messages, whatever became of them


def webhooks_due(now: datetime) -> Iterator[tuple[Task[[int], Any], int, str]]:
    """(task, what it is about, a line that says so) of everything that a worker should do; what is old is deleted."""
    Delivery.objects.filter(created_at__lt=now - KEPT).delete()
    _announce_what_was_missed()
    due = Delivery.objects.due(now).order_by("webhook").values_list("webhook", "webhook__city__slug")
    for webhook, city in due.distinct():
        yield deliver_webhook, webhook, f"{city}: messages to a webhook are due"


def _announce_what_was_missed() -> None:
    """A worker that was killed between making a release live and writing down its end told nobody of it."""
    if settings.GUIDE_TARGETS:
        return  # such a build is due, and says it in the end
    for last in Announced.objects.filter(city__webhooks__active=True).select_related("city").distinct():
        try:
            release, revision = live_release(last.city)
        except SiteBuilderError:
            continue  # the build says it
        if release and release != last.release and is_free(lock_of_guide(last.city)):
            announce(last.city, Build.Outcome.LIVE, release, revision)
