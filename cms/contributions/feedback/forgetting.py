"""What readers wrote is deleted after a time, whether anybody looked at it or not; what was counted stays."""

from __future__ import annotations

from datetime import date, timedelta

from cms.contributions.desk.limits import forget_clients
from cms.contributions.feedback.models import Feedback

KEPT = timedelta(days=90)


def forget_old(today: date) -> int:
    """Delete texts from more than 90 days ago, and what the limits keep for a day; return how many texts went."""
    forget_clients()
    return Feedback.objects.filter(day__lt=today - KEPT).exclude(text="").update(text="")
