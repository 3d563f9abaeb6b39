"""Which page a record of a feed is: the same one each time, and never one of another city."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils.text import slugify
from wagtail.models import Page

from cms.cities.models import City, CityPage
from cms.guides.characters import whole
from cms.guides.content_files.kinds import BY_MODEL, BY_NAME
from cms.guides.directories import SLUGS

NAMESPACE = uuid.UUID("3d1c9f57-5b5e-5a86-9a5c-0a6b0f6f5b52")
LONGEST_SLUG = 80


@dataclass(frozen=True)
class Present:
    """A page of the city that exists already."""

    kind: str
    slug: str


class Identities:
    """The pages of a city in its source language, by UUID, and the UUIDs that records of a feed get."""

    def __init__(self, slug: str) -> None:
        self.city = slug
        self.pages: dict[uuid.UUID, Present] = {}
        city = City.objects.filter(slug=slug).first()
        homes = CityPage.objects.filter(city=city) if city else CityPage.objects.none()
        self._paths = tuple(homes.values_list("path", flat=True))
        self._slugs: set[tuple[str, str]] = set()
        for home in homes.filter(locale=city.source_locale) if city else ():
            for page in home.get_descendants().select_related("content_type"):
                kind = BY_MODEL.get(page.specific_class)
                self._slugs.add((_family(kind.name if kind else ""), page.slug))
                if kind:
                    self.pages[page.translation_key] = Present(kind.name, page.slug)

    def uuid_of(self, given: str) -> uuid.UUID:
        """The UUID of a record's page. An id that a page of another city has is made another one, always the same.

        Ids that are no UUIDs, as older feeds have them, become some.
        """
        own = _parsed(whole(given))
        elsewhere = uuid.uuid5(NAMESPACE, f"{self.city}/{own}")
        if own in self.pages:
            return own
        if elsewhere in self.pages:
            return elsewhere
        taken = Page.objects.filter(translation_key=own).values_list("path", flat=True)
        return elsewhere if any(not path.startswith(self._paths) for path in taken) else own

    def made(self, *parts: str) -> uuid.UUID:
        """The UUID of something that has no id in the feed."""
        return uuid.uuid5(NAMESPACE, "/".join((self.city, *parts)))

    def slug_for(self, kind: str, key: uuid.UUID, title: str) -> str:
        """The slug of a page: that which it has, or one that no page of the city has that may stand beside it."""
        if key in self.pages:
            return self.pages[key].slug
        stem = slugify(title, allow_unicode=True)[:LONGEST_SLUG].strip("-_") or str(key)[:8]
        slug, number = stem, 1
        while (_family(kind), slug) in self._slugs or slug in SLUGS.values():
            number += 1
            slug = f"{stem}-{number}"
        self._slugs.add((_family(kind), slug))
        return slug


def _family(kind: str) -> str:
    """Which pages may stand side by side: those of topics, and those of each directory."""
    found = BY_NAME.get(kind)
    return found.name if found and found.holding else ""


def _parsed(given: str) -> uuid.UUID:
    try:
        return uuid.UUID(given)
    except ValueError:
        return uuid.uuid5(NAMESPACE, given)
