"""A model that lost its way says the same words again and again; a person who was interrupted says one word twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translations.findings import Finding, error, warning
from translations.languages import base

from .pair import Pair

# One to five words, three times in a row; or up to ten characters within a word, five times.
_WORDS = re.compile(r"(?<!\w)(\w\w+(?:\W+\w+){0,4}?)(?:\W+\1(?!\w)){2,}", re.IGNORECASE)
_CHARACTERS = re.compile(r"([^\W\d_]{1,10}?)\1{4,}", re.IGNORECASE)
_DOUBLED = re.compile(r"(?<![\w.@/-])([^\W\d_]{2,}) \1(?![\w.@/-])", re.IGNORECASE)

# Words that stand twice in a row in good sentences of the language: "die, die die Frist kennen", "vous vous inscrivez".
MAY_BE_DOUBLED = {
    "de": {"das", "dem", "den", "der", "die", "sie", "wenn"},
    "en": {"had", "that"},
    "es": {"nos"},
    "fr": {"nous", "vous"},
    "it": {"piano", "man", "via", "poco"},
    "pl": {"się"},
    "so": {"mid", "kala"},
    "uk": {"що"},
}
# Whole languages in which doubling makes a new word or an adverb: "yavaş yavaş", "آہستہ آہستہ".
DOUBLING = frozenset({"bn", "hi", "id", "ku", "kmr", "ckb", "fa", "pa", "ps", "tr", "ur", "am", "ti"})


def check_repetition(pair: Pair) -> Iterator[Finding]:
    """Repetitions that the source does not have: of anything three times, an error, of one word twice, a warning."""
    usual = MAY_BE_DOUBLED.get(base(pair.target), set())
    for pattern in (_WORDS, _CHARACTERS):
        repeated = [match[1] for match in pattern.finditer(pair.target_text) if match[1].lower() not in usual]
        if repeated and not pattern.search(pair.source_text):
            yield error("repetition", repeated[0])
            return
    if base(pair.target) in DOUBLING or _DOUBLED.search(pair.source_text):
        return
    doubled = [match[0] for match in _DOUBLED.finditer(pair.target_text) if match[1].lower() not in usual]
    if doubled:
        yield warning("word_doubled", ", ".join(doubled))
