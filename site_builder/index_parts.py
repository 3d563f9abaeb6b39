"""How the list of all pages from A to Z is cut: a list of a thousand titles is more than a slow phone loads in a blink.

Each part has as many titles as the others, whatever their letters: a letter may begin in one and end in the next. A
language has the same number of parts as all others, told by the number of documents; it is part of their names among
the outputs, as with what is searched.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder import search_pack

KIND = "index"  # of the outputs that hold a part after the first, which is a page of the theme's own
FILES = 8  # files of what is searched for one part: 256 documents, some 10 kB of titles


def count_for(documents: int) -> int:
    """Into how many parts so many documents are cut: a power of two."""
    return max(1, search_pack.size_for(documents) // FILES)


def keys(count: int) -> Iterator[str]:
    """The keys of the outputs of a language that hold these parts, but for the first one."""
    return (f"{count}-{number}" for number in range(2, count + 1))


def keys_of_others(count: int) -> Iterator[str]:
    """The keys of outputs that were there if the list was cut into another number of parts."""
    counts = sorted({max(1, size // FILES) for size in search_pack.sizes()} - {count})
    return (key for other in counts for key in keys(other))


def number_of(key: str) -> int:
    """Which part an output of this key holds."""
    return int(key.partition("-")[2])
