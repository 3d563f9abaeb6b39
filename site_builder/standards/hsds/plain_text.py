"""Rich text as plain text: paragraphs apart by an empty line, points of lists on lines of their own."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

_BLOCK = re.compile(r"<(/?)(p|li|ul|ol|h[1-6]|br)\b[^>]*>").split
_TAG = re.compile(r"<[^>]*>").sub
_SPACE = re.compile(r"\s+").sub


@lru_cache(maxsize=2_000)  # the steps of a procedure are told as text and as structure, and by its services
def plain_text(html: str) -> str:
    """`html` (sanitised, mentions resolved) without markup; `- ` and `1. ` begin points, two spaces a point in one."""
    return _Lines().of(html) if "<" in html or "&" in html else " ".join(html.split())


class _Lines:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.counts: list[int] = []  # of the open lists: the number of the last point, -1 where they have none
        self.marks: list[str] = []  # of the open points, outermost first
        self.words: list[str] = []
        self.begins = ""

    def of(self, html: str) -> str:
        pieces = _BLOCK(html)
        self._say(pieces[0])
        for closes, tag, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            if tag == "br":
                self.words.append("\n")
            else:
                self._end_line()
                self._turn(tag, is_end=bool(closes))
            self._say(text)
        self._end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip()

    def _say(self, text: str) -> None:
        if "<" in text:
            text = _TAG("", text)
        self.words.append(_SPACE(" ", unescape(text) if "&" in text else text))

    def _turn(self, tag: str, *, is_end: bool) -> None:
        """What the beginning or end of a block means for the lines that follow."""
        if tag in ("ul", "ol"):
            if is_end:
                self.counts = self.counts[:-1]
            else:
                self.counts.append(0 if tag == "ol" else -1)
        elif tag == "li":
            if is_end:
                self.marks = self.marks[:-1]
            else:
                self.begins = "".join(" " * len(mark) for mark in self.marks) + self._mark()
                self.marks.append(self._mark(count=False))
        if not self.counts:
            self.lines.append("")

    def _mark(self, *, count: bool = True) -> str:
        if not self.counts or self.counts[-1] < 0:
            return "- "
        self.counts[-1] += count
        return f"{self.counts[-1]}. "

    def _end_line(self) -> None:
        text = "".join(self.words)
        self.words = []
        lines = [line for each in text.split("\n") if (line := each.strip())]
        if lines:
            indent = "".join(" " * len(mark) for mark in self.marks)
            begins = self.begins or indent
            self.lines += [begins + lines[0], *(indent + line for line in lines[1:])]
            self.begins = ""
