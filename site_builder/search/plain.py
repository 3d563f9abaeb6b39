"""Plain BM25 over 4-grams: the ranking before `ranking`, and what benchmarks compare that one with.

Questions come as whole sentences, in every script, with the endings of every language. BM25 over character 4-grams of
folded words found the right page among the first three for 70 to 76 % of 906 real questions in five languages, with no
stemmer; searching for words found 63 to 71 %, the usual keyword indexes 5 to 57 %.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from site_builder.search.folding import EDGE, GRAM, words

TITLE_WEIGHT = 3.0  # a word of the title counts as often
SATURATION = 1.2  # BM25's k1: how soon repeating a word stops helping
LENGTH_PENALTY = 0.75  # BM25's b: how much a long page must say a word more often


def grams(text: str) -> list[str]:
    """The 4-grams of a text's words, their edges marked; a word too short for one is whole. In order, with repeats."""
    found = []
    for word in words(text):
        marked = f"{EDGE}{word}{EDGE}"
        found += [marked[start : start + GRAM] for start in range(max(1, len(marked) - GRAM + 1))]
    return found


def frequencies(title: str, body: str, other_titles: Iterable[str] = ()) -> dict[str, float]:
    """How much a document says of each gram; titles count more.

    `other_titles` are what people type although the page does not say it: the title in the source language, the
    official names of papers, synonyms.
    """
    counted = {gram: float(count) for gram, count in Counter(grams(body)).items()}
    for gram in (gram for text in (title, *other_titles) for gram in grams(text)):
        counted[gram] = counted.get(gram, 0.0) + TITLE_WEIGHT
    return counted


def rarity(documents: int, containing: int) -> float:
    """BM25's inverse document frequency: how much a gram says about what is meant. Never negative."""
    return math.log(1 + (documents - containing + 0.5) / (containing + 0.5))


def weight(frequency: float, length: float, average_length: float) -> float:
    """BM25's weight of a gram in a document, between 0 and 2.2; lengths are sums of frequencies."""
    norm = 1 - LENGTH_PENALTY + LENGTH_PENALTY * length / average_length if average_length else 1.0
    return frequency * (SATURATION + 1) / (frequency + SATURATION * norm) if frequency else 0.0


Key = TypeVar("Key", bound=Hashable)


class Index(Generic[Key]):
    """Documents by gram, in memory: the reference that every other index must rank like."""

    def __init__(self, documents: Mapping[Key, Mapping[str, float]]) -> None:
        self.lengths = {key: sum(counted.values()) for key, counted in documents.items()}
        self.average_length = sum(self.lengths.values()) / len(self.lengths) if self.lengths else 0.0
        self.postings: dict[str, dict[Key, float]] = {}
        for key, counted in documents.items():
            for gram, frequency in counted.items():
                self.postings.setdefault(gram, {})[key] = frequency

    def search(self, query: str, limit: int = 10) -> list[tuple[Key, float]]:
        """The documents that fit a question best, with their scores; equal scores in the order of the documents."""
        scores: dict[Key, float] = {}
        for gram in dict.fromkeys(grams(query)):
            postings = self.postings.get(gram, {})
            gain = rarity(len(self.lengths), len(postings))
            for key, frequency in postings.items():
                scores[key] = scores.get(key, 0.0) + gain * weight(frequency, self.lengths[key], self.average_length)
        place = {key: number for number, key in enumerate(self.lengths)}
        return sorted(scores.items(), key=lambda found: (-found[1], place[found[0]]))[:limit]
