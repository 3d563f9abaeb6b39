from __future__ import annotations

import json
import re
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.cities.models import City
from cms.guides.content_files.exporting import ExportError
from cms.guides.importers.city import CityFacts
from cms.guides.importers.hsds.entries import Settings
from cms.guides.importers.hsds.files import HsdsError
from cms.guides.importers.hsds.importing import currency_of, import_feed
from cms.guides.importers.hsds.report import HsdsReport, Loss

EXAMPLES = 3  # of each kind of loss, when the report is for people


class Command(BaseCommand):
    """Brings services, organisations and places in HSDS 3.0 in."""

    help = (
        "Bring services, organisations and places of a feed in HSDS 3.0 (Open Referral) into a city, and publish them. "
        "Again and again without harm: a record keeps its page, and what did not change is left alone. What was not "
        "taken is said.\n\n"
        "example: manage.py import_hsds organizations.json services.json --city springfield --language en "
        "--name Springfield --country US --time-zone America/Chicago --site-url https://guide.example.org"
    )

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON: lists of records, or one record")
        parser.add_argument("--city", required=True, metavar="SLUG", help="the city; a new one is made")
        parser.add_argument("--language", required=True, help="BCP 47 tag of the feed, and of the city's own language")
        parser.add_argument("--dry-run", action="store_true", help="say what would not be taken and write nothing")
        parser.add_argument("--topic", default="Services", help="topic of services that name none (%(default)s)")
        parser.add_argument("--topics", default="", metavar="TAXONOMY", help="taxonomy whose terms become topics")
        kinds = ("authority", "ngo", "company", "club")
        parser.add_argument("--kind", default="ngo", choices=kinds, help="what organisations are (%(default)s)")
        parser.add_argument("--name", help="of a new city, as readers know it")
        parser.add_argument("--country", help="of a new city, ISO code: whose numbers have no country code")
        parser.add_argument("--time-zone", help="of a new city")
        parser.add_argument("--site-url", help="where readers will find the guide of a new city")
        parser.add_argument("--publisher", help="who answers for the guide of a new city (default: its name)")
        parser.add_argument("--json", action="store_true", help="print counts, and all that was not taken, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        facts = self._facts(options)
        wanted = Settings(
            country=facts.country,
            currency=currency_of(facts.country),
            organisation_kind=options["kind"],
            topic=options["topic"],
            taxonomy=options["topics"],
            site_url=facts.site_url.rstrip("/"),
        )
        try:
            report = import_feed(
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
        for line in _summed_up(report.not_taken):
            self.stderr.write(line)
        self.stdout.write(_summary(options["city"], report, is_dry_run=options["dry_run"]))

    def _facts(self, options: dict[str, Any]) -> CityFacts:
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

    def _progress(self, what: str, done: int, total: int) -> None:
        if done == total or (self.stderr.isatty() and done % 10 == 0):
            self.stderr.write(f"{what}: {done} of {total}")


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


def _summary(city: str, report: HsdsReport, *, is_dry_run: bool) -> str:
    read = f"{report.services} services, {report.organizations} organisations, {report.terms} taxonomy terms read"
    lost = f"{len(report.left_out)} records left out, {len(report.not_taken)} fields not taken"
    if is_dry_run:
        return f"{city}: {read}; {lost}; nothing was written."
    written = f"{report.created} pages made, {report.changed} changed, {report.unchanged} as they were"
    return f"{city}: {read}; {written}; {lost}"
