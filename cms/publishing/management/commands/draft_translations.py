"""Have everything drafted by machine that no one has translated yet."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.publishing.selection import chosen_cities
from cms.publishing.translating import translate_pages
from translations.draft_report import DraftReport
from translations.engines.registry import NoEngineError, engine_for


class Command(BaseCommand):
    """Example: manage.py draft_translations eastmere --language pt"""

    help = (
        "Draft what is missing of every live page, in the languages of its city for which an engine is installed. "
        "Text that exists stays as it is. Example: manage.py draft_translations eastmere --language pt"
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
                try:
                    engine_for(city.source_language, tag)
                except NoEngineError as reason:
                    report.not_drafted[tag] = str(reason)
                    self.stderr.write(f"  {city.slug}/{tag}: left as it is. {reason}")
                    continue
                report += translate_pages(
                    pages, [tag], publish=not options["no_publish"], progress=self._progress(city.slug, tag)
                )
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
