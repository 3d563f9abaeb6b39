"""Did you mean: what somebody may have wanted to type, made of words that the guide has.

1. It is looked for where LITTLE of the question's gain is on any page that was found.
2. A word of the question is in doubt if no page has it, it has SHORTEST letters or more, it is no number and none that
   questions are made of, and it is not a longer or shorter form of a word below (*registers*, *register*).
3. It becomes the nearest word that begins with the same letter: one edit away, or two if it has LONG letters or more;
   an edit is a letter too many, too few, another one, or two that changed places. Of words that are equally near it is
   the one on most pages, and of these the first in the order of the alphabet.
4. The suggestion is made if a page has more of it than any page has of the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Protocol

from site_builder.search.asking import asking_words
from site_builder.search.folding import EDGE, edged, runs, words
from site_builder.search.ranking import Judged

LITTLE = 0.5  # of a question's gain
SHORTEST = 4  # letters
LONG = 8  # letters
BROKEN = 3  # pairs of letters that an edit can break


class Vocabulary(Protocol):
    """The folded words that the pages of a guide have in one language, without the Arabic article."""

    def pages(self, word: str) -> int:
        """On how many pages a word is."""

    def beginning(self, letter: str) -> Iterable[str]:
        """The words that begin with a letter; some may be on no page any more."""


def is_little(hits: Sequence[Judged]) -> bool:
    """Whether so little was found that something else may have been meant."""
    return all(hit.share < LITTLE for hit in hits)


def corrections(question: str, language: str, vocabulary: Vocabulary) -> list[tuple[int, int, str]]:
    """The words of a question that are in doubt, as their place in it, with the folded word that each becomes."""
    asking = asking_words(language)
    found = []
    for begin, end in runs(question):
        word = edged("".join(words(question[begin:end]))).strip(EDGE)
        if len(word) < SHORTEST or not word.isalpha() or word in asking or vocabulary.pages(word):
            continue
        if nearest := _nearest(word, vocabulary):
            found.append((begin, end, nearest))
    return found


def _nearest(word: str, vocabulary: Vocabulary) -> str | None:
    most = 1 if len(word) < LONG else 2
    pairs = _pairs(word)
    found = [
        (distance, other)
        for other in vocabulary.beginning(word[0])
        if abs(len(other) - len(word)) <= most
        and len(pairs & _pairs(other)) >= len(pairs) - BROKEN * most
        and (distance := edits(word, other)) <= most
        and vocabulary.pages(other)
    ]
    if any(other.startswith(word) or word.startswith(other) for _, other in found):
        return None
    least = min((distance for distance, _ in found), default=0)
    near = (other for distance, other in found if distance == least)
    return min(near, key=lambda other: (-vocabulary.pages(other), other), default=None)


def _pairs(word: str) -> set[tuple[str, str]]:
    return set(pairwise(f"{EDGE}{word}{EDGE}"))


def edits(one: str, other: str) -> int:
    """How many edits make one word of another, if no letter is edited twice."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, last, row = row, before, [at]
        for there, typed in enumerate(other, 1):
            best = min(before[there] + 1, row[there - 1] + 1, before[there - 1] + (letter != typed))
            if at > 1 and there > 1 and letter == other[there - 2] and one[at - 2] == typed:
                best = min(best, last[there - 2] + 1)
            row.append(best)
    return row[-1]
