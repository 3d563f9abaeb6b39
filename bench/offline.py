"""How much a reader loads who saves a language of a guide on her phone, and who brings it up to date.

    python -m bench.offline
    python -m bench.offline --pages 1000
    python -m bench.offline --guide build/audit/guides/augsburg/current --language de

Without `--guide` the city is generated. Bytes are those of the compressed forms that a build with `--precompress` puts
beside its files. Beside it stands what other ways would load: each page by itself, and pages in files of other sizes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench.builds import DIRECTORY, THEME, Endpoint
from bench.documents import CITY
from site_builder import kept_pages
from site_builder.build import build_city
from site_builder.client import GraphQLFeed
from site_builder.compression import compressed
from site_builder.kept_pages import BETWEEN
from site_builder.packs import LIST, PACK, SEARCH

OTHERS = (16, 32, 128)  # pages in a file at most


def measure(guide: Path, language: str) -> None:
    """Print the tables of a guide's language."""
    listed = json.loads((guide / language / LIST).read_bytes())["files"]
    files = {path: (guide / path).read_bytes() for path in listed}
    pages = dict(records(data for path, data in files.items() if f"/{PACK}/" in path))
    whole = [file.read_bytes() for file in (guide / language).rglob("index.html")]
    groups = {
        "pages": [data for path, data in files.items() if f"/{PACK}/" in path],
        "what is searched": [data for path, data in files.items() if path.startswith(f"{language}/{SEARCH}")],
        "style sheet, scripts, pictures": [data for path, data in files.items() if path.startswith("assets/")],
        "the list": [(guide / language / LIST).read_bytes()],
    }
    print(f"\n{len(pages)} pages, {sum(map(len, whole)) / 1e6:.1f} MB\n")
    print("| saving | requests | kB brotli | kB gzip |\n|---|---|---|---|")
    for name, group in groups.items():
        tell(name, group)
    tell("all of it", [data for group in groups.values() for data in group])
    print("\n| the pages otherwise | requests | kB brotli | kB gzip |\n|---|---|---|---|")
    tell("each by itself", whole)
    tell("each by itself, as it is kept", pages.values())
    for size in OTHERS:
        kept_pages.PAGES_PER_FILE = size
        tell(f"{size} in a file at most", cut(pages))


def records(files: Iterable[bytes]) -> Iterable[tuple[str, bytes]]:
    """The pages in some files, by key."""
    for data in files:
        for record in data.split(BETWEEN):
            key, _, page = record.partition(b"\n")
            yield key.decode(), page


def cut(pages: dict[str, bytes]) -> list[bytes]:
    """The pages in files, of the size that the packer uses now."""
    count = kept_pages.files_for(len(pages))
    found: dict[str, list[bytes]] = {}
    for key in sorted(pages):
        found.setdefault(kept_pages.file_of(key, pages[key], count), []).append(b"%b\n%b" % (key.encode(), pages[key]))
    return [BETWEEN.join(each) for each in found.values()]


def tell(name: str, files: Iterable[bytes]) -> None:
    """Print a row."""
    forms = [compressed(data) | {"": data} for data in files]
    sizes = (sum(len(form.get(suffix, form[""])) for form in forms) / 1000 for suffix in (".br", ".gz"))
    print(f"| {name} | {len(forms)} | {' | '.join(f'{size:.1f}' for size in sizes)} |")


def main() -> int:
    """Measure a guide."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guide", type=Path, help="a live guide, for instance build/eastmere/current")
    parser.add_argument("--language", default="en", help="one of its languages (default: %(default)s)")
    parser.add_argument("--pages", type=int, default=250, help="of the generated guide (default: %(default)s)")
    options = parser.parse_args()
    if options.guide:
        measure(options.guide, options.language)
        return 0
    endpoint = Endpoint.of_city(max(1, options.pages - DIRECTORY))
    feed = GraphQLFeed(lambda _, asked: endpoint.changes(asked["after"], asked["first"]))
    with tempfile.TemporaryDirectory() as folder:
        build_city(feed, CITY, Path(folder), THEME)
        measure(Path(folder) / CITY / "current", options.language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
