"""Gathering and checking links, in the background."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from cms.cities.models import City
from cms.contributions.links.checking import check_due_links
from cms.contributions.links.gathering import gather_links
from cms.locks import held


@task()
def gather_city_links(city_id: int) -> int:
    """Write down where the live pages of a city link to; return to how many addresses. One worker at a time does it."""
    with held(f"gather-links-{city_id}") as is_mine:
        city = City.objects.select_related("source_locale").get(pk=city_id)
        return gather_links(city, timezone.now()) if is_mine else 0


@task(queue_name="outside")
def check_links(subject: int) -> int:
    """Ask for the links that are due, of all cities, since hosts are asked for all of them; return how many.

    One worker at a time does it: two would ask one host at once. `subject` is 0, there is one such task.
    """
    with held("check-links") as is_mine:
        return check_due_links(timezone.now()) if is_mine else 0
