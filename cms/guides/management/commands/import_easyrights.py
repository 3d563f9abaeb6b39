from __future__ import annotations

import json
import tempfile
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from cms.guides.content_files.checking import check_folder
from cms.guides.content_files.problems import ContentFilesError
from cms.guides.content_files.writing import ImportReport, import_checked
from cms.guides.importers.city import CityFacts
from cms.guides.importers.easyrights import PathwayError, Pathways, read_pathways
from cms.guides.importers.easyrights_files import PathwaysReport, write_files


class Command(BaseCommand):
    """Brings the pathways of easyRights in."""

    help = (
        "Bring the procedures of one easyRights city in, step by step and in all their languages, and say what the "
        "checks find in their translations. Again and again without harm.\n\n"
        "example: manage.py import_easyrights pathways/ --city malaga --name Málaga --country ES"
    )

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("folder", type=Path, help="the folder with pathways.<language>.yml and services.….yml")
        parser.add_argument("--city", required=True, help="the city as easyRights' files call it; its slug here")
        parser.add_argument("--name", help="of the city, as readers know it (default: from --city)")
        parser.add_argument("--source", default="en", help="language that the others are compared with (%(default)s)")
        parser.add_argument("--country", default="ES", help="ISO code (%(default)s)")
        parser.add_argument("--time-zone", default="Europe/Madrid", help="of a new city (%(default)s)")
        parser.add_argument("--site-url", help="where readers will find the guide of a new city")
        parser.add_argument("--check-only", action="store_true", help="say what the checks find and write nothing")
        parser.add_argument("--json", action="store_true", help="print counts and findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        try:
            pathways = read_pathways(options["folder"])
        except PathwayError as error:
            raise CommandError(str(error)) from error
        if options["city"] not in pathways:
            message = f"There is no city {options['city']} in {options['folder']}, only {', '.join(sorted(pathways))}."
            raise CommandError(message)
        report, counts = self._import(pathways, options)
        for name, language, why in report.left_out:
            self.stderr.write(f"left out: {name} in {language}: {why}")
        if options["json"]:
            self.stdout.write(json.dumps(_as_data(report, counts), ensure_ascii=False))
            return
        for name, language, line, finding in report.found:
            self.stdout.write(f"{name} {language}: {finding.message}" + (f" ({line})" if line else ""))
        if counts is not None:
            self.stdout.write(f"{options['city']}: {counts.created} pages made, {counts.changed} changed")

    def _import(self, pathways: Pathways, options: dict[str, Any]) -> tuple[PathwaysReport, ImportReport | None]:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / slugify(options["city"])
            report = write_files(pathways[options["city"]], self._facts(options), options["source"], folder)
            if options["check_only"]:
                return report, None
            try:
                return report, import_checked(check_folder(folder), lambda what, done, total: None)
            except ContentFilesError as error:
                message = "\n".join(["The pathways cannot be brought in:", *map(str, error.problems)])
                raise CommandError(message) from error

    def _facts(self, options: dict[str, Any]) -> CityFacts:
        slug, root = slugify(options["city"]), settings.GUIDE_SITE_ROOT
        site_url = options["site_url"] or (f"{root}/{slug}" if root else "")
        if not site_url and not options["check_only"]:
            message = "Say where readers will find the guide: --site-url https://guide.example.org"
            raise CommandError(message)
        name = options["name"] or options["city"].title()
        return CityFacts(slug, name, options["country"], options["time_zone"], site_url, name)


def _as_data(report: PathwaysReport, counts: ImportReport | None) -> dict[str, Any]:
    found = [
        {"procedure": name, "language": language, "line": line, **finding.as_dict()}
        for name, language, line, finding in report.found
    ]
    pages = None if counts is None else {"created": counts.created, "changed": counts.changed}
    return {"found": found, "left_out": [list(each) for each in report.left_out], "pages": pages}
