"""A model that lost its way says the same words again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translations.findings import Finding, error

from .pair import Pair

# One to five words, three times in a row; or up to ten characters within a word, five times.
_WORDS = re.compile(r"(?<!\w)(\w\w+(?:\W+\w+){0,4}?)(?:\W+\1(?!\w)){2,}", re.IGNORECASE)
_CHARACTERS = re.compile(r"([^\W\d_]{1,10}?)\1{4,}", re.IGNORECASE)


def check_repetition(pair: Pair) -> Iterator[Finding]:
    """Repetitions that the source does not have."""
    for pattern in (_WORDS, _CHARACTERS):
        match = pattern.search(pair.target_text)
        if match and not pattern.search(pair.source_text):
            yield error("repetition", match[1])
            return
