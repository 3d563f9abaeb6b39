"""What commands that bring a standard's feed into a city have in common: which city, what is said, and to whom."""

from __future__ import annotations

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.cities.models import City
from cms.guides.content_files.exporting import ExportError
from cms.guides.importers.city import CityFacts
from cms.guides.importers.standards.report import FeedError, FeedReport


class FeedCommand(BaseCommand):
    """Brings files in a standard's form into a city. A command says how its files are read and what is told of them."""

    files_help: str
    language_help: str

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=self.files_help)
        parser.add_argument("--city", required=True, metavar="SLUG", help="the city; a new one is made")
        parser.add_argument("--language", required=True, help=self.language_help)
        parser.add_argument("--dry-run", action="store_true", help="say what would not be taken and write nothing")
        parser.add_argument("--topic", default="Services", help="topic of services that name none (%(default)s)")
        parser.add_argument("--name", help="of a new city, as readers know it")
        parser.add_argument("--country", help="of a new city, ISO code: whose numbers have no country code")
        parser.add_argument("--time-zone", help="of a new city")
        parser.add_argument("--site-url", help="where readers will find the guide of a new city")
        parser.add_argument("--publisher", help="who answers for the guide of a new city (default: its name)")
        parser.add_argument("--json", action="store_true", help="print counts, and all that was not taken, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        facts = _facts(options)
        try:
            report = self.bring_in(facts, options)
        except (FeedError, ExportError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report.as_data(), ensure_ascii=False))
            return
        for loss in report.left_out:
            self.stderr.write(f"left out: {loss}")
        for line in self.not_taken(report):
            self.stderr.write(line)
        written = f"{report.created} pages made, {report.changed} changed, {report.unchanged} as they were"
        if translated := sum(report.published.values()) + sum(report.drafted.values()):
            written += f", {translated} translations written, {sum(report.drafted.values())} of them as drafts"
        written = "nothing was written" if options["dry_run"] else written
        self.stdout.write(f"{facts.slug}: {self.read(report)}; {written}; {self.lost(report)}")

    def bring_in(self, facts: CityFacts, options: dict[str, Any]) -> FeedReport:
        """Read the files and write the pages. Raises FeedError, ExportError."""
        raise NotImplementedError

    def not_taken(self, report: FeedReport) -> Iterable[str]:
        """A line for each thing in the files for which the guide has no place."""
        return (f"not taken: {loss}" for loss in report.not_taken)

    def read(self, report: FeedReport) -> str:
        """How much was found in the files."""
        raise NotImplementedError

    def lost(self, report: FeedReport) -> str:
        """How much of it did not come in."""
        raise NotImplementedError

    def progress(self, what: str, done: int, total: int) -> None:
        """Say how far it is: now and then to a person, at the end to a log."""
        if done == total or (self.stderr.isatty() and done % 10 == 0):
            self.stderr.write(f"{what}: {done} of {total}")


def _facts(options: dict[str, Any]) -> CityFacts:
    """What is known of the city. Raises CommandError if too little is said of a new one."""
    slug = options["city"]
    city = City.objects.filter(slug=slug).first()
    if city is not None:
        return CityFacts(slug, slug, city.country, city.time_zone, city.site_url, city.publisher)
    for name in ("name", "country", "time_zone"):
        if not options[name]:
            message = f"There is no city {slug}. To make it, say its --{name.replace('_', '-')}."
            raise CommandError(message)
    root = settings.GUIDE_SITE_ROOT
    site_url = options["site_url"] or (f"{root}/{slug}" if root else "")
    if not site_url:
        message = "Say where readers will find the guide: --site-url https://guide.example.org"
        raise CommandError(message)
    publisher = options["publisher"] or options["name"]
    return CityFacts(slug, options["name"], options["country"], options["time_zone"], site_url, publisher)
