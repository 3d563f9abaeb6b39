"""Telling cities of changed origins, in the background."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from cms.cities.models import City
from cms.locks import held
from cms.sharing.mails import tell_editors


@task()
def tell_city_of_origins(city_id: int) -> int:
    """Mail what changed in the origins of a city's pages; return how many mails left. One worker at a time does it."""
    with held(f"tell-of-origins-{city_id}") as is_mine:
        city = City.objects.select_related("source_locale").get(pk=city_id)
        return tell_editors(city, timezone.now()) if is_mine else 0
