"""The builder's commands: build a city, list its releases, go back to one, check one; check a theme."""

from __future__ import annotations

import gc

if __name__ == "__main__":
    gc.disable()  # the command is over before cycles matter, and to look for them among what is imported takes 10 ms

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from site_builder.build import build_city, city_folder
from site_builder.client import http_feed
from site_builder.darkroom import over_http
from site_builder.errors import (
    AssetError,
    BuildError,
    DocumentError,
    FeedError,
    SiteBuilderError,
    SnapshotError,
    TargetError,
    UnwritableError,
)
from site_builder.guide import GuideError
from site_builder.release import KEPT, LEAST, Release, Releases
from site_builder.summary import size, summary
from site_builder.terminal import Teller, end, tell

THEME = Path(__file__).parent.parent / "themes" / "waymark"

FAILED = 1  # and 2 is argparse's, for a command that cannot be understood
DIFFERS = 3  # `verify` or `theme check` found something
STATUSES: dict[type[SiteBuilderError], int] = {
    FeedError: 4,
    DocumentError: 5,
    GuideError: 5,
    BuildError: 5,
    UnwritableError: 6,
    SnapshotError: 6,
    AssetError: 7,
    TargetError: 8,
}
INTERRUPTED = 130

TARGETS = (
    "take the live release to s3://bucket/folder, user@host:folder, ssh://user@host:port/folder or file.zip; {city} "
    "stands for the slug; may be given more than once"
)

EXAMPLES = """examples:
  python -m site_builder build --endpoint http://127.0.0.1:8000/graphql/ --city eastmere
  python -m site_builder build --endpoint https://cms.example.org/graphql/ --city eastmere \\
      --output /srv/guides --site-url https://guide.example.org --json
  python -m site_builder releases --city eastmere
  python -m site_builder rollback --city eastmere
  python -m site_builder rollback --city eastmere --to 000012-4be1f0c2a9d3
  python -m site_builder verify --city eastmere
  python -m site_builder deploy --city eastmere --to s3://guides/eastmere --to eastmere.zip
  python -m site_builder offline-zip --city eastmere --language ar --language en --to eastmere.zip
  python -m site_builder hsds-package --city eastmere --to eastmere-hsds.zip
  python -m site_builder theme check themes/greenmoor

The live guide is build/<city>/current. Progress goes to standard error, results to standard output.
Exit status: 0 done, 2 wrong use, 3 `verify` found differences or `theme check` faults. Where the live release is as it
was: 1 failed, 4 the CMS cannot be reached, 5 a document or its page is wrong, 6 the output cannot be written, 7 the
theme is wrong, 8 a target could not be brought up to date, 130 Ctrl-C.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    options = _parser().parse_args(arguments)
    # An orderly stop for service managers too: the draft is removed on the way out.
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        status: int = options.command(options)
    except SiteBuilderError as error:
        status = _status_of(error)
        if options.json:
            sys.stdout.write(json.dumps({"error": str(error), "status": status}, ensure_ascii=False) + "\n")
        tell(f"error: {error}")
        return status
    except KeyboardInterrupt:
        tell("Stopped. The live release is as it was.")
        return INTERRUPTED
    return status


def _status_of(error: SiteBuilderError) -> int:
    return next((status for kind, status in STATUSES.items() if isinstance(error, kind)), FAILED)


def _interrupt(signum: int, frame: object) -> None:
    raise KeyboardInterrupt


def _answer(options: argparse.Namespace, told: Any, lines: Sequence[str]) -> None:
    """The result: as JSON, or as lines."""
    sys.stdout.write(
        json.dumps(told, ensure_ascii=False) + "\n" if options.json else "".join(f"{line}\n" for line in lines)
    )


def _build(options: argparse.Namespace) -> int:
    with closing(Teller()) as teller:
        result = build_city(
            http_feed(options.endpoint),
            options.city,
            options.output,
            options.theme,
            site_url=options.site_url,
            keep=options.keep,
            precompress=options.precompress,
            fetch=over_http(options.endpoint),
            progress=teller,
        )
    told, lines = result.as_dict(), summary(result)
    if options.targets:
        told["targets"], more = _taken(options)
        lines += more
    _answer(options, told, lines)
    return 0


def _deploy(options: argparse.Namespace) -> int:
    _of_city(options)
    _answer(options, *_taken(options))
    return 0


def _taken(options: argparse.Namespace) -> tuple[list[dict[str, Any]], list[str]]:
    from site_builder.targets.deploying import deploy  # 20 ms that a build without targets need not wait for

    with closing(Teller()) as teller:
        delivered = deploy(city_folder(options.output, options.city), options.targets, teller)
    return [each.as_dict() for each in delivered], [each.line for each in delivered]


def _releases(options: argparse.Namespace) -> int:
    releases = _of_city(options)
    live = releases.current()
    rows = [_row(release, live) for release in releases.all()]
    lines = [f"{'live' if row['live'] else '    '}  {row['release']}  {_described(row)}" for row in rows]
    _answer(options, rows, lines)
    return 0


def _row(release: Release, live: Release | None) -> dict[str, Any]:
    row: dict[str, Any] = {"release": release.name, "live": live is not None and release.name == live.name}
    if release.trouble:
        return {**row, "files": None, "bytes": None, "trouble": str(release.trouble)}
    return {**row, "files": release.manifest.count, "bytes": release.manifest.size, "trouble": None}


def _described(row: dict[str, Any]) -> str:
    return row["trouble"] or f"{row['files']:>7} files  {size(row['bytes']):>12}"


def _rollback(options: argparse.Namespace) -> int:
    waiting = "A build of this city is running: waiting for its end."
    release = _of_city(options).rollback(options.to, lambda: tell(waiting))
    until = "the next build" if release.is_of_older_version else "something changes"
    told = f"{options.city}: {release.name} is live. It stays so until {until}."
    _answer(options, {"city": options.city, "release": release.name}, [told])
    return 0


def _offline_zip(options: argparse.Namespace) -> int:
    from site_builder.card import write_card  # no other command needs it

    release = _live(_of_city(options), options)
    path = options.to or Path(f"{options.city}-{'-'.join(options.languages)}.zip")
    card = write_card(release, options.languages, path, with_safety=options.with_safety)
    told = {"city": options.city, "release": card.release, "zip": str(path), "files": card.files, "bytes": card.size}
    _answer(options, told, [f"{path}: {card.files} files of {card.release} in {size(card.size)}. Open index.html."])
    return 0


def _hsds_package(options: argparse.Namespace) -> int:
    from site_builder.standards.hsds.package import write_package  # no other command needs it

    rows = write_package(_live(_of_city(options), options), options.to)
    told = ", ".join(f"{count} {name}" for name, count in rows.items())
    _answer(options, {"city": options.city, "zip": str(options.to), "rows": rows}, [f"{options.to}: {told}"])
    return 0


def _live(releases: Releases, options: argparse.Namespace) -> Release:
    live = releases.current()
    if live is None:
        raise SiteBuilderError(f"{options.city} has no live release in {options.output}. Build it first.")
    return live


def _verify(options: argparse.Namespace) -> int:
    releases = _of_city(options)
    release = releases.find(options.release) if options.release else _live(releases, options)
    problems = release.problems()
    lines = problems or [f"{release.name}: all {len(release.manifest.files)} files are as they were written."]
    _answer(options, {"city": options.city, "release": release.name, "problems": problems}, lines)
    return DIFFERS if problems else 0


def _check_theme(options: argparse.Namespace) -> int:
    from site_builder.theme_check import check_theme  # no other command needs the samples

    found = check_theme(options.folder)
    lines = [str(fault) for fault in found] or [f"{options.folder}: every kind of page can be shown with it."]
    _answer(options, {"theme": str(options.folder), "faults": [asdict(fault) for fault in found]}, lines)
    return DIFFERS if found else 0


def _of_city(options: argparse.Namespace) -> Releases:
    folder = city_folder(options.output, options.city)
    if not folder.is_dir():
        raise SiteBuilderError(f"{options.output} holds no city “{options.city}”. Build it first.")
    return Releases(folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m site_builder",
        description="Builds static guides from published documents.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="write the result as JSON")
    of_city = argparse.ArgumentParser(add_help=False)
    of_city.add_argument("--city", required=True, help="slug of the city")
    of_city.add_argument(
        "--output", type=Path, default=Path("build"), help="folder of all guides (default: %(default)s)"
    )

    def command(name: str, run: Any, summary: str, *, is_of_city: bool = True) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=summary,
            description=summary,
            parents=[of_city, common] if is_of_city else [common],
            epilog=EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(command=run)
        return made

    build = command("build", _build, "Bring a city's live guide to what the CMS has published.")
    build.add_argument("--endpoint", required=True, metavar="URL", help="the CMS's GraphQL endpoint")
    build.add_argument(
        "--site-url", metavar="URL", help="where readers will find the guide (default: what the CMS says)"
    )
    build.add_argument(
        "--theme", type=Path, default=THEME, metavar="DIR", help="folder of the theme (default: waymark)"
    )
    build.add_argument(
        "--precompress", action="store_true", help="put .br and .gz files beside those of text, for the server to send"
    )
    build.add_argument("--keep", type=_count, default=KEPT, metavar="N", help="releases to keep (default: %(default)s)")
    build.add_argument("--deploy", dest="targets", action="append", metavar="ADDRESS", help=f"then {TARGETS}")
    deploying = command("deploy", _deploy, "Take a city's live release to where its readers are.")
    deploying.add_argument("--to", dest="targets", action="append", metavar="ADDRESS", help=TARGETS, required=True)
    card = command("offline-zip", _offline_zip, "Write a ZIP file for a memory card: it opens without a network.")
    card.add_argument("--language", dest="languages", action="append", required=True, help="or several of them")
    card.add_argument("--to", type=Path, metavar="FILE", help="(default: CITY-LANGUAGE.zip)")
    card.add_argument("--with-safety", action="store_true", help="with pages that endanger readers who are seen")
    package = command("hsds-package", _hsds_package, "Write services and organisations as CSV tables of HSDS 3.0.")
    package.add_argument("--to", type=Path, metavar="FILE", required=True, help="the ZIP file")
    command("releases", _releases, "List a city's releases, oldest first.")
    rollback = command("rollback", _rollback, "Make an earlier release live. It stays so until something changes.")
    rollback.add_argument("--to", metavar="RELEASE", help="which one (default: the one before the live one)")
    checking = command("theme", _check_theme, "Check a theme with every kind of document.", is_of_city=False)
    checking.add_argument("what", choices=["check"], help="what to do with the theme")
    checking.add_argument("folder", type=Path, help="folder of the theme")
    verify = command("verify", _verify, "Compare every file of a release with its manifest.")
    verify.add_argument("--release", metavar="RELEASE", help="which one (default: the live one)")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < LEAST:
        raise argparse.ArgumentTypeError(f"keep at least {LEAST} releases: readers may still be in the one before")
    return number


if __name__ == "__main__":
    end(main())
