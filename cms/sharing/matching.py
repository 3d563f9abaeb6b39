"""From what another city's document names to the page of this city that stands for the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.db.models import F

from cms.cities.models import City, CityPage
from cms.guides import models as guides
from cms.guides.models import GuidePage
from cms.guides.validators import e164
from cms.publishing.models import PublishedDocument
from cms.sharing.models import TakenPage

Body = Mapping[str, Any]

MODELS: dict[str, type[GuidePage]] = {
    model.kind: model
    for name in guides.__all__
    if hasattr(model := getattr(guides, name), "text_fields") and model is not GuidePage
}
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Matching:
    """Finds, for each document of the other city that a page names, the page of this city.

    In this order: what was taken over from that very document, an organisation, office or contact with the same phone
    number, a page of the same kind with the same title. Two that fit are none.
    """

    def __init__(self, city: City, document: PublishedDocument) -> None:
        self.city = city
        self._named = named_documents(document)
        self._origin = document.city_id
        self._titles: dict[str, dict[str, set[int]]] = {}
        self._phones: dict[str, dict[str, set[int]]] = {}

    def document(self, uuid: str) -> Body | None:
        """The other city's document as readers have it."""
        return self._named.get(uuid)

    def find(self, uuid: str) -> int | None:
        """Id of this city's page, or None."""
        theirs = self._named.get(uuid)
        if theirs is None:
            return None
        if (taken := self._taken.get(uuid)) is not None:
            return taken
        kind = theirs["kind"]
        by_phone = [self._by_phone(kind).get(number, set()) for number in phones_of(theirs)]
        names = {_folded(theirs["title"]), _folded(theirs.get("official_name") or theirs["title"])}
        by_name = [self._by_title(kind).get(name, set()) for name in names]
        for found in (set().union(*by_phone), set().union(*by_name)):
            if len(found) == 1:
                return found.pop()
        return None

    @cached_property
    def _taken(self) -> dict[str, int]:
        rows = TakenPage.objects.filter(city=self.city, origin_city=self._origin, origin_uuid__in=self._named)
        return {str(uuid): page for uuid, page in rows.values_list("origin_uuid", "page_id")}

    def _pages(self, kind: str) -> Any:
        home = CityPage.objects.get(city=self.city, locale=F("city__source_locale"))
        return MODELS[kind].objects.descendant_of(home)

    def _by_title(self, kind: str) -> dict[str, set[int]]:
        if kind not in self._titles:
            self._titles[kind] = defaultdict(set)
            for pk, title in self._pages(kind).values_list("pk", "title"):
                self._titles[kind][_folded(title)].add(pk)
        return self._titles[kind]

    def _by_phone(self, kind: str) -> dict[str, set[int]]:
        if kind not in self._phones:
            self._phones[kind] = defaultdict(set)
            if kind in ("organisation", "office", "contact"):
                for page in self._pages(kind):
                    for number in _phones_of_page(page):
                        self._phones[kind][number].add(page.pk)
        return self._phones[kind]


def named_documents(document: PublishedDocument) -> dict[str, Body]:
    """What a document names of its city, by UUID: in its own language, or else in the one its city writes in."""
    uuids = set(_UUID.findall(str(document.body))) - {str(document.uuid)}
    languages = (document.body["source_language"], document.language)
    found = PublishedDocument.objects.current().filter(city=document.city_id, uuid__in=uuids, language__in=languages)
    bodies = sorted(found.values_list("body", flat=True), key=lambda body: languages.index(body["language"]))
    return {body["uuid"]: body for body in bodies}


def phones_of(body: Body) -> set[str]:
    """The phone numbers of a document, in E.164 or as short numbers."""
    return {phone["number"] for phone in body.get("phones", ())} | ({body["number"]} if body.get("number") else set())


def _phones_of_page(page: Any) -> Iterable[str]:
    numbers = [block.value["number"] for block in getattr(page, "phones", ())] + [getattr(page, "number", "")]
    return (e164(number) for number in numbers if number)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
