"""Whether two generators made the same site: the same files, byte for byte or at least in what they say."""

from __future__ import annotations

import filecmp
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from bench.rivals.content import READ

LOCATION = re.compile("<loc>(.*?)</loc>")
EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Contents(HTMLParser):
    """What a page says: its elements with their attributes, and its texts, spaces aside, in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[tuple[str, ...]] = []
        self._text = ""
        self.feed(page)
        self.close()
        self._end_text()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_text()
        self.said.append((tag, *sorted(f"{name}={value}" for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY:  # written <br/>
            return
        self._end_text()
        self.said.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self._text += data

    def _end_text(self) -> None:
        if text := " ".join(self._text.split()):
            self.said.append(("", text))
        self._text = ""


def check(ours: Path, theirs: Path, name: str, *, exactly: bool) -> None:
    """Raise SystemExit unless another generator made our pages; `exactly` means byte for byte."""
    pages, expected = (
        {path.relative_to(folder) for path in folder.rglob("*") if path.name.endswith(READ)}
        for folder in (theirs, ours)
    )
    if pages != expected:
        raise SystemExit(f"{name} made other pages, for instance {sorted(pages ^ expected)[:3]}.")
    differing = [
        path
        for path in pages
        if not filecmp.cmp(ours / path, theirs / path, shallow=False)
        and (exactly or _said(ours / path) != _said(theirs / path))
    ]
    if differing:
        raise SystemExit(f"{name} made {len(differing)} pages that differ, for instance {min(differing)}.")


def _said(path: Path) -> object:
    text = path.read_text(encoding="utf-8")
    return Contents(text).said if path.suffix == ".html" else Counter(LOCATION.findall(text))
