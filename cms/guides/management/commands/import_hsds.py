from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from cms.guides.importers.city import CityFacts
from cms.guides.importers.hsds.importing import import_feed
from cms.guides.importers.standards.command import FeedCommand
from cms.guides.importers.standards.content import Settings
from cms.guides.importers.standards.report import FeedReport, Loss

EXAMPLES = 3  # of each kind of loss, when the report is for people


class Command(FeedCommand):
    """Brings services, organisations and places in HSDS 3.0 in."""

    help = (
        "Bring services, organisations and places of a feed in HSDS 3.0 (Open Referral) into a city, and publish them. "
        "Again and again without harm: a record keeps its page, and what did not change is left alone. What was not "
        "taken is said.\n\n"
        "example: manage.py import_hsds organizations.json services.json --city springfield --language en "
        "--name Springfield --country US --time-zone America/Chicago --site-url https://guide.example.org"
    )
    files_help = "JSON: lists of records, or one record"
    language_help = "BCP 47 tag of the feed, and of the city's own language"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        super().add_arguments(parser)
        parser.add_argument("--topics", default="", metavar="TAXONOMY", help="taxonomy whose terms become topics")
        kinds = ("authority", "ngo", "company", "club")
        parser.add_argument("--kind", default="ngo", choices=kinds, help="what organisations are (%(default)s)")

    def bring_in(self, facts: CityFacts, options: dict[str, Any]) -> FeedReport:
        """Read the records and write the pages."""
        wanted = Settings(
            country=facts.country,
            organisation_kind=options["kind"],
            topic=options["topic"],
            taxonomy=options["topics"],
            site_url=facts.site_url.rstrip("/"),
        )
        return import_feed(
            options["files"],
            facts,
            options["language"],
            wanted,
            is_dry_run=options["dry_run"],
            progress=self.progress,
        )

    def not_taken(self, report: FeedReport) -> Iterable[str]:
        """The fields with some examples."""
        return _summed_up(report.not_taken)

    def read(self, report: FeedReport) -> str:
        """How many records there are of each kind."""
        return f"{report.services} services, {report.organizations} organisations, {report.terms} taxonomy terms read"

    def lost(self, report: FeedReport) -> str:
        """Records and fields."""
        return f"{len(report.left_out)} records left out, {len(report.not_taken)} fields not taken"


def _summed_up(losses: list[Loss]) -> list[str]:
    """A line for each field that was not taken, with some examples."""
    by_field: dict[str, list[Loss]] = {}
    for loss in losses:
        by_field.setdefault(re.sub(r"\[\d+\]", "[]", loss.field), []).append(loss)
    lines = []
    for field, found in by_field.items():
        lines.append(f"not taken: {field} of {len(found)} records")
        lines += [f"  {loss}" for loss in found[:EXAMPLES]]
        lines += [f"  and {len(found) - EXAMPLES} more; --json lists all"] if len(found) > EXAMPLES else []
    return lines
