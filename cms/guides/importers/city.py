"""The city that an imported guide belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.db import transaction
from wagtail.models import Locale

from cms.cities.models import City, CityPage
from cms.cities.provisioning import provision_city
from cms.guides.directories import ensure_directories
from cms.guides.importers.records import GuideError
from cms.guides.importers.translations import write_translation

# What the home page says; an editor may write more. Languages without a sentence here have the English one.
INTRODUCTIONS = {
    "de": "Informationen für das Leben in {name}. Die Texte stammen aus Integreat.",
    "en": "Information for life in {name}. The texts come from Integreat.",
}


@dataclass(frozen=True)
class CityFacts:
    """What a guide's files do not say of its city."""

    slug: str
    name: str
    country: str
    time_zone: str
    site_url: str
    publisher: str


@transaction.atomic
def ensure_city(facts: CityFacts, source: str, languages: Sequence[str]) -> City:
    """The city of a guide, made with its home pages if it does not exist. Languages that it lacks are added.

    Args:
        facts: of a new city; an existing one keeps its own.
        source: BCP 47 tag of the source language.
        languages: all tags, the source language first.

    Raises:
        GuideError: when the city exists with another source language.
    """
    existing = City.objects.filter(slug=facts.slug).first()
    if existing is not None and existing.source_language != source:
        message = (
            f"The city {facts.slug} is written in {existing.source_language}, the guide in {source}. "
            "Choose another --slug, or the source language with --source."
        )
        raise GuideError(message)
    if existing is not None:
        languages = [*existing.language_tags, *(tag for tag in languages if tag not in existing.language_tags)]
    city = provision_city(
        _record(facts, existing),
        source_language=source,
        languages=languages,
        name=facts.name,
        introduction=_introduction(facts.name, source),
    )
    ensure_directories(city)
    if existing is None:
        _publish_home(city, facts.name)
    return city


def _record(facts: CityFacts, existing: City | None) -> dict[str, str]:
    names = ("country", "time_zone", "site_url", "publisher")
    return {"slug": facts.slug} | {name: getattr(existing or facts, name) for name in names}


def _introduction(name: str, language: str) -> str:
    sentence = INTRODUCTIONS.get(language, INTRODUCTIONS["en"]).format(name=name)
    return f"<p>{escape(sentence)}</p>"


def _publish_home(city: City, name: str) -> None:
    """Have the home pages of a new city go live, the source last: its documents follow from all languages."""
    home = CityPage.objects.get(city=city, locale=city.source_locale)
    for tag in city.language_tags:
        if tag != city.source_language:
            values = {"title": name, "introduction": _introduction(name, tag)}
            write_translation(home, Locale.objects.get(language_code=tag), values, None)
    home.save_revision(log_action=True).publish()
