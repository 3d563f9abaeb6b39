"""Which page a reference means, and how a page is called in references."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cms.cities.models import CityPage
from cms.guides.content_files.kinds import BY_MODEL
from cms.guides.content_files.problems import Place

Report = Callable[[Place, str], None]


class Names:
    """The pages of a city in its source language, by (kind, slug) and by id."""

    def __init__(self, country: str) -> None:
        self.country = country
        self._pages: dict[tuple[str, str], int] = {}
        self._names: dict[int, tuple[str, str]] = {}
        self._pictures: dict[str, int] = {}
        self._picture_names: dict[int, str] = {}

    def add(self, kind: str, slug: str, page: int) -> None:
        """Take in a page."""
        self._pages[kind, slug] = page
        self._names[page] = (kind, slug)

    def page(self, kind: str, slug: str) -> int | None:
        """The id of the page that `kind:slug` names."""
        return self._pages.get((kind, slug))

    def slug(self, page: int | None) -> str | None:
        """The slug of a page, or None if there is no such page any more."""
        found = self._names.get(page) if page is not None else None
        return found[1] if found else None

    def kind(self, page: int) -> str | None:
        """The kind of a page."""
        found = self._names.get(page)
        return found[0] if found else None

    def reference(self, page: int) -> str | None:
        """`kind:slug` of a page."""
        found = self._names.get(page)
        return ":".join(found) if found else None

    def add_picture(self, name: str, image: int) -> None:
        """Take in an image; the first name that it is given is the one that is written."""
        self._pictures[name] = image
        self._picture_names.setdefault(image, name)

    def picture(self, name: str) -> int | None:
        """The id of the image that a file calls so."""
        return self._pictures.get(name)

    def picture_name(self, image: int | None) -> str | None:
        """What files call an image, or None if the city has no such image."""
        return self._picture_names.get(image) if image is not None else None


class Loader:
    """Looks references up while a file's values are turned into those of a page, and hears what is wrong with them."""

    def __init__(self, names: Names, report: Report) -> None:
        self.names = names
        self.report = report

    def page(self, place: Place, slug: str, kinds: Iterable[str]) -> int | None:
        """The page with this slug of the first of `kinds` that has one. Reports it if none does."""
        for kind in kinds:
            if (page := self.names.page(kind, slug)) is not None:
                return page
        folders = " or ".join(f"{kind}s/{slug}.yaml" for kind in kinds)
        self.report(place, f"“{slug}” does not exist. Correct the slug, or add {folders}.")
        return None


def names_of_pages(home: CityPage) -> Names:
    """The names of all pages below the home page of a city's source language."""
    names = Names(home.city.country)
    for pk, slug, model in _pages(home):
        if kind := BY_MODEL.get(model):
            names.add(kind.name, slug, pk)
    return names


def _pages(home: CityPage) -> Iterable[tuple[int, str, type]]:
    for page in home.get_descendants().select_related("content_type"):
        yield page.pk, page.slug, page.specific_class
