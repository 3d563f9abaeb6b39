"""Word lists as they read best: words with spaces between them."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(words.split())


def with_endings(stems: str, *endings: str) -> frozenset[str]:
    """Each stem of a list with each ending."""
    return frozenset(stem + ending for stem in stems.split() for ending in endings)


def alternatives(words: str) -> str:
    """A regular expression for the words of a list."""
    return f"(?:{'|'.join(words.split())})"
