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
   unless the question has no others. Verbs that it says in two parts are asked for as one word, too (`parted`).
5. **The gain** of a term is its weight times rarity(pages, pages that say it): ln(1 + (N - n + 0.5) / (n + 0.5)), to
   the power of SHARPNESS.
6. **A page's score** is the sum of gain x saturated(frequency, the page's length / average length of pages, but at
   least SHORTEST). Pages that share no term have none. The READ best are read; more are never found. Equal scores keep
   the order of the pages.
7. **Reading** adds to each of these WINDOW_SHARE of what its best window has: the sum of gain x saturated(frequency in
   the window, length of the window / WINDOW_LENGTH). Of what is only told about (ASIDES: a word, a paper, an office, a
   number) ASIDE_WEIGHT of that counts, since other pages say what to do. Then they are put in order again.
8. **Pages that say nearly the same** as a better one count less (`alike`), and the pages are put in order once more.
9. **What a reader is shown** (`fitting`): nothing if no page has KNOWN of the question's gain; else the pages whose
   score is RELEVANT of the best one or more. A page is not left out because it has little of the question: whole
   sentences, and languages whose words take many forms, share few terms with the page that answers them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar

from site_builder.search import alike
from site_builder.search.asking import asking_words
from site_builder.search.folding import terms, terms_of, words
from site_builder.search.parted import joined

NAME_WEIGHT = 3.0
ABOVE_WEIGHT = 0.5
HEADING_WEIGHT = 2.0
WINDOW = 40  # words
ASKING = 0.3
SHARPNESS = 1.3  # the rarer of two terms counts more than in plain BM25
SATURATION = 6.0  # BM25's k1: how soon repeating a term stops helping
LENGTH_PENALTY = 0.65  # BM25's b: how much more often a long page must say a term
SHORTEST = 0.5  # of the average length: what says less is no better for being shorter
READ = 20  # pages
WINDOW_LENGTH = 200.0  # terms
WINDOW_LENGTH_PENALTY = 0.5
WINDOW_SHARE = 0.4
ASIDES = frozenset({"contact", "document_type", "office", "organisation", "term"})
ASIDE_WEIGHT = 0.7
KNOWN = 0.15  # of a question's gain
RELEVANT = 0.25  # of the best score

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Passage:
    """A paragraph, a point of a list or a heading, as a page shows it: text without markup."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class Entry(Generic[Key]):
    """What is known of a page.

    `names` are what people type although its title does not say it, `above` are the titles of the pages above it;
    `kind` is that of its document.
    """

    key: Key
    title: str
    passages: tuple[Passage, ...] = ()
    names: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class Hit(Generic[Key]):
    """A page that fits a question; `share` is how much of the question's gain it has, from 0 to 1.

    `windows` has the numbers of the page's passages window by window: first the window that fits the question best,
    none that shares nothing with it.
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


def relative_length(length: float, average: float) -> float:
    """The length of a page as a share of the average one."""
    return max(SHORTEST, length / average)


def asked(question: str, language: str) -> dict[str, float]:
    """The terms of a question with their weights, in order."""
    asking = asking_words(language)
    said = words(question)
    rest = [word for word in said if word not in asking]
    weights = {term: 1.0 for word in (*(rest or said), *joined(question, language)) for term in terms(word)}
    for word in said:
        for term in terms(word):
            weights.setdefault(term, ASKING)
    return weights


def frequencies(entry: Entry[Key]) -> dict[str, float]:
    """How often a page says each term, by where it says it. All are multiples of a half."""
    parts = [
        *((NAME_WEIGHT, name) for name in (entry.title, *entry.names)),
        *((ABOVE_WEIGHT, title) for title in entry.above),
        *((HEADING_WEIGHT if passage.is_heading else 1.0, passage.text) for passage in entry.passages),
    ]
    total: dict[str, float] = {}
    for weight, text in parts:
        for term in terms_of(text):
            total[term] = total.get(term, 0.0) + weight
    return total


def windows(passages: Sequence[Passage]) -> Iterator[tuple[int, ...]]:
    """The numbers of the passages in each window of a page."""
    window: list[int] = []
    length = 0
    for number, passage in enumerate(passages):
        count = 0 if passage.is_heading else len(words(passage.text))
        if window and (passage.is_heading or length + count > WINDOW):
            yield tuple(window)
            window, length = [], 0
        window.append(number)
        length += count
    if window:
        yield tuple(window)


def read(passages: Sequence[Passage], gains: Mapping[str, float]) -> list[tuple[float, tuple[int, ...]]]:
    """The windows of a page that share something with a question, with their scores, the best first."""
    scored = [(_window_score(passages, window, gains), window) for window in windows(passages)]
    return sorted((found for found in scored if found[0]), key=lambda found: -found[0])


def _window_score(passages: Sequence[Passage], window: tuple[int, ...], gains: Mapping[str, float]) -> float:
    counted = Counter(term for number in window for term in terms_of(passages[number].text))
    length = counted.total() / WINDOW_LENGTH
    return sum(gain * saturated(counted[term], length, WINDOW_LENGTH_PENALTY) for term, gain in gains.items())


class Judged(Protocol):
    """What was found, and how well it fits."""

    @property
    def score(self) -> float:
        """What it is ordered by."""

    @property
    def share(self) -> float:
        """How much of the question's gain it has."""


Found = TypeVar("Found", bound=Judged)


def fitting(hits: Sequence[Found]) -> list[Found]:
    """Those of the pages that were found, the best first, that a reader is shown; none if the guide is silent on it."""
    if all(hit.share < KNOWN for hit in hits):
        return []
    return [hit for hit in hits if hit.score >= RELEVANT * hits[0].score]


class Index(Generic[Key]):
    """The pages of a guide in one language, in memory."""

    def __init__(self, entries: Iterable[Entry[Key]], language: str) -> None:
        self.language = language
        self.entries = list(entries)
        self._postings: dict[str, dict[int, float]] = {}
        self._lengths: list[float] = []
        self._said: dict[int, frozenset[str]] = {}
        for number, entry in enumerate(self.entries):
            counted = frequencies(entry)
            self._lengths.append(sum(counted.values()))
            for term, frequency in counted.items():
                self._postings.setdefault(term, {})[number] = frequency

    def gains(self, question: str) -> dict[str, float]:
        """What each term of a question is worth."""
        return {
            term: weight * rarity(len(self.entries), len(self._postings.get(term, ())))
            for term, weight in asked(question, self.language).items()
        }

    def search(self, question: str, limit: int = 10) -> list[Hit[Key]]:
        """The pages that fit a question best."""
        gains = self.gains(question)
        scores: dict[int, float] = {}
        shares: dict[int, float] = {}
        average = sum(self._lengths) / len(self._lengths) if self._lengths else 0.0
        for term, gain in gains.items():
            for number, frequency in self._postings.get(term, {}).items():
                weight = gain * saturated(frequency, relative_length(self._lengths[number], average))
                scores[number] = scores.get(number, 0.0) + weight
                shares[number] = shares.get(number, 0.0) + gain
        best = sorted(scores, key=lambda number: (-scores[number], number))[:READ]
        whole = sum(gains.values())
        read = [(number, self._read(number, gains, scores[number], shares[number] / whole)) for number in best]
        read.sort(key=lambda found: -found[1].score)
        weights = alike.shares([self._words(number) for number, _hit in read])
        hits = [replace(hit, score=hit.score * weight) for (_, hit), weight in zip(read, weights, strict=True)]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def _words(self, number: int) -> frozenset[str]:
        if number not in self._said:
            self._said[number] = alike.said(passage.text for passage in self.entries[number].passages)
        return self._said[number]

    def _read(self, number: int, gains: Mapping[str, float], score: float, share: float) -> Hit[Key]:
        entry = self.entries[number]
        found = read(entry.passages, gains)
        return Hit(entry.key, once_read(score, found, entry.kind), share, tuple(window for _, window in found))


def once_read(score: float, found: Sequence[tuple[float, tuple[int, ...]]], kind: str) -> float:
    """A page's score once it was read."""
    return (score + WINDOW_SHARE * (found[0][0] if found else 0.0)) * (ASIDE_WEIGHT if kind in ASIDES else 1)
