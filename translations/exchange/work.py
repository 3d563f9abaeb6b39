"""Segments as files carry them: what goes out to be translated, and what comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from translations.markup import parse, render
from translations.terms import Term

# Of the hashes in ids so many hexadecimal digits are kept: no page has segments enough for two to share them.
ID_DIGITS = 16


class Progress(StrEnum):
    """How far a segment is."""

    MISSING = "missing"
    OUTDATED = "outdated"
    # By a machine or by people outside, and checked by nobody here.
    UNCHECKED = "unchecked"
    REVIEWED = "reviewed"
    # Reviewed, and what readers see.
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an outdated segment said, and its translation, as HTML."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment on its way out. `source` and `target` are HTML; `target` is "" where there is no translation."""

    id: str
    field: str
    source: str
    target: str = ""
    progress: Progress = Progress.MISSING
    digest: str = ""
    earlier: Earlier | None = None
    findings: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class PageOfWork:
    """The segments of one page. `key` is its translation key."""

    key: str
    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What one file holds: pages in one pair of languages, named by BCP 47 tags."""

    source: str
    target: str
    pages: Iterable[PageOfWork]


@dataclass(frozen=True, slots=True)
class Returned:
    """A segment that a file brings back, and the line on which it begins.

    `digest` is that of the translation when the file was made, "" where there was none or the file lost it. `target` is
    HTML, "" where there is no translation; `broken` counts tags of which nothing tells what they stand for.
    """

    line: int
    language: str
    page: str
    id: str
    target: str
    digest: str = ""
    source: str = ""
    broken: int = 0


def piece_id(path_hash: str, text_hash: str) -> str:
    """How files name a segment of a page: where it stands and what it says, of each a hash in hexadecimal digits."""
    return f"{path_hash[:ID_DIGITS]}-{text_hash[:ID_DIGITS]}"


def canonical(html: str) -> str:
    """The one way to write a segment: two that read alike and have the same tags are equal."""
    return render(parse(html)).strip()


def digest_of(html: str, *, by_machine: bool) -> str:
    """A short hash of a translation and of who answers for it. A person who confirms a machine's text changes it."""
    text = f"{'machine' if by_machine else 'person'}:{canonical(html)}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]
