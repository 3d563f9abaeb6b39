"""What changed between two wordings, by words: for people who must see at a glance whether the sense changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# An inline tag, a word with what belongs to it (a number with its separators), white space, or a sign.
_TOKEN = re.compile(r"<[^>]*>|\w+(?:[.,:'’-]\w+)*|\s+|[^\w\s]")


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is the same in both wordings, or in one of them only."""

    change: Change
    text: str


def tokens(text: str) -> list[str]:
    """The words, tags, signs and runs of white space of a text; joined they are the text."""
    return _TOKEN.findall(text)


def word_diff(before: str, after: str) -> list[Piece]:
    """The way from `before` to `after` in as few pieces as show it.

    All pieces that were not added make up `before`, all that were not removed `after`.
    """
    old, new = tokens(before), tokens(after)
    pieces: list[Piece] = []
    for _tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[start:end] == new[new_start:new_end]:
            pieces.append(Piece(Change.SAME, "".join(old[start:end])))
            continue
        if start < end:
            pieces.append(Piece(Change.REMOVED, "".join(old[start:end])))
        if new_start < new_end:
            pieces.append(Piece(Change.ADDED, "".join(new[new_start:new_end])))
    return pieces


def likeness(first: str, second: str) -> float:
    """How much of their words two texts share in the same order, from 0 to 1."""
    old = [token for token in tokens(first) if not token.isspace()]
    new = [token for token in tokens(second) if not token.isspace()]
    return SequenceMatcher(None, old, new, autojunk=False).ratio()
