"""Which words of a passage a result marks: those that the question asks for.

As in the reader's browser (js/search/passages.js), which a test compares with.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from site_builder.search.folding import runs, terms_of

COMMON = 1.0  # the gain of what every third page says: such words are not marked
LIKE = 0.5  # of the terms of a word: one that shares less with the question is not marked


def pieces(text: str, gains: Mapping[str, float]) -> list[tuple[str, bool]]:
    """A text cut into pieces, and whether each is a word that the question asks for. Together they are the text."""
    found: list[tuple[str, bool]] = []
    last = 0
    for begin, end in runs(text):
        if _is_asked(text[begin:end], gains):
            found += [(text[last:begin], False), (text[begin:end], True)]
            last = end
    return [piece for piece in (*found, (text[last:], False)) if piece[0]]


def _is_asked(word: str, gains: Mapping[str, float]) -> bool:
    said = _terms_of(word)
    known = [gains[term] for term in said if term in gains]
    return bool(known) and len(known) >= LIKE * len(said) and sum(known) / len(known) > COMMON


@lru_cache(maxsize=50_000)
def _terms_of(word: str) -> tuple[str, ...]:
    return tuple(terms_of(word))
