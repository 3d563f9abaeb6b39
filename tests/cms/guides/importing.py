"""Importing content files in tests, and looking at what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from wagtail.models import Locale, Revision

from cms.cities.models import City, CityPage
from cms.guides.content_files.checking import check_folder
from cms.guides.content_files.writing import ImportReport, import_checked
from cms.guides.models import GuidePage
from cms.publishing.models import PublishedDocument
from cms.publishing.recording import newest_revision
from translations.completeness import translation_behind
from translations.states import TranslationState, translation_states

AnyPage = TypeVar("AnyPage", bound=GuidePage)


def bring_in(folder: Path) -> ImportReport:
    """Import a folder."""
    return import_checked(check_folder(folder))


def page_of(model: type[AnyPage], slug: str, language: str = "en", city: str = "millbrook") -> AnyPage:
    """A page of a city by its slug."""
    home = CityPage.objects.get(city__slug=city, locale__language_code=language)
    found: AnyPage = model.objects.descendant_of(home).get(slug=slug)
    return found


def state_of(page: GuidePage | CityPage, language: str) -> TranslationState:
    """The state of a source page in a language."""
    translation = translation_behind(page.get_translation(Locale.objects.get(language_code=language)))
    assert translation is not None
    return translation_states([translation.source_id], [translation.target_locale_id])[
        translation.source_id, translation.target_locale_id
    ]


def document(page: GuidePage | CityPage, language: str = "en") -> PublishedDocument:
    """The published document of a source page in a language."""
    return PublishedDocument.objects.current().get(uuid=page.translation_key, language=language)


def footprint(city: str = "millbrook") -> tuple[int, int]:
    """How many revisions of pages there are, and the newest revision of the city's documents."""
    return Revision.objects.count(), newest_revision(City.objects.get(slug=city))
