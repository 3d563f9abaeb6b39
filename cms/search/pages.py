"""A page as the index keeps it, so that it is read without folding its text again.

`site_builder.search.ranking.read` is the reference: it gives the same windows with the same scores.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from site_builder.search import Passage, terms, words
from site_builder.search.folding import edged
from site_builder.search.ranking import WINDOW_LENGTH, WINDOW_LENGTH_PENALTY, saturated, windows


@dataclass(frozen=True)
class KeptPage:
    """The folded text of a page, window by window.

    `text` has the words with their edges marked, so that it says a term as often as the term stands in it; windows are
    lines. `starts` has the number of each window's first passage, `lengths` how many terms it has.
    """

    text: str
    starts: tuple[int, ...]
    lengths: tuple[int, ...]
    passages: int
    """How many the page has."""

    def read(self, gains: Mapping[str, float]) -> list[tuple[float, tuple[int, ...]]]:
        """The windows that share something with a question, with their scores, the best first."""
        ends = [*accumulate(len(line) + 1 for line in self.text.split("\n"))]
        relative = [length / WINDOW_LENGTH for length in self.lengths]
        scores: dict[int, float] = {}
        for term, gain in gains.items():
            for window, times in _counted(self.text, term, ends).items():
                weight = gain * saturated(times, relative[window], WINDOW_LENGTH_PENALTY)
                scores[window] = scores.get(window, 0.0) + weight
        bounds = [*pairwise((*self.starts, self.passages))]
        found = [(scores[window], tuple(range(*bounds[window]))) for window in sorted(scores)]
        return sorted(found, key=lambda each: -each[0])


def keep(passages: Sequence[Passage]) -> KeptPage:
    """What is kept of a page."""
    cut = list(windows(passages))
    said = [[word for number in window for word in words(passages[number].text)] for window in cut]
    return KeptPage(
        text="\n".join(" ".join(map(edged, window)) for window in said),
        starts=tuple(window[0] for window in cut),
        lengths=tuple(sum(len(terms(word)) for word in window) for window in said),
        passages=len(passages),
    )


def _counted(text: str, term: str, ends: Sequence[int]) -> dict[int, int]:
    """How often each window says a term; none that does not."""
    found: dict[int, int] = {}
    for place in _places(text, term):
        window = bisect_right(ends, place)
        found[window] = found.get(window, 0) + 1
    return found


def _places(text: str, term: str) -> Iterator[int]:
    place = text.find(term)
    while place >= 0:
        yield place
        place = text.find(term, place + 1)
