"""A translation that is far too short has lost something, one that is far too long has added something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translations.findings import Finding, error, warning
from translations.languages import script, unspaced

from .pair import Pair

# Below this many characters any ratio occurs.
SHORTEST_CHECKED = 30
USUAL = (0.42, 2.4)
POSSIBLE = (0.2, 5.0)
# A Chinese or Japanese character carries about as much as three letters.
UNSPACED_FACTOR = 2.5
# Arabic and Hebrew write no short vowels: of 5,600 sentences, the Arabic ones had 0.8 times the letters of the German.
ABJAD_FACTOR = 1.25
ABJADS = frozenset({"Arab", "Hebr"})
# A text of two sentences or more that became one sentence less and a seventh shorter has hardly only been joined up.
SHORTER = 0.85
_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔።](?=[\s\"”»)]|$)")
# "z. B.", "Art. 5", "9 a.m.": points that end no sentence.
_ABBREVIATION = re.compile(r"(?:\b\w\.\s?){2,}|\b\w{1,5}\.(?=\s[\d(a-zа-яії])")


def check_length(pair: Pair) -> Iterator[Finding]:
    """A warning outside of the usual ratio of lengths, or for a lost sentence; an error outside of the possible."""
    source, target = _length(pair.source_text, pair.source), _length(pair.target_text, pair.target)
    if max(source, target) < SHORTEST_CHECKED or not source:
        return
    ratio = target / source
    detail = f"{len(pair.source_text)} → {len(pair.target_text)}"
    if not POSSIBLE[0] <= ratio <= POSSIBLE[1]:
        yield error("length", detail)
    elif not USUAL[0] <= ratio <= USUAL[1]:
        yield warning("length", detail)
    elif ratio < SHORTER and (before := _sentences(pair.source_text)) > (after := _sentences(pair.target_text)):
        yield warning("sentence_missing", f"{before} → {after}")


def _length(text: str, language: str) -> float:
    if unspaced(language):
        return len(text.strip()) * UNSPACED_FACTOR
    return len(text.strip()) * (ABJAD_FACTOR if script(language) in ABJADS else 1)


def _sentences(text: str) -> int:
    """How many sentences end in a text, at least 1."""
    return max(1, len(_SENTENCE_END.findall(_ABBREVIATION.sub(" ", text))))
