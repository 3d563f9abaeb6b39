"""A translation that is far too short has lost something, one that is far too long has added something."""

from __future__ import annotations

from collections.abc import Iterator

from translations.findings import Finding, error, warning
from translations.languages import unspaced

from .pair import Pair

# Below this many characters any ratio occurs.
SHORTEST_CHECKED = 30
USUAL = (0.45, 2.2)
POSSIBLE = (0.2, 5.0)
# A Chinese or Japanese character carries about as much as three letters.
UNSPACED_FACTOR = 2.5


def check_length(pair: Pair) -> Iterator[Finding]:
    """A warning outside of the usual ratio of lengths, an error outside of the possible."""
    source, target = _length(pair.source_text, pair.source), _length(pair.target_text, pair.target)
    if max(source, target) < SHORTEST_CHECKED or not source:
        return
    ratio = target / source
    detail = f"{len(pair.source_text)} → {len(pair.target_text)}"
    if not POSSIBLE[0] <= ratio <= POSSIBLE[1]:
        yield error("length", detail)
    elif not USUAL[0] <= ratio <= USUAL[1]:
        yield warning("length", detail)


def _length(text: str, language: str) -> float:
    return len(text.strip()) * (UNSPACED_FACTOR if unspaced(language) else 1)
