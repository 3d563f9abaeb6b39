"""Count how often the pages of the guides are read, from the access logs of their web server."""

from __future__ import annotations

import json
import sys
import zlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.cities.models import City
from cms.insights.access_logs import host_of, lines_of
from cms.insights.reader_counting import CountingError, ReaderCounting, Tally

STANDARD_INPUT = "-"


class Command(BaseCommand):
    """Example: manage.py count_readers /var/log/nginx/access.log.1 /var/log/nginx/access.log"""

    help = (
        "Count how often pages are read, in each language and on each day, from access logs in the combined format or "
        "Caddy's JSON, plain or compressed with gzip. Robots are left out, no address is kept, and no line counts "
        "twice. Example: manage.py count_readers /var/log/nginx/access.log.1 /var/log/nginx/access.log"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The logs."""
        parser.add_argument(
            "logs", nargs="*", metavar="LOG", default=[STANDARD_INPUT], help="a file; - or none: standard input"
        )
        parser.add_argument("--host", default="", help="of the guide, for lines that do not say their host")
        parser.add_argument("--json", action="store_true", help="print the numbers as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every log, then store, so that a log that breaks off leaves everything as it was."""
        cities = {city.pk: city for city in City.objects.select_related("source_locale")}
        try:
            counting = ReaderCounting(list(cities.values()), timezone.now(), host_of(options["host"]))
            for name in options["logs"]:
                self._read(counting, name)
            tally = counting.tally
            if tally.bad and tally.bad == tally.lines:
                raise CommandError(f"{_bad(tally)} Logs are in the combined format or in Caddy's JSON.")
            counting.store()
        except CountingError as error:
            raise CommandError(str(error)) from error
        if tally.bad:
            self.stderr.write(_bad(tally))
        self._tell(tally, cities, as_json=options["json"])

    def _read(self, counting: ReaderCounting, name: str) -> None:
        self.stderr.write(f"Reading {'standard input' if name == STANDARD_INPUT else name}")
        standard_input: Any = sys.stdin.buffer
        try:
            with standard_input if name == STANDARD_INPUT else Path(name).open("rb") as stream:
                counting.read(name, lines_of(stream))
        except (OSError, EOFError, zlib.error) as error:
            message = f"{name} cannot be read: {error}. Nothing was counted."
            raise CommandError(message) from error

    def _tell(self, tally: Tally, cities: dict[int, City], *, as_json: bool) -> None:
        numbers = _by_city(tally, cities)
        if as_json:
            lines = {name: getattr(tally, name) for name in ("lines", "bad", "elsewhere", "before", "ahead", "old")}
            self.stdout.write(json.dumps({"cities": numbers, **lines, "robots": tally.robots}))
            return
        for slug, found in numbers.items():
            self.stdout.write(f"{slug}: {found['reads']} reads of {found['pages']} pages on {found['days']} days")
        self.stdout.write(
            f"{tally.lines} lines: {tally.robots} of robots, {tally.before} counted before, {tally.elsewhere} of other "
            f"hosts, {tally.old} too old, {tally.ahead} for the next time"
        )


def _bad(tally: Tally) -> str:
    return f"{tally.bad} of {tally.lines} lines cannot be read, the first is {tally.first_bad}."


def _by_city(tally: Tally, cities: dict[int, City]) -> dict[str, dict[str, int]]:
    reads: Counter[int] = Counter()
    pages: dict[int, set[UUID]] = {pk: set() for pk in cities}
    days: dict[int, set[date]] = {pk: set() for pk in cities}
    for (city, day, uuid, _language), number in tally.reads.items():
        reads[city] += number
        pages[city].add(uuid)
        days[city].add(day)
    return {
        city.slug: {"reads": reads[pk], "pages": len(pages[pk]), "days": len(days[pk])} for pk, city in cities.items()
    }
