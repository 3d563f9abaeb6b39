"""Write the published documents anew from the live pages."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.publishing.recording import newest_revision, rebuild_city
from cms.publishing.selection import chosen_cities


class Command(BaseCommand):
    """Example: manage.py rebuild_documents eastmere"""

    help = (
        "Write the published documents anew from the live pages. What comes out equal keeps its revision: on a "
        "sound installation nothing changes. Example: manage.py rebuild_documents eastmere"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Cities to rebuild."""
        parser.add_argument("cities", nargs="*", metavar="CITY", help="slugs; without any, every city is rebuilt")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild one city after the other and say how many revisions it took."""
        for city in chosen_cities(options["cities"]):
            before = newest_revision(city)
            after = rebuild_city(city, progress=self._progress)
            self.stdout.write(f"{city.slug}: {after - before} documents changed, revision {after}")

    def _progress(self, done: int, total: int) -> None:
        if done == total or done % 50 == 0:
            self.stderr.write(f"  {done} of {total} pages")
