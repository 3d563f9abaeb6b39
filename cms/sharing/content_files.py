"""Credit and link of text that was taken over, in content files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from cms.cities.models import City
from cms.cities.trees import city_of
from cms.guides.models import GuidePage
from cms.publishing.recording import record_page
from cms.sharing.models import TakenPage

CREDIT = ("publisher", "licence", "url")


def told(city: City) -> dict[UUID, dict[str, Any]]:
    """By UUID of a page of the city whose text is credited: whose it is, and which document it was."""
    links = TakenPage.objects.filter(city=city, is_credited=True).select_related("page")
    return {link.page.translation_key: _written(link) for link in links}


def keep(page: GuidePage, data: dict[str, Any]) -> bool:
    """Keep the credit of a page as its file has it. Whether it was another, or none.

    A link that is new is not followed: files do not hold what somebody last decided on. Whoever follows it again in the
    admin is shown all that the origin says otherwise.
    """
    link = TakenPage.objects.filter(page=page.pk).first()
    if link and link.is_credited and _written(link) == data:
        return False
    city = city_of(page)
    if city is None:
        return False
    link = link or TakenPage(page_id=page.pk, city=city, base={}, is_followed=False)
    link.publisher, link.licence, link.url = (data[name] for name in CREDIT)
    link.origin_uuid, link.language, link.is_credited = UUID(data["uuid"]), data["language"], True
    link.origin_city = City.objects.filter(published_documents__uuid=link.origin_uuid).first()
    link.save()
    if page.live:
        record_page(page)
    return True


def _written(link: TakenPage) -> dict[str, Any]:
    origin = {"uuid": str(link.origin_uuid), "language": link.language}
    return {name: getattr(link, name) for name in CREDIT} | origin
