"""A page as a parser reads it: for the few of a build that something looks wrong with."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

from site_builder.guide import Guide
from site_builder.survey import ABSOLUTE, file_of


class Link(NamedTuple):
    """What a page links to."""

    raw: str
    """As the page says it."""
    path: str
    """Of the file below the release; a path of no file where it leads elsewhere on the host; empty if to another."""
    fragment: str


class PageText(HTMLParser):
    """The links of a page, the places on it that others can link to, and its language."""

    def __init__(self, guide: Guide, path: str, data: bytes) -> None:
        super().__init__()
        self.path = path
        self.language = ""
        self.links: list[Link] = []
        self.places: set[str] = set()
        self._root = guide.absolute(guide.url_of_path(""))
        self._host = guide.absolute("/")
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called for each element."""
        for name, value in attrs:
            if name == "id" and value:
                self.places.add(value)
            elif name == "href" and value:  # as survey: what a page shows is no output, pictures among it
                self.links.append(self._link(value))
            elif name == "lang" and tag == "html":
                self.language = value or ""

    def _link(self, raw: str) -> Link:
        own = self._root + self.path.removesuffix("index.html")
        address, _, fragment = urljoin(own, raw).partition("#")
        if address == own:
            return Link(raw, self.path, fragment)
        if address.startswith(self._root):
            return Link(raw, file_of(address[len(self._root) :]), fragment)
        is_within = address.startswith(self._host) and not ABSOLUTE(raw)
        return Link(raw, address[len(self._host) - 1 :] if is_within else "", fragment)
