"""A guide in one ZIP file for people without a network: unpacked, say on a memory card, it opens from the file system.

Its addresses lead from file to file instead of from the root of a host. Scripts are left out, since browsers run no
modules from files. What is not in the file, for one other languages, is linked where readers find it with a network.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

from site_builder.errors import SiteBuilderError, UnwritableError
from site_builder.kept_pages import SAVE, endangers
from site_builder.release import Release
from site_builder.survey import file_of
from site_builder.targets.archive import write_zip
from site_builder.targets.target import read_file

FIRST = "index.html"  # what people open
# In our pages attributes stand in double quotes (decisions/0020), and texts have no < or > that begins or ends a tag.
_TAG = re.compile(r"<[a-z][^<>]*>")
_ADDRESS = re.compile(r'(?<= )(href|src|srcset|action)="([^"]*)"')
_RUNS = re.compile(
    r'<script\b[^>]*>.*?</script>\n?|<meta http-equiv="Content-Security-Policy"[^>]*>\n?|'
    r'<link rel="(?:manifest|canonical|alternate)"[^>]*>\n?|</?noscript>',
    re.DOTALL,
)


@dataclass(frozen=True)
class Card:
    """What was written. Sizes are in bytes."""

    path: Path
    release: str
    files: int
    size: int


def write_card(release: Release, languages: Collection[str], path: Path, *, with_safety: bool = False) -> Card:
    """Write a ZIP file with some languages of a release; equal releases give equal bytes.

    `with_safety` has pages in it that endanger a reader if somebody sees them.
    Raises SiteBuilderError for a language that the guide has not, DamagedReleaseError, UnwritableError.
    """
    files = _Selection(release, languages, with_safety).files()
    try:
        written = write_zip(path, sorted(files.items()), release.name)
    except OSError as error:
        why = error.strerror or error
        raise UnwritableError(f"{path} cannot be written: {why}. Make room or choose another place.") from error
    return Card(path, release.name, len(files), written)


@dataclass
class _Selection:
    """The files of a release that a card has, by where they stand on it."""

    release: Release
    languages: Collection[str]
    with_safety: bool
    _wanted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._there = self.release.files

    def files(self) -> dict[str, bytes]:
        pages = self._pages()
        root = self._root()
        found = {path: _page(data.decode(), path, self._leading(path, pages, root)) for path, data in pages.items()}
        first = FIRST if len(self.languages) > 1 else f"{next(iter(self.languages))}/{FIRST}"
        text = self._read(first).decode()
        found[FIRST] = _page(text, FIRST, self._leading(FIRST, pages, root))
        return {**found, **{path: self._read(path) for path in self._wanted}}

    def _pages(self) -> Mapping[str, bytes]:
        missing = [language for language in self.languages if f"{language}/{FIRST}" not in self._there]
        if missing:
            raise SiteBuilderError(f"The guide is not in {', '.join(missing)}. Give one of its languages.")
        pages = {}
        for path in self._there:
            language, _, below = path.partition("/")
            if language not in self.languages or not below.endswith(FIRST) or below == f"{SAVE}{FIRST}":
                continue
            data = self._read(path)
            if self.with_safety or not endangers(data):
                pages[path] = data
        return pages

    def _root(self) -> str:
        """The address of the guide's root, with a slash at its end."""
        found = re.search(r"<loc>(.*/)[^/]+/sitemap\.xml</loc>", self._read("sitemap.xml").decode())
        if not found:
            raise SiteBuilderError(f"{self.release.name} does not say where readers find it: its sitemap.xml is empty.")
        return unescape(found[1])

    def _leading(self, page: str, pages: Mapping[str, bytes], root: str) -> Callable[[str], str]:
        """What an address on a page becomes."""
        origin = re.match(r"[a-z]+://[^/]+", root)
        host = origin[0] if origin else ""
        base = root.removeprefix(host)

        def leading(address: str) -> str:
            if not address.startswith(base) or address.startswith("//"):
                return address
            path, _, place = file_of(address.removeprefix(base)).partition("#")
            if path in pages or path == FIRST:
                target = path
            elif path in self._there and not path.endswith(".html"):
                self._wanted.add(path)
                target = path
            else:
                return host + address
            relative = quote(posixpath.relpath(target, posixpath.dirname(page)))
            return f"{relative}#{place}" if place else relative

        return leading

    def _read(self, path: str) -> bytes:
        return read_file(self.release, path, self._there[path])


def _page(text: str, path: str, leading: Callable[[str], str]) -> bytes:
    """A page whose addresses are what `leading` makes of them, and that runs nothing."""

    def address(found: re.Match[str]) -> str:
        name, told = found[1], unescape(found[2])
        if name == "srcset":
            pictures = (each.split() for each in told.split(","))
            told = ", ".join(" ".join([leading(url), *width]) for url, *width in pictures)
        else:
            told = leading(told)
        return f'{name}="{escape(told)}"'

    return _TAG.sub(lambda tag: _ADDRESS.sub(address, tag[0]), _RUNS.sub("", text)).encode()
