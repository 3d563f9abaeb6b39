"""The directories of a city: one folder for each kind of entity."""

from __future__ import annotations

from cms.cities.models import City, CityPage
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
}


def ensure_directories(city: City) -> dict[Holding, DirectoryPage]:
    """The directories of the city in its source language; where one is missing in a language it is made."""
    home = CityPage.objects.get(city=city, locale=city.source_locale)
    directories = {}
    for holding in Holding:
        directory = DirectoryPage.objects.child_of(home).filter(holds=holding).first()
        if directory is None:
            directory = DirectoryPage(
                title=str(holding.label), slug=SLUGS[holding], holds=holding, locale=home.locale, live=True
            )
            home.add_child(instance=directory)
        for language in city.languages.exclude(locale=city.source_locale):
            if not directory.has_translation(language.locale):
                directory.copy_for_translation(language.locale)
        directories[holding] = directory
    return directories
