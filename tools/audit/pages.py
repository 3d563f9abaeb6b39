"""The pages of built guides, and which of them a slow instrument is shown."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from site_builder.languages import direction

INDEX = "index.html"
_LANGUAGE = re.compile(r'<html lang="([^"]+)"')
_KIND = re.compile(r'<main[^>]* class="page page--([\w-]+)')
_THEME_PAGE = "theme"


@dataclass(frozen=True)
class BuiltPage:
    """An HTML file of a live release."""

    address: str
    """On the guide server: `/eastmere/ar/services/`."""
    file: Path
    city: str
    language: str
    """`""` for the page that offers the languages and the one for all addresses that are not there."""
    kind: str
    """What it shows, for instance `procedure`; a page of the theme's own has the name of its folder or file."""
    size: int
    """Bytes of the file."""

    @property
    def is_right_to_left(self) -> bool:
        """Whether its language is written from right to left."""
        return direction(self.language) == "rtl" if self.language else False


def built_pages(build: Path, cities: Iterable[str] = ()) -> list[BuiltPage]:
    """The pages of all live releases below a build folder, or of the cities named, in the order of their addresses."""
    wanted = set(cities)
    found = []
    for current in sorted(build.glob("*/current")):
        if not wanted or current.parent.name in wanted:
            found += sorted(_pages_of(current.parent.name, current.resolve()), key=lambda page: page.address)
    return found


def _pages_of(city: str, release: Path) -> Iterator[BuiltPage]:
    for file in release.rglob("*.html"):
        path = file.relative_to(release).as_posix()
        text = file.read_text(encoding="utf-8")
        named = _LANGUAGE.search(text)
        folder = path.partition("/")[0]
        language = folder if named and named[1] == folder else ""
        address = f"/{city}/{path.removesuffix(INDEX)}"
        yield BuiltPage(address, file, city, language, _kind(text, path, language), len(text.encode()))


def _kind(text: str, path: str, language: str) -> str:
    found = _KIND.search(text)
    if found and found[1] != _THEME_PAGE:
        return found[1]
    name = path.removeprefix(f"{language}/").removesuffix(INDEX).removesuffix(".html").strip("/")
    return name.partition("/")[0] or "languages"


def examples(pages: Iterable[BuiltPage]) -> list[BuiltPage]:
    """The longest page of each kind in each language of each city: what breaks, breaks there first."""
    longest: dict[tuple[str, str, str], BuiltPage] = {}
    for page in pages:
        key = (page.city, page.language, page.kind)
        if key not in longest or page.size > longest[key].size:
            longest[key] = page
    return list(longest.values())


def in_two_directions(pages: Iterable[BuiltPage]) -> list[BuiltPage]:
    """Of examples one for each kind, in one language written from left to right and in one from right to left."""
    chosen: dict[tuple[str, bool], BuiltPage] = {}
    for page in pages:
        known = chosen.get((page.kind, page.is_right_to_left))
        if known is None or page.size > known.size:
            chosen[page.kind, page.is_right_to_left] = page
    return sorted(chosen.values(), key=lambda page: page.address)


def at_random(pages: Iterable[BuiltPage], count: int, seed: int) -> list[BuiltPage]:
    """Up to `count` of the pages, the same ones for the same seed and pages."""
    pages = list(pages)
    return random.Random(seed).sample(pages, min(count, len(pages)))
