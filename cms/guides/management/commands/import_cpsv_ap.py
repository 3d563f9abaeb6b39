from __future__ import annotations

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.cities.models import City
from cms.guides.content_files.exporting import ExportError
from cms.guides.importers.city import CityFacts
from cms.guides.importers.cpsv.importing import import_graph
from cms.guides.importers.hsds.entries import Settings
from cms.guides.importers.hsds.files import HsdsError
from cms.guides.importers.hsds.importing import currency_of


class Command(BaseCommand):
    """Brings public services in CPSV-AP in."""

    help = (
        "Bring public services in CPSV-AP (Turtle or JSON-LD) into a city, and publish them. Again and again without "
        "harm: an IRI keeps its page, and what did not change is left alone. What was not taken is said. Nothing is "
        "fetched: a context of JSON-LD has to stand in the file.\n\n"
        "example: manage.py import_cpsv_ap cpsv-ap.ttl --city springfield --language en --name Springfield "
        "--country IE --time-zone Europe/Dublin --site-url https://guide.example.org"
    )

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="Turtle (.ttl) or JSON-LD (.jsonld)")
        parser.add_argument("--city", required=True, metavar="SLUG", help="the city; a new one is made")
        parser.add_argument("--language", required=True, help="BCP 47 tag of the city's own language")
        parser.add_argument("--dry-run", action="store_true", help="say what would not be taken and write nothing")
        parser.add_argument("--topic", default="Services", help="topic of services that name none (%(default)s)")
        parser.add_argument("--name", help="of a new city, as readers know it")
        parser.add_argument("--country", help="of a new city, ISO code")
        parser.add_argument("--time-zone", help="of a new city")
        parser.add_argument("--site-url", help="where readers will find the guide of a new city")
        parser.add_argument("--publisher", help="who answers for the guide of a new city (default: its name)")
        parser.add_argument("--json", action="store_true", help="print counts, and all that was not taken, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        facts = _facts(options)
        wanted = Settings(facts.country, currency_of(facts.country), "ngo", options["topic"], "")
        try:
            report = import_graph(
                options["files"],
                facts,
                options["language"],
                wanted,
                is_dry_run=options["dry_run"],
                progress=self._progress,
            )
        except (HsdsError, ExportError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report.as_data(), ensure_ascii=False))
            return
        for loss in report.left_out:
            self.stderr.write(f"left out: {loss}")
        for loss in report.not_taken:
            self.stderr.write(f"not taken: {loss}")
        told = f"{report.created} pages made, {report.changed} changed, {report.unchanged} as they were"
        told = "nothing was written" if options["dry_run"] else told
        lost = f"{len(report.left_out)} things left out, {len(report.not_taken)} properties not taken"
        self.stdout.write(f"{facts.slug}: {report.services} public services read; {told}; {lost}")

    def _progress(self, what: str, done: int, total: int) -> None:
        if done == total or (self.stderr.isatty() and done % 10 == 0):
            self.stderr.write(f"{what}: {done} of {total}")


def _facts(options: dict[str, Any]) -> CityFacts:
    """What is known of the city. Raises CommandError if too little is said of a new one."""
    slug = options["city"]
    city = City.objects.filter(slug=slug).first()
    if city is not None:
        return CityFacts(slug, slug, city.country, city.time_zone, city.site_url, city.publisher)
    root = settings.GUIDE_SITE_ROOT
    site_url = options["site_url"] or (f"{root}/{slug}" if root else "")
    for name, value in (*((each, options[each]) for each in ("name", "country", "time_zone")), ("site_url", site_url)):
        if not value:
            message = f"There is no city {slug}. To make it, say its --{name.replace('_', '-')}."
            raise CommandError(message)
    publisher = options["publisher"] or options["name"]
    return CityFacts(slug, options["name"], options["country"], options["time_zone"], site_url, publisher)
