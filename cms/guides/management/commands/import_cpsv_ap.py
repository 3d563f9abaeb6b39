from __future__ import annotations

from typing import Any

from cms.guides.importers.city import CityFacts
from cms.guides.importers.cpsv.importing import import_graph
from cms.guides.importers.standards.command import FeedCommand
from cms.guides.importers.standards.content import Settings
from cms.guides.importers.standards.report import FeedReport


class Command(FeedCommand):
    """Brings public services in CPSV-AP in."""

    help = (
        "Bring public services in CPSV-AP (Turtle or JSON-LD) into a city, and publish them. Again and again without "
        "harm: an IRI keeps its page, and what did not change is left alone. What was not taken is said. Nothing is "
        "fetched: a context of JSON-LD has to stand in the file.\n\n"
        "example: manage.py import_cpsv_ap cpsv-ap.ttl --city springfield --language en --name Springfield "
        "--country IE --time-zone Europe/Dublin --site-url https://guide.example.org"
    )
    files_help = "Turtle (.ttl) or JSON-LD (.jsonld)"
    language_help = "BCP 47 tag of the city's own language"

    def bring_in(self, facts: CityFacts, options: dict[str, Any]) -> FeedReport:
        """Read the graph and write the pages."""
        wanted = Settings(facts.country, options["topic"])
        return import_graph(
            options["files"],
            facts,
            options["language"],
            wanted,
            is_dry_run=options["dry_run"],
            progress=self.progress,
        )

    def read(self, report: FeedReport) -> str:
        """How many services there are in the graph."""
        return f"{report.services} public services read"

    def lost(self, report: FeedReport) -> str:
        """Things and properties."""
        return f"{len(report.left_out)} things left out, {len(report.not_taken)} properties not taken"
