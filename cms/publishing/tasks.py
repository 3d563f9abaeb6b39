"""Background tasks: wake-up calls that look at the data for what is due, so a lost or doubled one harms nothing."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from cms.cities.models import City
from cms.publishing.building import build_guide, is_buildable
from cms.publishing.translating import translate_pages
from cms.search.searching import update_city


@task(queue_name="build")
def build_city_guide(city_id: int) -> str:
    """Build the guide of a city if anything changed since its live release; return the live release's name.

    A city whose home page was never published has no guide yet, and nothing is built; one whose home page was
    withdrawn has its guide taken offline.
    """
    city = City.objects.get(pk=city_id)
    if not is_buildable(city):
        return ""
    return build_guide(city).release


@task()
def index_city_documents(city_id: int) -> int:
    """Bring the search indexes of a city up to its newest documents; return the revision that they hold."""
    return update_city(City.objects.get(pk=city_id).slug)


@task(queue_name="translate")
def translate_city_pages(
    page_ids: list[int], languages: list[str], publish: bool, user_id: int | None
) -> dict[str, Any]:
    """Draft what is missing of these source pages in these languages; return what became of them.

    The result holds the report's counts, and under "not_drafted" the reason for each language that was not.
    """
    report = translate_pages(page_ids, languages, publish=publish, user_id=user_id)
    return {**report.counts(), "not_drafted": report.not_drafted}
