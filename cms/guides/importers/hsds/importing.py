"""Bringing the records of an HSDS feed into a city as pages, again and again without harm."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from babel.numbers import get_territory_currencies

from cms.cities.models import City
from cms.guides.content_files.exporting import export_city
from cms.guides.content_files.writing import Progress, import_checked
from cms.guides.importers.city import CityFacts
from cms.guides.importers.hsds.entries import Data, Entries, Settings
from cms.guides.importers.hsds.files import Feed, HsdsError, RawRecord, read_feed
from cms.guides.importers.hsds.identities import Identities
from cms.guides.importers.hsds.mending import checked
from cms.guides.importers.hsds.offers import service
from cms.guides.importers.hsds.people import organisation
from cms.guides.importers.hsds.references import resolve_references
from cms.guides.importers.hsds.report import HsdsReport
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.hsds.terms import term


def import_feed(
    paths: list[Path],
    facts: CityFacts,
    language: str,
    settings: Settings,
    *,
    is_dry_run: bool = False,
    progress: Progress = lambda what, done, total: None,
) -> HsdsReport:
    """Make pages of the records of a feed in the source language of a city, or bring them in line, and publish them.

    Args:
        paths: JSON files.
        facts: of a new city; an existing one keeps its own.
        language: BCP 47 tag of the feed, the source language of the city.
        settings: what a feed does not say of itself.
        is_dry_run: check everything and write nothing.

    Raises:
        HsdsError: when nothing can be brought in.
    """
    report = HsdsReport()
    feed = read_feed(paths, report)
    city = City.objects.filter(slug=facts.slug).first()
    if city is not None and city.source_language != language:
        message = (
            f"The city {facts.slug} is written in {city.source_language}, the feed in {language}. A feed has one "
            "language: bring in the one in the city's language, or choose another --city."
        )
        raise HsdsError(message)
    entries = Entries(Identities(facts.slug), settings, report)
    _read(feed, entries)
    resolve_references(entries)
    base = _as_it_is(city) if city is not None else {"city.yaml": _city_file(facts, language)}
    with tempfile.TemporaryDirectory() as place:
        folder = checked(entries, base, Path(place) / facts.slug)
        if not is_dry_run:
            done = import_checked(folder, progress)
            report.created, report.changed, report.unchanged = done.created, done.changed, done.unchanged
    return report


def currency_of(country: str) -> str:
    """The currency in which a country pays."""
    return next(iter(get_territory_currencies(country)), "EUR")


def _read(feed: Feed, entries: Entries) -> None:
    """Organisations and topics first: services name them."""
    services = [*feed.services]
    for raw in services:
        entries.reserve(str(raw.data.get("id") or ""))
    for raw in feed.organizations:
        taken = _taken(raw, entries)
        services += [_owned(each, raw) for each in taken.raw("services") or [] if isinstance(each, dict)]
        organisation(taken, entries)
        taken.finish()
    for raw in feed.terms:
        taken = _taken(raw, entries)
        if term(taken, entries) is None:
            why = "is of a taxonomy that is no topic here. Name the taxonomy with --topics."
            entries.report.leave_out(taken.file, taken.record, "", why)
            continue
        taken.finish()
    for raw in services:
        taken = _taken(raw, entries)
        before = len(entries.report.left_out)
        service(taken, entries)
        if len(entries.report.left_out) == before:
            taken.finish()
    report = entries.report
    report.services, report.organizations, report.terms = len(services), len(feed.organizations), len(feed.terms)


def _taken(raw: RawRecord, entries: Entries) -> Taken:
    taken = Taken(raw.data, raw.file, str(raw.data.get("id") or raw.place), entries.report)
    taken.ignore("id")
    return taken


def _owned(service: dict[str, Any], owner: RawRecord) -> RawRecord:
    """A service that stands inside its organisation."""
    named = {name: owner.data[name] for name in ("id", "name", "description") if name in owner.data}
    return RawRecord(owner.file, owner.place, {**service, "organization": service.get("organization") or named})


def _as_it_is(city: City) -> dict[str, Data]:
    return export_city(city, translations=False).files


def _city_file(facts: CityFacts, language: str) -> Data:
    names = ("country", "time_zone", "site_url", "publisher")
    return {
        "title": facts.name,
        "introduction": f"{facts.name}\n",
        **{name: getattr(facts, name) for name in names},
        "source_language": language,
        "languages": [language],
    }
