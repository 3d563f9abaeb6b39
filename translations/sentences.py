"""Cuts text into the sentences an engine translates one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import sentencex

from .languages import base

# "1. " and "b) " open a list item; a splitter takes the full stop for the end of a sentence.
_ENUMERATOR = re.compile(r"\s*\(?(?:\d{1,2}|[A-Za-z])[.)]\s*")


class Sentence(NamedTuple):
    """A sentence without white space around it, and the white space or line break that follows it."""

    text: str
    gap: str


def split(text: str, language: str) -> list[Sentence]:
    """The sentences of ``text``; their texts and gaps, put together, are ``text`` again.

    A line break always ends a sentence. White space at the start becomes the gap of an empty first sentence.
    """
    sentences = [Sentence("", "")]
    for piece in _pieces(text, language):
        body = piece.strip()
        before = piece[: len(piece) - len(piece.lstrip())]
        if before:
            sentences[-1] = Sentence(sentences[-1].text, sentences[-1].gap + before)
        if body:
            sentences.append(Sentence(body, piece[len(before) + len(body) :]))
    return sentences if sentences[0].gap else sentences[1:]


def _pieces(text: str, language: str) -> Iterator[str]:
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        pending = ""
        for piece in _segment(line, language):
            pending += piece
            if not _ENUMERATOR.fullmatch(pending):
                yield pending
                pending = ""
        if pending:
            yield pending


def _segment(line: str, language: str) -> list[str]:
    pieces: list[str] = sentencex.segment(base(language), line)
    # Nothing may get lost: a line that does not come back whole is translated as one.
    return pieces if "".join(pieces) == line else [line]


# Where to cut a sentence that is too long, the best kind of place first.
_CUTS = (r"(?<=[;:])\s+|(?<=[。；：])", r"(?<=[,،])\s+|(?<=[，、])", r"\s+", r"")


def split_to_fit(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Cut a text that an engine cannot take whole into parts that ``fits`` accepts, near the middle and at clauses.

    White space at the cuts is dropped. A single character is returned even if it does not fit.
    """
    if fits(text) or len(text) < 2:
        return [text]
    middle = len(text) / 2
    for pattern in _CUTS:
        cuts = [match for match in re.finditer(pattern, text) if match.start() > 0 and match.end() < len(text)]
        if cuts:
            cut = min(cuts, key=lambda match: abs(match.start() - middle))
            return split_to_fit(text[: cut.start()], fits) + split_to_fit(text[cut.end() :], fits)
    return [text]
