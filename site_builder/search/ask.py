"""What a guide answers to a question: sentences that stand in it, quoted; nothing is worded anew.

1. The PAGES best pages of the search are read, each as sentences. A heading is no sentence; it begins a section.
2. **What a sentence says** is the gain of its terms, each once, as a share of the gain of the whole question. Its worth
   is that, plus NEAR to the power of the distance times what each sentence says that is up to REACH away in the same
   section, plus HEADING times what the section's heading says.
3. **A quote** begins with the sentence of most worth in the sections that are not quoted yet, and takes in the better
   of its two neighbours in the section, again and again, until it has LONGEST sentences: a short section is quoted as
   a whole. A page gives up to QUOTES, none that begins below REST of the worth of its best sentence.
4. A quote's worth is that of its first sentence times the square of its page's score as a share of the best page's.
   The answer is the QUOTES best of all, none below REST of the best.
5. **Confidence** is how probable it is that the quotes hold a sentence that people would mark as an answer. It follows
   from one number x: the share of the question's gain that the best page has, times how far the RIVALS pages after it
   are behind its score, on average and as a share of it. It is 1 / (1 + e^(-STEEPNESS (x - EVEN))), fitted to the tuned
   half of `bench.ask`, answerable and unanswerable questions alike. Below SURE there is no sure answer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from site_builder.search.folding import terms_of
from site_builder.search.ranking import Hit, Index, Key, Passage

PAGES = 3
NEAR = 0.7
REACH = 3  # sentences
HEADING = 1.0
LONGEST = 8  # sentences
QUOTES = 3
REST = 0.9
RIVALS = 4  # pages
STEEPNESS = 5.8
EVEN = 0.37  # where an answer is as probable as none
SURE = 0.4

_END = re.compile(r"[.!?؟۔።][\"”“»)]*\s+")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:\w|\d+)\.\s+$")  # "z. B.", "e. V.", "1."


@dataclass(frozen=True)
class Sentence:
    """A sentence, the number of its passage in the page, and the number of its section."""

    text: str
    passage: int
    section: int


@dataclass(frozen=True)
class Quote(Generic[Key]):
    """Sentences that stand one after the other on a page."""

    key: Key
    worth: float
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Answer(Generic[Key]):
    """What the guide says; below SURE it is not told as an answer."""

    confidence: float
    quotes: tuple[Quote[Key], ...]

    @property
    def is_sure(self) -> bool:
        """Whether the quotes may be shown as what the guide answers."""
        return bool(self.quotes) and self.confidence >= SURE


def ask(index: Index[Key], question: str) -> Answer[Key]:
    """What an index answers to a question."""
    hits = index.search(question, max(PAGES, 1 + RIVALS))
    if not hits:
        return Answer(0.0, ())
    gains = index.gains(question)
    passages = {entry.key: entry.passages for entry in index.entries}
    found = [
        Quote(hit.key, worth * (hit.score / hits[0].score) ** 2, sentences)
        for hit in hits[:PAGES]
        for worth, sentences in quotes(passages[hit.key], gains)
    ]
    found.sort(key=lambda quote: -quote.worth)
    return Answer(confidence(hits), tuple(quote for quote in found[:QUOTES] if quote.worth >= REST * found[0].worth))


def confidence(hits: Sequence[Hit[Key]]) -> float:
    """How probable it is that the best page answers, from 0 to 1. Needs the best 1 + RIVALS hits."""
    rivals = sum(hit.score for hit in hits[1 : 1 + RIVALS]) / RIVALS
    clear = hits[0].share * (1 - rivals / hits[0].score)
    return 1 / (1 + math.exp(-STEEPNESS * (clear - EVEN)))


def quotes(passages: Sequence[Passage], gains: Mapping[str, float]) -> Iterator[tuple[float, tuple[Sentence, ...]]]:
    """What of a page answers best, with its worth."""
    there = list(sentences(passages))
    worths = _worths(passages, there, gains)
    least = REST * max(worths, default=0.0)
    left = list(range(len(there)))
    for _ in range(QUOTES):
        first = max(left, key=lambda number: worths[number], default=None)
        if first is None or not worths[first] or worths[first] < least:
            return
        section = there[first].section
        begin, end = _grown(first, [number for number in left if there[number].section == section], worths)
        left = [number for number in left if there[number].section != section]
        yield worths[first], tuple(there[begin : end + 1])


def _grown(first: int, section: Sequence[int], worths: Sequence[float]) -> tuple[int, int]:
    """The first and the last sentence of a quote."""
    begin = end = first
    while end - begin + 1 < min(LONGEST, len(section)):
        beside = [number for number in (begin - 1, end + 1) if section[0] <= number <= section[-1]]
        best = max(beside, key=lambda number: worths[number])
        begin, end = min(begin, best), max(end, best)
    return begin, end


def _worths(passages: Sequence[Passage], there: Sequence[Sentence], gains: Mapping[str, float]) -> list[float]:
    whole = sum(gains.values()) or 1.0

    def says(text: str) -> float:
        return sum(gains.get(term, 0.0) for term in dict.fromkeys(terms_of(text))) / whole

    said = [says(sentence.text) for sentence in there]
    headings = {number: says(passage.text) for number, passage in enumerate(passages) if passage.is_heading}
    found = []
    for number, sentence in enumerate(there):
        worth = said[number] + HEADING * headings.get(sentence.section, 0.0)
        for distance in range(1, REACH + 1):
            for other in (number - distance, number + distance):
                if 0 <= other < len(there) and there[other].section == sentence.section:
                    worth += NEAR**distance * said[other]
        found.append(worth)
    return found


def sentences(passages: Sequence[Passage]) -> Iterator[Sentence]:
    """The sentences of a page. A section's number is that of its heading, or -1 before the first."""
    section = -1
    for number, passage in enumerate(passages):
        if passage.is_heading:
            section = number
        else:
            yield from (Sentence(text, number, section) for text in split(passage.text))


def split(text: str) -> list[str]:
    """The sentences of a text. None begins after an initial or a number with a dot, nor with a small letter."""
    found: list[str] = []
    begin = 0
    for end in _END.finditer(text):
        following = text[end.end() : end.end() + 1]
        if not (following.islower() or following.isdigit() or _ABBREVIATED.search(text, begin, end.end())):
            found.append(text[begin : end.end()].strip())
            begin = end.end()
    return [part for part in (*found, text[begin:].strip()) if part]
