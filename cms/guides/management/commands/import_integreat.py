from __future__ import annotations

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from cms.guides.importers.city import CityFacts, ensure_city
from cms.guides.importers.contents import Contents
from cms.guides.importers.integreat import IntegreatReport, import_guide
from cms.guides.importers.internal_links import Links
from cms.guides.importers.nodes import build_tree, differing_pages
from cms.guides.importers.records import GuideError, language_tag, read_guide


class Command(BaseCommand):
    """Brings an Integreat guide in."""

    help = (
        "Bring an Integreat guide in as topics and articles of a city, with its languages, and publish it. Again and "
        "again without harm: what did not change is left alone.\n\n"
        "example: manage.py import_integreat guide/ --city 'Landkreis Augsburg' --source de"
    )

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("folder", type=Path, help="the folder with one <language>.json for each language")
        parser.add_argument("--city", required=True, metavar="NAME", help="name of the city, as readers know it")
        parser.add_argument("--slug", help="of the city, part of its addresses (default: from its name)")
        parser.add_argument("--source", default="de", help="language that the others are translated from (%(default)s)")
        parser.add_argument("--country", default="DE", help="ISO code, for phone numbers too (%(default)s)")
        parser.add_argument("--time-zone", default="Europe/Berlin", help="of a new city (%(default)s)")
        parser.add_argument("--site-url", help="where readers will find the guide of a new city")
        parser.add_argument("--publisher", help="who answers for the guide of a new city (default: its name)")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        source = options["source"]
        slug = options["slug"] or slugify(options["city"])
        try:
            guide = read_guide(options["folder"], source)
            roots, keys, bad = build_tree(guide, source)
            contents = Contents(roots, Links(keys, options["country"]), options["country"])
            languages = [source, *(tag for tag in guide.records if tag != source)]
            city = ensure_city(self._facts(slug, options), language_tag(source), [*map(language_tag, languages)])
        except GuideError as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(
                "; ".join(f"{name}: {' '.join(why)}" for name, why in error.message_dict.items())
            ) from error
        report = import_guide(city, roots, contents, source, self._progress)
        report.bad = [*guide.bad, *bad, *contents.bad, *report.bad]
        report.records.update({language_tag(tag): len(records) for tag, records in guide.records.items()})
        found = list(differing_pages(roots))
        for title, language, finding in found:
            self.stderr.write(f"{language} “{title}”: {finding.message}")
        for record in report.bad:
            self.stderr.write(f"left out: {record.id or '?'} “{record.title}”: {record.why}")
        for address in sorted(set(report.unresolved)):
            self.stderr.write(f"no such page in the data, the link stays as it is: {address}")
        counts = _counts(report) | {"checks": dict(Counter(finding.code for _title, _language, finding in found))}
        self.stdout.write(json.dumps(counts) if options["json"] else _summary(slug, report))

    def _facts(self, slug: str, options: dict[str, Any]) -> CityFacts:
        root = settings.GUIDE_SITE_ROOT
        site_url = options["site_url"] or (f"{root}/{slug}" if root else "")
        if not site_url:
            message = "Say where readers will find the guide: --site-url https://guide.example.org"
            raise CommandError(message)
        return CityFacts(
            slug=slug,
            name=options["city"],
            country=options["country"],
            time_zone=options["time_zone"],
            site_url=site_url,
            publisher=options["publisher"] or options["city"],
        )

    def _progress(self, done: int, total: int) -> None:
        if done == total or (self.stderr.isatty() and done % 10 == 0):
            self.stderr.write(f"pages: {done} of {total}")


def _counts(report: IntegreatReport) -> dict[str, Any]:
    return {
        "records": dict(report.records),
        "pages": {name: report.pages[name] for name in ("made", "published", "unchanged")},
        "translations": {tag: dict(counts) for tag, counts in report.translations.items()},
        "older_than_source": dict(report.older),
        "links": {"references": report.links, "not_in_the_data": len(report.unresolved)},
        "left_out": [{"id": bad.id, "title": bad.title, "why": bad.why} for bad in report.bad],
    }


def _summary(slug: str, report: IntegreatReport) -> str:
    records = ", ".join(f"{count} {tag}" for tag, count in report.records.items())
    lines = [
        f"{slug}: {records}; {len(report.bad)} left out",
        f"  {report.pages['made']} pages made, {report.pages['published']} published, "
        f"{report.pages['unchanged']} as they were",
    ]
    for tag, counts in report.translations.items():
        lines.append(
            f"  {tag}: {counts['by_segment']} translated by segment, {counts['by_hand']} as whole pages, "
            f"{counts['unchanged']} as they were; {report.older[tag]} older than their source"
        )
    lines.append(
        f"  {report.links} links between pages; {len(report.unresolved)} lead to pages that are not in the data"
    )
    return "\n".join(lines)
