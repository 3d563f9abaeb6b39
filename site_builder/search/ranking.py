"""Which pages of a guide fit a question, and which passages of theirs.

This is the reference: the reader's browser and the server rank equal to it, and tests compare them.

1. **Terms.** Texts and questions become folded words, and each word its terms: the 4-grams of the word with its edges
   marked, and the whole marked word if it is longer (`folding`).
2. **A page** says a term so many times: NAME_WEIGHT for each time in its title or another name of it (the title in the
   source language, official terms, synonyms), ABOVE_WEIGHT for each time in the titles of the pages above it, once for
   each time in a passage, and HEADING_WEIGHT if that is a heading. Its length is the sum over all terms.
3. **A window** is what is read at once: passages in their order until they have WINDOW words, those of headings not
   counted. A heading begins a window, and a passage that does not fit any more begins the next one. Here each passage
   counts once, heading or not.
4. **A question's term** has the weight 1, or ASKING if it only comes from words that questions are made of (`asking`),
   unless the question has no others.
5. **The gain** of a term is its weight times rarity(pages, pages that say it): ln(1 + (N - n + 0.5) / (n + 0.5)), to
   the power of SHARPNESS.
6. **The score** of a page is the sum of gain x saturated(frequency in the page, its length / average length of pages),
   and WINDOW_SHARE of what the page's best window has: the sum of gain x saturated(frequency in the window, its
   length / average length of windows). A page that shares no term has no score. Equal scores keep the order of the
   pages, equal windows that of the page.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from site_builder.search.asking import asking_words
from site_builder.search.folding import terms, terms_of, words

NAME_WEIGHT = 3.0
ABOVE_WEIGHT = 0.5
HEADING_WEIGHT = 2.0
WINDOW = 40  # words
ASKING = 0.3
SHARPNESS = 1.3  # the rarer of two terms counts more than in plain BM25
SATURATION = 4.0  # BM25's k1: how soon repeating a term stops helping
LENGTH_PENALTY = 0.75  # BM25's b: how much more often a long page must say a term
WINDOW_LENGTH_PENALTY = 0.5
WINDOW_SHARE = 0.4

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Passage:
    """A paragraph, a point of a list or a heading, as a page shows it: text without markup."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class Entry(Generic[Key]):
    """What is known of a page: `names` are what people type although its title does not say it, `above` are the titles
    of the pages above it.
    """

    key: Key
    title: str
    passages: tuple[Passage, ...] = ()
    names: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit(Generic[Key]):
    """A page that fits a question; `share` is how much of the question's gain it has, from 0 to 1.

    `windows` has the numbers of the page's passages window by window, those first that say most of the question.
    """

    key: Key
    score: float
    share: float
    windows: tuple[tuple[int, ...], ...] = field(default=(), compare=False)


def rarity(pages: int, containing: int) -> float:
    """How much a term says about what is meant. Never negative."""
    return math.log(1 + (pages - containing + 0.5) / (containing + 0.5)) ** SHARPNESS


def saturated(frequency: float, relative_length: float, penalty: float = LENGTH_PENALTY) -> float:
    """BM25's weight of a frequency, from 0 to 1 + SATURATION."""
    norm = 1 - penalty + penalty * relative_length
    return frequency * (SATURATION + 1) / (frequency + SATURATION * norm) if frequency else 0.0


def asked(question: str, language: str) -> dict[str, float]:
    """The terms of a question with their weights, in order."""
    asking = asking_words(language)
    said = words(question)
    rest = [word for word in said if word not in asking]
    weights = {term: 1.0 for word in rest or said for term in terms(word)}
    for word in said:
        for term in terms(word):
            weights.setdefault(term, ASKING)
    return weights


def windows(passages: Sequence[Passage]) -> Iterator[tuple[int, ...]]:
    """The numbers of the passages in each window of a page."""
    window: list[int] = []
    length = 0
    for number, passage in enumerate(passages):
        count = len(words(passage.text))
        if window and (passage.is_heading or length + count > WINDOW):
            yield tuple(window)
            window, length = [], 0
        window.append(number)
        length += 0 if passage.is_heading else count
    if window:
        yield tuple(window)


class Analysed(Generic[Key]):
    """A page as an index holds it: how often it and its windows say each term."""

    def __init__(self, entry: Entry[Key]) -> None:
        self.key = entry.key
        said = [Counter(terms_of(passage.text)) for passage in entry.passages]
        self.windows = [
            (numbers, _sum((said[number], 1.0) for number in numbers)) for numbers in windows(entry.passages)
        ]
        self.window_lengths = [sum(counted.values()) for _, counted in self.windows]
        self.counted = _sum(
            [
                *((Counter(terms_of(name)), NAME_WEIGHT) for name in (entry.title, *entry.names)),
                *((Counter(terms_of(title)), ABOVE_WEIGHT) for title in entry.above),
                *(
                    (counted, HEADING_WEIGHT if passage.is_heading else 1.0)
                    for passage, counted in zip(entry.passages, said, strict=True)
                ),
            ]
        )
        self.length = sum(self.counted.values())


def _sum(parts: Iterable[tuple[Counter[str], float]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for counted, weight in parts:
        for term, count in counted.items():
            total[term] = total.get(term, 0.0) + weight * count
    return total


class Index(Generic[Key]):
    """The pages of a guide in one language, in memory."""

    def __init__(self, entries: Iterable[Entry[Key] | Analysed[Key]], language: str) -> None:
        self.language = language
        self.pages = [entry if isinstance(entry, Analysed) else Analysed(entry) for entry in entries]
        self._average = _average([page.length for page in self.pages])
        self._window_average = _average([length for page in self.pages for length in page.window_lengths])
        self._postings: dict[str, list[int]] = {}
        for number, page in enumerate(self.pages):
            for term in page.counted:
                self._postings.setdefault(term, []).append(number)

    def gains(self, question: str) -> dict[str, float]:
        """What each term of a question is worth."""
        return {
            term: weight * rarity(len(self.pages), len(self._postings.get(term, ())))
            for term, weight in asked(question, self.language).items()
        }

    def search(self, question: str, limit: int = 10) -> list[Hit[Key]]:
        """The pages that fit a question best."""
        gains = self.gains(question)
        whole = sum(gains.values())
        found = {number for term in gains for number in self._postings.get(term, ())}
        hits = [self._hit(self.pages[number], gains, whole) for number in sorted(found)]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def _hit(self, page: Analysed[Key], gains: dict[str, float], whole: float) -> Hit[Key]:
        score = share = 0.0
        for term, gain in gains.items():
            if frequency := page.counted.get(term):
                score += gain * saturated(frequency, page.length / self._average)
                share += gain
        scores = [
            sum(
                gain * saturated(counted[term], length / self._window_average, WINDOW_LENGTH_PENALTY)
                for term, gain in gains.items()
                if term in counted
            )
            for (_, counted), length in zip(page.windows, page.window_lengths, strict=True)
        ]
        order = sorted((number for number, said in enumerate(scores) if said), key=lambda number: -scores[number])
        best = scores[order[0]] if order else 0.0
        return Hit(
            page.key,
            score + WINDOW_SHARE * best,
            share / whole if whole else 0.0,
            tuple(page.windows[number][0] for number in order),
        )


def _average(lengths: Sequence[float]) -> float:
    return sum(lengths) / len(lengths) or 1.0 if lengths else 1.0
