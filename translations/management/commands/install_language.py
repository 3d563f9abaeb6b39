"""Installs Argos packages, the models that drafts are made with."""

from __future__ import annotations

import json
import sys
import tempfile
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from translations.engines.argos_index import NetworkError, NotInIndexError, download, find_offer
from translations.engines.argos_packages import (
    ArgosPackage,
    PackageError,
    checksum,
    install_package,
    installed_packages,
    packages_directory,
)

NO_NETWORK, NOT_IN_INDEX, NOT_VERIFIED = 3, 4, 5


class Command(BaseCommand):
    """`manage.py install_language en ar`: download, verify, install."""

    help = (
        "Install the Argos package that translates SOURCE into TARGET, from the Argos index or from a file.\n\n"
        "  manage.py install_language en ar\n"
        "  manage.py install_language --file translate-en_ar-1_0.argosmodel --sha256 9f86d08...\n"
        "  manage.py install_language --list\n\n"
        "Exit codes: 0 installed, 1 another error, 2 wrong use, 3 no network, 4 no such package in the index, "
        "5 the file is not what it should be."
    )

    # Installing needs neither the database nor the rest of the project in order.
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """The parser, with the line breaks of the help text kept."""
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Two languages, or a file, or --list."""
        parser.add_argument("source", nargs="?", metavar="SOURCE", help="BCP 47 tag of the language to translate from")
        parser.add_argument("target", nargs="?", metavar="TARGET", help="BCP 47 tag of the language to translate to")
        parser.add_argument(
            "--file", type=Path, metavar="PATH", help="install this .argosmodel file, without a network"
        )
        parser.add_argument("--sha256", default="", metavar="HEX", help="the checksum that the file must have")
        parser.add_argument("--list", action="store_true", help="list what is installed and stop")
        parser.add_argument("--json", action="store_true", help="write the result as JSON")

    def handle(self, **options: Any) -> None:
        """Install or list. Failures end in one line and an exit code of their own."""
        source, target, file = options["source"], options["target"], options["file"]
        if options["list"]:
            self._report(installed_packages(packages_directory()), as_json=options["json"])
            return
        if not file and not (source and target):
            msg = "Name two languages (manage.py install_language en ar), or a package with --file."
            raise CommandError(msg, returncode=2)
        pair = (source, target) if source and target else None
        try:
            if file:
                package = self._install(file, options["sha256"], pair)
            else:
                package = self._download_and_install(source, target, options["sha256"])
        except NetworkError as reason:
            raise CommandError(str(reason), returncode=NO_NETWORK) from reason
        except NotInIndexError as reason:
            raise CommandError(str(reason), returncode=NOT_IN_INDEX) from reason
        except PackageError as reason:
            raise CommandError(str(reason), returncode=NOT_VERIFIED) from reason
        self._report([package], as_json=options["json"])

    def _download_and_install(self, source: str, target: str, sha256: str) -> ArgosPackage:
        offer = find_offer(source, target)
        self.stderr.write(f"Downloading the package {source} to {target}, version {offer.version}")
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder) / f"translate-{source}_{target}.argosmodel"
            download(offer, archive, self._progress)
            return self._install(archive, sha256, (source, target))

    def _install(self, archive: Path, sha256: str, pair: tuple[str, str] | None) -> ArgosPackage:
        if not archive.is_file():
            msg = f"{archive} is not there."
            raise CommandError(msg)
        if not sha256:
            # The index knows no checksums: showing it lets the operator ask for the same file next time.
            self.stderr.write(f"SHA-256 {checksum(archive)}")
        return install_package(archive, packages_directory(), sha256=sha256, pair=pair)

    def _progress(self, done: int, expected: int) -> None:
        if sys.stderr.isatty():
            share = f" of {expected / 1e6:.0f}" if expected else ""
            self.stderr.write(f"\r{done / 1e6:.0f}{share} MB", ending="\n" if done == expected else "")

    def _report(self, packages: list[ArgosPackage], *, as_json: bool) -> None:
        if as_json:
            rows = [{"source": p.source, "target": p.target, "version": p.version} for p in packages]
            self.stdout.write(json.dumps(rows))
            return
        for package in packages:
            self.stdout.write(f"{package.source} → {package.target}, version {package.version}")
        if not packages:
            self.stdout.write("No Argos package is installed.")
