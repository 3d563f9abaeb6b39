"""Have everything drafted by machine that no one has translated yet."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.publishing.selection import chosen_cities
from cms.publishing.translating import translate_pages
from translations.draft_report import DraftReport


class Command(BaseCommand):
    """Example: manage.py draft_translations eastmere --language pt"""

    help = (
        "Draft what is missing of every live page in the languages of its city, as its city chose: from what people "
        "translated before, and by engines. Text that exists stays as it is; what nobody can draft is named. "
        "Example: manage.py draft_translations eastmere --language pt"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Cities and languages to draft, and what to do with the drafts."""
        parser.add_argument("cities", nargs="*", metavar="CITY", help="slugs; without any, every city is drafted")
        parser.add_argument("--language", action="append", metavar="TAG", help="BCP 47 tag; may be repeated; else all")
        parser.add_argument("--no-publish", action="store_true", help="leave complete translations as drafts")
        parser.add_argument("--json", action="store_true", help="write the counts as JSON on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Draft one city after the other, one language at a time."""
        counts = {}
        for city in chosen_cities(options["cities"]):
            home = city.pages.get(locale=city.source_locale)
            pages = list(home.get_descendants(inclusive=True).live().values_list("pk", flat=True))
            report = DraftReport()
            for tag in options["language"] or city.language_tags[1:]:
                if tag not in city.language_tags[1:]:
                    continue
                drafted = translate_pages(
                    pages, [tag], publish=not options["no_publish"], progress=self._progress(city.slug, tag)
                )
                if drafted.undrafted:
                    left = f"{drafted.undrafted} of {drafted.segments} segments are left as they are"
                    self.stderr.write(f"  {city.slug}/{tag}: {left}. {drafted.not_drafted[tag]}")
                report += drafted
            counts[city.slug] = report.counts()
            self.stderr.write(f"  {city.slug}: {len(report.published)} published, {len(report.drafted)} kept as drafts")
            if report.saving:
                self.stderr.write(f"  {city.slug}: {report.saving}")
        if options["json"]:
            self.stdout.write(json.dumps(counts, indent=2))

    def _progress(self, slug: str, tag: str) -> Any:
        def tell(done: int, total: int) -> None:
            self.stderr.write(f"  {slug}/{tag}: {done} of {total} pages")

        return tell
