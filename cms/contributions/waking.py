"""What of the contributions is due, for the timer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django_tasks.base import Task

from cms.contributions.links.gathering import cities_to_gather
from cms.contributions.links.models import Link
from cms.contributions.links.tasks import check_links, gather_city_links
from cms.contributions.reviews.asking import cities_to_ask
from cms.contributions.reviews.tasks import ask_city_for_checks


def contributions_due(now: datetime) -> Iterator[tuple[Task[[int], Any], int, str]]:
    """(task, what it is about, a line that says so) of everything that a worker should do."""
    for city in cities_to_ask(now):
        yield ask_city_for_checks, city.pk, f"{city.slug}: people are to be asked whether pages are still right"
    if settings.LINK_CHECKS:
        for city in cities_to_gather():
            yield gather_city_links, city.pk, f"{city.slug}: its links are to be gathered"
        if Link.objects.due(now).exists():
            yield check_links, 0, "links are to be checked"
