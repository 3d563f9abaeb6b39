"""How what a reader's browser searches is cut into files: each has the documents whose UUIDs begin alike.

An edited text makes its page and one of these files again. There are as many as are needed to have about FULL documents
or fewer in each, and their number is part of their names among the outputs: if a guide outgrows it, all are made anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.reading import listed

FULL = 32  # documents
LARGEST = 256  # files: what two hexadecimal digits tell apart
HEAD = "head"
KIND = "search"  # of these outputs
COUNT = "count"  # the listing of how many documents there are


def size_for(documents: int) -> int:
    """Into how many files so many documents are cut: a power of two."""
    return next(size for size in sizes() if size == LARGEST or documents <= size * FULL)


def keys(size: int) -> Iterator[str]:
    """The keys of the outputs of a language: what says where to find the files, then the files."""
    yield f"{size}-{HEAD}"
    for number in range(size):
        yield f"{size}-{number}"


def keys_of_others(size: int) -> Iterator[str]:
    """The keys of outputs that were there if the guide was cut into another number of files."""
    return (key for other in sizes() if other != size for key in keys(other))


def bounds(size: int, number: int) -> tuple[str, str]:
    """The UUIDs in a file: from the first one on and below the second one."""
    width = LARGEST // size
    end = (number + 1) * width
    return f"{number * width:02x}", f"{end:02x}" if end < LARGEST else "g"


def listing(size: int, number: int) -> str:
    """The name of the listing of a file's documents."""
    return listed(KIND, str(size), str(number))


def listings_of(uuid: str) -> Iterator[str]:
    """The listings in which a document stands, whatever the number of files, and that of how many there are."""
    yield COUNT
    digits = int(uuid[:2], 16)
    yield from (listing(size, digits * size // LARGEST) for size in sizes())


def sizes() -> Iterator[int]:
    """All numbers of files that there may be."""
    return (1 << power for power in range(LARGEST.bit_length()))
