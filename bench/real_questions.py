"""A real guide and what newcomers asked about it, as the search sees them: pages of a language, and questions.

German and English pages are those of the imported guide, all of them. For Arabic, Ukrainian and French they are the
pages that the questions are about, as a machine translated them, one for each page of the guide. The corpus has these
line by line; the headings and paragraphs are those of the page that was translated, as in a guide. A page, with all
that is asked about it in any language, is in one half: what is tuned on one half sees nothing of the other.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bench.sentence_pairs import CORPORA
from site_builder.search import Entry, Passage

LANGUAGES = ("de", "en", "ar", "uk", "fr")
IMPORTED = ("de", "en")
HALVES = ("tuned", "kept")

_BLOCK = re.compile(r"<(/?)(p|li|h[1-6]|td|th|div|tr|br|ul|ol|table|dt|dd)\b[^>]*>").split
_TAG = re.compile(r"<[^>]*>").sub
_TELLING = 4  # characters: a shorter line stands in many paragraphs


@dataclass(frozen=True)
class Question:
    """A question about a page, by the page's key; `answers` are sentences of the page, none if it has no answer."""

    text: str
    page: int
    answers: tuple[str, ...]
    half: str


class RealGuide:
    """The corpus. Raises FileNotFoundError when it is not there; CORPORA names its folder."""

    def __init__(self, corpora: Path = CORPORA) -> None:
        tree = {language: _json(corpora / "integreat-lkaugsburg" / f"{language}.json") for language in IMPORTED}
        self._records = {
            name: [json.loads(line) for line in _lines(corpora / "omos-qa" / f"{name}.jsonl")]
            for name in ("de_en", "ar", "uk", "fr")
        }
        self._pages = {language: {_path(page["path"]): page for page in tree[language]} for language in IMPORTED}
        # The two imported languages number the same page differently; the German number is its key.
        self._keys = {page["id"]: page["available_languages"].get("de", page)["id"] for page in tree["en"]}
        self._german = {page["id"]: page for page in tree["de"]}
        self._contents = {page["id"]: page["content"] for language in reversed(IMPORTED) for page in tree[language]}
        self._originals = {record["pageId"]: _sentences(record) for record in self._records["de_en"]}

    def entries(self, language: str) -> list[Entry[int]]:
        """The pages of a language."""
        if language in IMPORTED:
            return [self._imported(page, language) for page in self._pages[language].values()]
        return [self._translated(key, record) for key, record in self._translations(language).items()]

    def questions(self, language: str, half: str) -> list[Question]:
        """What is asked in a language about the pages of a half, answerable or not."""
        return [
            Question(record["question"], key, tuple(_sentences(record)[at] for at in record["answers"]), half)
            for record in self._records["de_en" if language in IMPORTED else language]
            if record["language"] == language
            and _half(key := self._keys.get(record["pageId"], record["pageId"])) == half
        ]

    def _imported(self, page: dict[str, Any], language: str) -> Entry[int]:
        german = self._german.get(self._keys.get(page["id"], page["id"]))
        names = (german["title"],) if language != "de" and german else ()
        above = tuple(each["title"] for each in self._above(page, language))
        key = self._keys.get(page["id"], page["id"])
        return Entry(key, page["title"], tuple(_passages(page["content"])), names, above)

    def _translated(self, key: int, record: dict[str, Any]) -> Entry[int]:
        title, *lines = zip(self._originals[record["pageId"]], _sentences(record), strict=True)
        passages = _shaped(lines, list(_passages(self._contents.get(record["pageId"], ""))))
        german = self._german.get(key)
        above = tuple(each["title"] for each in self._above(german, "de")) if german else ()
        return Entry(key, title[1], tuple(passages), (german["title"],) if german else (), above)

    def _translations(self, language: str) -> dict[int, dict[str, Any]]:
        """A record of each translated page by key, from the German original where there are two."""
        found: dict[int, dict[str, Any]] = {}
        for record in sorted(self._records[language], key=lambda record: record["pageId"] in self._keys):
            found.setdefault(self._keys.get(record["pageId"], record["pageId"]), record)
        return found

    def _above(self, page: dict[str, Any], language: str) -> Iterator[dict[str, Any]]:
        pages = self._pages[language]
        above = pages.get(_parent(page))
        while above:
            yield above
            above = pages.get(_parent(above))


def _half(key: int) -> str:
    return HALVES[1 - hashlib.sha256(str(key).encode()).digest()[0] % 2]


def _passages(html: str) -> Iterator[Passage]:
    """The paragraphs, points and headings of a page."""
    pieces = _BLOCK(html)
    yield from _passage(pieces[0], is_heading=False)
    for closing, tag, piece in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        yield from _passage(piece, is_heading=tag[0] == "h" and not closing)


def _passage(html: str, *, is_heading: bool) -> Iterator[Passage]:
    if text := " ".join(unescape(_TAG("", html)).split()):
        yield Passage(text, is_heading)


def _shaped(lines: Iterable[tuple[str, str]], original: Sequence[Passage]) -> Iterator[Passage]:
    """Translated lines, each given after its original, as the headings and paragraphs that the originals stand in.

    A line whose original stands in none goes on with the paragraph before it, or begins one after a heading.
    """
    at, text, is_heading = 0, "", False
    for line, translated in ((" ".join(line.split()), translated.strip()) for line, translated in lines):
        found = next((number for number in range(at, len(original)) if _is_in(line, original[number].text)), None)
        begins = is_heading if found is None else found != at
        if begins and text:
            yield Passage(text, is_heading)
            text = ""
        if found is not None:
            at = found
        is_heading = found is not None and original[at].is_heading
        text = f"{text} {translated}".strip()
    if text:
        yield Passage(text, is_heading)


def _is_in(line: str, text: str) -> bool:
    return line == text or (len(line) >= _TELLING and line in text)


def _sentences(record: dict[str, Any]) -> list[str]:
    return record["context"].split("\n")


def _parent(page: dict[str, Any]) -> str:
    return _path((page["parent"] or {}).get("path") or "")


def _path(path: str) -> str:
    return unquote(path).strip("/")


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
