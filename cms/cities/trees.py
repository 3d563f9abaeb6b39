"""Which city and which language tree a page stands in. Paths tell; no page type has to be known."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from wagtail.models import Page

if TYPE_CHECKING:
    from cms.cities.models import City, CityPage

# A materialised path holds one fixed-width step per level: the root, then the home page of a (city, language).
HOME_DEPTH = 2
HOME_PATH_LENGTH = HOME_DEPTH * Page.steplen


def home_of(page: Page) -> CityPage | None:
    """The home page of the tree that `page` stands in, or None outside every city (the root)."""
    from cms.cities.models import CityPage

    if page.depth < HOME_DEPTH:
        return None
    return CityPage.objects.select_related("city", "city__source_locale", "locale").filter(path=home_path(page)).first()


def home_path(page: Page) -> str:
    """Materialised path of the tree's home page."""
    return str(page.path[:HOME_PATH_LENGTH])


def city_of(page: Page) -> City | None:
    """The city that `page` belongs to, or None outside every city."""
    home = home_of(page)
    return home.city if home else None


def same_tree(first: Page, second: Page) -> bool:
    """Whether two pages stand in the same city and language."""
    return min(first.depth, second.depth) >= HOME_DEPTH and home_path(first) == home_path(second)


def document_path(page: Page, home: CityPage) -> str:
    """Path of the page below its language's root, without slashes at its ends."""
    return str(page.url_path[len(home.url_path) :].strip("/"))


def pages_outside(city: City, ids: Collection[int]) -> set[int]:
    """Those of the pages with these ids that stand in no language of the city."""
    if not ids:
        return set()
    homes = set(city.pages.values_list("path", flat=True))
    pages = Page.objects.filter(pk__in=ids).values_list("pk", "path")
    return {pk for pk, path in pages if path[:HOME_PATH_LENGTH] not in homes}
