"""Bringing the records of an HSDS feed into a city as pages, again and again without harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cms.guides.content_files.writing import Progress
from cms.guides.importers.city import CityFacts
from cms.guides.importers.hsds.entries import Entries
from cms.guides.importers.hsds.files import Feed, RawRecord, read_feed
from cms.guides.importers.hsds.offers import service
from cms.guides.importers.hsds.people import organisation
from cms.guides.importers.hsds.references import resolve_references
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.hsds.terms import term
from cms.guides.importers.hsds.translations import languages_of
from cms.guides.importers.standards.content import Settings
from cms.guides.importers.standards.identities import Identities
from cms.guides.importers.standards.report import FeedReport
from cms.guides.importers.standards.translated import laid_below
from cms.guides.importers.standards.writing import city_named, new_city, write


def import_feed(
    paths: list[Path],
    facts: CityFacts,
    language: str,
    settings: Settings,
    *,
    is_dry_run: bool = False,
    progress: Progress = lambda what, done, total: None,
) -> FeedReport:
    """Make pages of the records of a feed, with their translations, or bring them in line, and publish them.

    Args:
        paths: JSON files.
        facts: of a new city; an existing one keeps its own.
        language: BCP 47 tag of the feed, the source language of the city.
        settings: what a feed does not say of itself.
        is_dry_run: check everything and write nothing.

    Raises:
        FeedError: when nothing can be brought in.
    """
    report = FeedReport()
    feed = read_feed(paths, report)
    city = city_named(facts.slug, language)
    spoken = tuple(city.language_tags) if city else (language, *languages_of(feed, language))
    entries = Entries(Identities(facts.slug), settings, report, languages=frozenset(spoken) - {language})
    _read(feed, entries)
    resolve_references(entries)
    base = laid_below(entries, city) if city else new_city(facts, spoken, dict.fromkeys(spoken, facts.name))
    write(entries, base, facts.slug, is_dry_run=is_dry_run, progress=progress)
    return report


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
