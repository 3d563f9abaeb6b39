"""How the list of all pages from A to Z is cut: a list of a thousand titles is more than a slow phone loads in a blink.

Each part has as many titles as the others, whatever their letters: a letter may begin in one and end in the next. A
language has the same number of parts as all others, told by the number of documents. It is part of their names among
the outputs, as with what is searched: if a guide outgrows it, all are made anew.
"""

from __future__ import annotations

from collections.abc import Iterator

KIND = "index"  # of the outputs that hold the parts
FULL = 192  # documents: with titles of 25 letters some 10 kB in Ukrainian, of the 12 that a page may have
LARGEST = 128  # parts: more than 24,000 documents make them longer


def count_for(documents: int) -> int:
    """Into how many parts so many documents are cut: a power of two."""
    return next(count for count in _counts() if count == LARGEST or documents <= count * FULL)


def keys(count: int) -> Iterator[str]:
    """The keys of the outputs of a language that hold these parts."""
    return (f"{count}-{number}" for number in range(1, count + 1))


def keys_of_others(count: int) -> Iterator[str]:
    """The keys of outputs that were there if the list was cut into another number of parts."""
    return (key for other in _counts() if other != count for key in keys(other))


def number_of(key: str) -> int:
    """Which part an output of this key holds, the first being 1."""
    return int(key.partition("-")[2])


def _counts() -> Iterator[int]:
    return (1 << power for power in range(LARGEST.bit_length()))
