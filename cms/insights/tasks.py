"""Reading pages in the background."""

from __future__ import annotations

from django_tasks import task

from cms.cities.models import City
from cms.insights.reading import read_city
from cms.locks import held


@task()
def read_city_pages(city_id: int) -> int:
    """See how hard a city's pages are to read; return how many were looked at. One worker at a time does it."""
    with held(f"read-pages-{city_id}") as is_mine:
        city = City.objects.select_related("source_locale").get(pk=city_id)
        return read_city(city) if is_mine else 0
