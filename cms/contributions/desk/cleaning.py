"""Untrusted text: plain, of bounded length, without characters that change how the text around it is read."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import category, normalize

import nh3

LONGEST = 20_000  # characters; 250,000 of nested tags would keep nh3 busy for 8.6 seconds
MOST_PASSES = 4  # as deep as anybody nests entities in good faith

# Overrides, embeddings and isolates turn round what follows them. The marks (200E, 200F, 061C) and the joiners (200C,
# 200D), which Persian and emoji need, stay.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_TAG = re.compile(r"</?[a-zA-Z!?]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" *\n *")
_GAPS = re.compile(r"\n{3,}")


class TooLongError(ValueError):
    """A text is longer than its field allows. It is refused before anything is done with it."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        super().__init__(f"The text is longer than {longest:,} characters.")


def plain_text(text: str, longest: int = LONGEST) -> str:
    """What is left of a text as a person reads it: no markup, no control characters, no turned directions.

    `longest` is in characters and may not exceed LONGEST. Cleaning what is clean changes nothing.
    Raises TooLongError, before it does anything else.
    """
    longest = min(longest, LONGEST)
    # A browser sends each end of a line as two characters and counts it as one.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > longest:
        raise TooLongError(longest)
    text = _tidied(text)
    for _ in range(MOST_PASSES):
        if not _TAG.search(text):
            return text
        # What is written as an entity may be markup once it is read.
        text = _tidied(unescape(nh3.clean(text, tags=set())))
    return _tidied(text.replace("<", " "))


def one_line(text: str, longest: int = 300) -> str:
    """The same on a single line. Raises TooLongError."""
    return " ".join(plain_text(text, longest).split())


def _tidied(text: str) -> str:
    # What is taken out may have stood between spaces.
    kept = (each for each in _TURNING.sub("", text) if each.isspace() or category(each) not in {"Cc", "Cs", "Co"})
    text = _SPACES.sub(" ", normalize("NFC", "".join(kept)))
    return _GAPS.sub("\n\n", _LINES.sub("\n", text)).strip()
