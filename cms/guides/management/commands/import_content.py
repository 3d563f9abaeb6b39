from __future__ import annotations

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.cities.models import City
from cms.guides.content_files.checking import check_folder
from cms.guides.content_files.problems import ContentFilesError
from cms.guides.content_files.writing import ImportReport, import_checked
from cms.guides.misleading import published_all_the_same


class Command(BaseCommand):
    """Brings a folder of content files in."""

    help = (
        "Bring a city's content files (content/README.md) in: make the city and its pages, or bring them in line with "
        "the files. Nothing is written when anything is wrong; all of it is listed.\n\n"
        "example: manage.py import_content content/eastmere"
    )

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("folder", type=Path, help="the folder with city.yaml; its name is the city's slug")
        parser.add_argument("--dry-run", action="store_true", help="check the files and write nothing")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        folder: Path = options["folder"]
        if not folder.is_dir():
            message = f"{folder} is no folder. Name one with a city.yaml in it, such as content/eastmere."
            raise CommandError(message)
        try:
            checked = check_folder(folder)
        except ContentFilesError as error:
            for problem in error.problems:
                self.stderr.write(f"{folder}/{problem}")
            number = len(error.problems)
            message = f"{number} problem{'' if number == 1 else 's'} in {folder}; nothing was written."
            raise CommandError(message) from error
        if options["dry_run"]:
            report = ImportReport(unchanged=len(checked.entries))
            self.stdout.write(f"{len(checked.entries)} files in {folder} are sound; nothing was written.")
            return
        report = import_checked(checked, self._progress)
        for reason in published_all_the_same(City.objects.get(slug=checked.city)):
            self.stderr.write(f"live as the files say, but nobody can publish it in the admin like this: {reason}")
        self.stdout.write(json.dumps(_counts(report)) if options["json"] else _summary(checked.city, report))

    def _progress(self, what: str, done: int, total: int) -> None:
        if done == total or (self.stderr.isatty() and done % 10 == 0):
            self.stderr.write(f"{what}: {done} of {total}")


def _counts(report: ImportReport) -> dict[str, Any]:
    return {
        "created": report.created,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "published": dict(report.published),
        "drafted": dict(report.drafted),
    }


def _summary(city: str, report: ImportReport) -> str:
    lines = [f"{city}: {report.created} pages made, {report.changed} changed, {report.unchanged} as they were"]
    for language in sorted({*report.published, *report.drafted}):
        published, drafted = report.published.get(language, 0), report.drafted.get(language, 0)
        lines.append(f"  {language}: {published} translations published, {drafted} kept as drafts")
    return "\n".join(lines)
