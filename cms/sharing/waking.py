"""What of shared text is due, for the timer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django_tasks.base import Task

from cms.sharing.mails import cities_to_tell
from cms.sharing.tasks import tell_city_of_origins


def origins_due(now: datetime) -> Iterator[tuple[Task[[int], Any], int, str]]:
    """(task, what it is about, a line that says so) of everything that a worker should do."""
    for city in cities_to_tell(now):
        yield tell_city_of_origins, city.pk, f"{city.slug}: the origins of its pages are to be looked at"
