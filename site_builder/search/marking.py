"""What a result shows of a page: its best passage, and the words in it that the question asks for.

As in the reader's browser (js/search/passages.js), which a test compares with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from site_builder.search.folding import runs, terms_of
from site_builder.search.ranking import Passage

COMMON = 1.0  # the gain of what every third page says: such words are not marked
LIKE = 0.5  # of the terms of a word: one that shares less with the question is not marked


def best_passage(passages: Sequence[Passage], window: Sequence[int], gains: Mapping[str, float]) -> int | None:
    """The number of the passage in a window that says most of a question; None where only a title or heading fits."""
    found = [(_worth(passages[number].text, gains), number) for number in window if not passages[number].is_heading]
    most, best = max(found, key=lambda each: each[0], default=(0.0, None))
    return best if most else None


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


def _worth(text: str, gains: Mapping[str, float]) -> float:
    """How much a text says of a question: each term counts once."""
    return sum(gains.get(term, 0.0) for term in dict.fromkeys(terms_of(text)))


@lru_cache(maxsize=50_000)
def _terms_of(word: str) -> tuple[str, ...]:
    return tuple(terms_of(word))
