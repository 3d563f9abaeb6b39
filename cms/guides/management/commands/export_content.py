from __future__ import annotations

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.cities.models import City
from cms.guides.content_files.checking import check_folder
from cms.guides.content_files.exporting import ExportError, export_city, write_export
from cms.guides.content_files.problems import ContentFilesError


class Command(BaseCommand):
    """Writes a city's guide as content files."""

    help = (
        "Write what a city publishes, with its translations, as content files (content/README.md). The import of these "
        "files changes nothing, and their export writes them again byte for byte.\n\n"
        "example: manage.py export_content eastmere --to /tmp/eastmere"
    )

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("city", help="slug of the city")
        parser.add_argument("--to", type=Path, required=True, help="an empty folder, or that of an earlier export")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        city = City.objects.filter(slug=options["city"]).first()
        if city is None:
            known = ", ".join(City.objects.values_list("slug", flat=True)) or "none yet"
            message = f"There is no city “{options['city']}”. Cities: {known}."
            raise CommandError(message)
        try:
            export = export_city(city)
            changed = write_export(export, options["to"])
            self._read_back(options["to"])
        except ExportError as error:
            raise CommandError(str(error)) from error
        for note in export.notes:
            self.stderr.write(note)
        counts = {"files": len(export.files), "changed": changed, "left_out": len(export.notes)}
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            self.stdout.write(f"{counts['files']} files in {options['to']}, {changed} of them changed")

    def _read_back(self, folder: Path) -> None:
        """Make sure that what was written can be brought in again, as everything in the CMS should."""
        try:
            check_folder(folder)
        except ContentFilesError as error:
            for problem in error.problems:
                self.stderr.write(f"{folder}/{problem}")
            message = (
                f"The files are written, but an import would refuse {folder} for what is listed above "
                f"({len(error.problems)} problems). Mend it in the CMS and export again."
            )
            raise CommandError(message) from error
