"""Which page of which city stands at an address of its guide, and in which language it was asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from cms.cities.models import City
from cms.insights.access_logs import host_of
from cms.publishing.models import PublishedDocument
from site_builder.guide import KINDS_WITH_PAGE

INDEX = "index.html"


class Place(NamedTuple):
    """A page in a language."""

    city: City
    uuid: UUID
    language: str


class PageAddresses:
    """The pages of documents in the guides of some cities. The theme's own pages (A to Z, glossary) are none of them.

    A page stands in every language of its city: where it is not translated, at the path of the source language.
    """

    def __init__(self, cities: Iterable[City]) -> None:
        self._guides: dict[str, list[tuple[str, City]]] = defaultdict(list)
        known = {city.pk: city for city in cities}
        for city in known.values():
            address = city.guide_url
            self._guides[host_of(address)].append((urlsplit(address).path.rstrip("/") + "/", city))
        for guides in self._guides.values():
            # A guide may stand below another one's address: the longer is meant.
            guides.sort(key=lambda guide: -len(guide[0]))
        self._pages = _pages(known)

    @property
    def hosts(self) -> list[str]:
        """The hosts on which there are guides."""
        return sorted(self._guides)

    def find(self, host: str, path: str) -> Place | None:
        """The page at a path that begins with a slash."""
        for base, city in self._guides.get(host, ()):
            if path.startswith(base):
                return self._pages[city.pk].get(path[len(base) :].removesuffix(INDEX).rstrip("/"))
        return None


def _pages(cities: dict[int, City]) -> dict[int, dict[str, Place]]:
    """By city and folder below its guide. What a language has itself comes before what falls back to the source."""
    languages = {pk: city.language_tags for pk, city in cities.items()}
    found: dict[int, dict[str, Place]] = {pk: {} for pk in cities}
    documents = list(
        PublishedDocument.objects.current()
        .filter(city__in=cities, kind__in=KINDS_WITH_PAGE)
        .values_list("city", "uuid", "language", "path")
    )
    for pk, uuid, language, path in documents:
        if language == cities[pk].source_language:
            for tag in languages[pk]:
                found[pk][f"{tag}/{path}".rstrip("/")] = Place(cities[pk], uuid, tag)
    for pk, uuid, language, path in documents:
        found[pk][f"{language}/{path}".rstrip("/")] = Place(cities[pk], uuid, language)
    return found
