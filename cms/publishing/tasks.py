"""Background tasks: wake-up calls that look at the data for what is due, so a lost or doubled one harms nothing."""

from __future__ import annotations

from django_tasks import task

from cms.cities.models import City
from cms.publishing.building import build_guide
from cms.publishing.translating import translate_pages


@task(queue_name="build")
def build_city_guide(city_id: int) -> str:
    """Build the guide of a city if anything changed since its live release; return the live release's name."""
    city = City.objects.get(pk=city_id)
    return build_guide(city).release


@task(queue_name="translate")
def translate_city_pages(
    page_ids: list[int], languages: list[str], publish: bool, user_id: int | None
) -> dict[str, int]:
    """Draft what is missing of these source pages in these languages; return counts of what became of them."""
    return translate_pages(page_ids, languages, publish=publish, user_id=user_id).counts()
