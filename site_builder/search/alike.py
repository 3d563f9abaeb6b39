"""Pages that say nearly the same do not fill the first places together.

Of the pages that were read, in the order of their scores, one counts only ALIKE_WEIGHT of its score if a better one
that counts in full is like it: the two share ALIKE of the words that one of them has or more. Words are folded ones
without the Arabic article, those of the passages, each once; titles are left out, since what is copied is often named
anew. A page of fewer than FEWEST words is like no other one: two papers may both say "original and copy".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from site_builder.search.folding import edged, words

ALIKE = 0.7
FEWEST = 30
ALIKE_WEIGHT = 0.5


def said(texts: Iterable[str]) -> frozenset[str]:
    """The words by which a page is compared with others, their edges marked."""
    return frozenset(edged(word) for text in texts for word in words(text))


def are_alike(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether two pages say nearly the same, by their words."""
    fewer, more = sorted((len(one), len(other)))
    if fewer < FEWEST or fewer < ALIKE * more:
        return False
    shared = len(one & other)
    return shared >= ALIKE * (fewer + more - shared)


def shares(pages: Sequence[AbstractSet[str]]) -> Iterator[float]:
    """Which share of its score each page counts, given the words of all of them, the best page first."""
    whole: list[AbstractSet[str]] = []
    for page in pages:
        if any(are_alike(page, better) for better in whole):
            yield ALIKE_WEIGHT
        else:
            whole.append(page)
            yield 1.0
