"""Build the guides of all cities, or of those named."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.cities.models import City
from cms.locks import awaited
from cms.publishing.build_recording import build_and_record
from cms.publishing.due import lock_of_guide
from cms.publishing.selection import chosen_cities
from site_builder.errors import SiteBuilderError


class Command(BaseCommand):
    """Example: manage.py build_guides eastmere"""

    help = "Build the guides from the published documents. Example: manage.py build_guides eastmere"

    def add_arguments(self, parser: CommandParser) -> None:
        """Cities to build, and the form of the answer."""
        parser.add_argument("cities", nargs="*", metavar="CITY", help="slugs; without any, every city is built")
        parser.add_argument("--json", action="store_true", help="write the results as JSON on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build one city after the other; a city that cannot be built does not keep the others from it."""
        results: list[dict[str, Any]] = []
        failed: list[str] = []
        for city in chosen_cities(options["cities"]):
            try:
                results.append(self._build(city))
            except SiteBuilderError as error:
                failed.append(f"{city.slug}: {error}")
        if options["json"]:
            self.stdout.write(json.dumps(results, indent=2))
        if failed:
            raise CommandError("\n".join(failed))

    def _build(self, city: City) -> dict[str, Any]:
        with awaited(lock_of_guide(city)):
            result = build_and_record(city, progress=lambda event: self.stderr.write(f"  {city.slug}: {event}"))
        if not result.release:
            self.stderr.write(f"  {city.slug}: offline. Publish its home page to bring the guide back.")
        return {"city": city.slug, "release": result.release, "new": result.created, "files": result.files}
