"""What grows with every day and that nobody reads any more is deleted: the timer asks for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

# A task that was killed stays "running" for ever; none runs for days.
KEPT = timedelta(days=14)


def tidy(now: datetime) -> list[str]:
    """Delete what workers did long ago, and sessions that ended; a line for each of both if there was any."""
    done = DBTaskResult.objects.filter(started_at__lt=now - KEPT).delete()[0]
    ended = Session.objects.filter(expire_date__lt=now).delete()[0]
    lines = [(done, "tasks were done long ago and are deleted"), (ended, "sessions ended and are deleted")]
    return [f"{count} {line}" for count, line in lines if count]
