"""A page as the index keeps it, so that it is read without folding its text again.

`site_builder.search.ranking.read` is the reference: it gives the same windows with the same scores.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from site_builder.search import Passage, terms, words
from site_builder.search.folding import edged, terms_of_edged
from site_builder.search.ranking import WINDOW_LENGTH, WINDOW_LENGTH_PENALTY, saturated, windows


@dataclass(frozen=True)
class KeptPage:
    """The folded text of a page, a line for each passage.

    `text` has the words with their edges marked, so that it says a term as often as the term stands in it. `starts` has
    the number of each window's first passage, `lengths` how many terms it has.
    """

    text: str
    starts: tuple[int, ...]
    lengths: tuple[int, ...]

    def read(self, gains: Mapping[str, float]) -> list[tuple[float, tuple[int, ...]]]:
        """The windows that share something with a question, with their scores, the best first."""
        lines = self.text.split("\n")
        ends = [*accumulate(len(line) + 1 for line in lines)]
        bounds = [*pairwise((*self.starts, len(lines)))]
        last = [ends[end - 1] for _first, end in bounds]  # characters of each window
        relative = [length / WINDOW_LENGTH for length in self.lengths]
        scores: dict[int, float] = {}
        find = self.text.find
        for term, gain in gains.items():
            place = find(term)
            counted: dict[int, int] = {}
            while place >= 0:
                window = bisect_right(last, place)
                counted[window] = counted.get(window, 0) + 1
                place = find(term, place + 1)
            for window, times in counted.items():
                weight = gain * saturated(times, relative[window], WINDOW_LENGTH_PENALTY)
                scores[window] = scores.get(window, 0.0) + weight
        found = [(scores[window], tuple(range(*bounds[window]))) for window in sorted(scores)]
        return sorted(found, key=lambda each: -each[0])

    def said(self) -> frozenset[str]:
        """The words by which the page is compared with others (`site_builder.search.alike`)."""
        return frozenset(self.text.split())

    def best(self, passages: Sequence[int], gains: Mapping[str, float]) -> int | None:
        """Which of some passages says most of a question, each term once; None if none says anything."""
        lines = self.text.split("\n")
        worth = [(sum(gains.get(term, 0.0) for term in _said(lines[number])), number) for number in passages]
        most, best = max(worth, key=lambda each: each[0], default=(0.0, None))
        return best if most else None


def keep(passages: Sequence[Passage]) -> KeptPage:
    """What is kept of a page."""
    said = [words(passage.text) for passage in passages]
    cut = list(windows(passages))
    return KeptPage(
        text="\n".join(" ".join(map(edged, passage)) for passage in said),
        starts=tuple(window[0] for window in cut),
        lengths=tuple(sum(len(terms(word)) for number in window for word in said[number]) for window in cut),
    )


def _said(line: str) -> dict[str, None]:
    """The terms of a passage, each once."""
    return dict.fromkeys(term for word in line.split() for term in terms_of_edged(word))
