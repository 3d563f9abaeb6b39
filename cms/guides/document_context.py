"""Look-ups that many documents of one city share: which page id is which document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from wagtail.models import Page

from cms.cities.models import City
from cms.guides.models import DirectoryPage, GuidePage
from cms.guides.richtext import published_html

# What other apps have documents of a city carry besides the fields of their pages, by UUID: to be added to by them.
CREDITS: list[Callable[[City], dict[str, dict[str, Any]]]] = []


class DocumentContext:
    """Turns references to pages of a city into UUIDs, each page looked up once."""

    def __init__(self, city: City) -> None:
        self.city = city
        self._known: dict[int, tuple[str, str] | None] = {}

    def preload(self, pages: Iterable[Page]) -> None:
        """Take over pages that are loaded anyway, so that no look-up is needed for them."""
        for page in pages:
            self._known[page.pk] = _identity(page)

    def credit_of(self, page: Page) -> dict[str, Any]:
        """What the document of a page carries about where its text comes from."""
        return self._credits.get(str(page.translation_key), {})

    @cached_property
    def _credits(self) -> dict[str, dict[str, Any]]:
        return {uuid: credit for credits_of in CREDITS for uuid, credit in credits_of(self.city).items()}

    def resolve(self, pk: int) -> tuple[str, str] | None:
        """(uuid, kind) of the page with this id, or None if there is none or it publishes nothing."""
        if pk not in self._known:
            page = Page.objects.filter(pk=pk).select_related("content_type").first()
            self._known[pk] = _identity(page) if page else None
        return self._known[pk]

    def uuid_of(self, pk: int | None) -> str | None:
        """UUID of the page with this id."""
        found = self.resolve(pk) if pk else None
        return found[0] if found else None

    def uuid_of_page(self, page: Page | None) -> str | None:
        """UUID of a page that a chooser block holds."""
        return str(page.translation_key) if page is not None else None

    def uuids(self, stream: Iterable[Any]) -> list[str]:
        """UUIDs of a stream of page references; references to deleted pages are left out."""
        return [str(block.value.translation_key) for block in stream if block.value is not None]

    def html(self, source: str) -> str:
        """Rich text as the document carries it."""
        return published_html(source, self.resolve) if source else ""

    def parent_of(self, page: Page) -> str | None:
        """UUID of the parent document; entities in a directory hang below the city, which itself has none."""
        parent = page.get_parent()
        if parent is None or parent.is_root():
            return None
        if issubclass(parent.specific_class, DirectoryPage):
            parent = parent.get_parent()
        return str(parent.translation_key)


def _identity(page: Page) -> tuple[str, str] | None:
    kind = getattr(page.specific_class, "kind", None) if issubclass(page.specific_class, GuidePage) else None
    return (str(page.translation_key), kind) if kind else None
