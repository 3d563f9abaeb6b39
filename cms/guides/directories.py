"""The directories of a city: one folder for each kind of entity."""

from __future__ import annotations

from collections import Counter
from itertools import count

from django.db.models import F

from cms.cities.models import City, CityPage
from cms.cities.trees import HOME_PATH_LENGTH
from cms.guides.models import DirectoryPage, Holding

# Slugs are part of public addresses and the same in every language.
SLUGS = {
    Holding.SITUATION: "situations",
    Holding.ORGANISATION: "organisations",
    Holding.OFFICE: "offices",
    Holding.DOCUMENT_TYPE: "documents",
    Holding.COST: "costs",
    Holding.CONTACT: "contacts",
    Holding.TERM: "terms",
    Holding.ALERT: "alerts",
    Holding.EVENT: "events",
}


def ensure_directories(city: City) -> dict[Holding, DirectoryPage]:
    """The directories of the city in its source language; where one is missing in a language it is made."""
    home = CityPage.objects.get(city=city, locale=city.source_locale)
    directories = {}
    for holding in Holding:
        directory = DirectoryPage.objects.child_of(home).filter(holds=holding).first()
        if directory is None:
            slug = _free_slug(SLUGS[holding], home)
            directory = DirectoryPage(title=str(holding.label), slug=slug, holds=holding, locale=home.locale, live=True)
            home.add_child(instance=directory)
        for language in city.languages.exclude(locale=city.source_locale):
            if not directory.has_translation(language.locale):
                directory.copy_for_translation(language.locale)
        directories[holding] = directory
    return directories


def complete_directories() -> None:
    """Give every city that lacks one the directories of kinds that are new in this version."""
    held = Counter(path[:HOME_PATH_LENGTH] for path in DirectoryPage.objects.values_list("path", flat=True))
    for home in CityPage.objects.filter(locale=F("city__source_locale")).select_related("city"):
        if held[home.path] < len(Holding):
            ensure_directories(home.city)


def _free_slug(slug: str, home: CityPage) -> str:
    """The slug, numbered if a page had it before cities had such a directory."""
    taken = set(home.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(free for number in count(1) if (free := slug if number == 1 else f"{slug}-{number}") not in taken)
