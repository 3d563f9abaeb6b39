"""Asking whether pages are still right, in the background."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from cms.cities.models import City
from cms.contributions.reviews.asking import ask_city
from cms.locks import held


@task()
def ask_city_for_checks(city_id: int) -> int:
    """Send what a city has to send today; return how many mails left. One worker at a time does a city."""
    with held(f"ask-for-checks-{city_id}") as is_mine:
        city = City.objects.select_related("source_locale").get(pk=city_id)
        return ask_city(city, timezone.now()) if is_mine else 0
