"""Swaps what must not change for place holders before machine translation, and back afterwards.

The place holder is X0X, X1X and so on: measured on a real model, it survived every time, while {0}, <x0/> and #0# never
did. Models like to write the X in lower case or in Cyrillic, which is put up with on the way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .terms import as_word
from .values import find_values

PLACEHOLDER = re.compile(r"(?<![0-9A-Za-z])[XxХх](\d{1,4})[XxХх](?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Protected:
    """A text whose values are place holders, and the values in the order of their numbers."""

    text: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A text with its values back in place; ``lost`` holds the values that did not come back exactly once."""

    text: str
    lost: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Whether each value came back exactly once and nothing else looked like one."""
        return not self.lost and not self.unknown


def protect(text: str, keep: Iterable[str] = (), agreed: Mapping[str, str] | None = None) -> Protected:
    """Swap the values of ``text``, the words in ``keep`` and the words that ``agreed`` translates for place holders.

    What already looks like a place holder is swapped too, so ``restore`` always gives back the same text, with the
    agreed translations in the place of their words.
    """
    values: list[str] = []
    pieces: list[str] = []
    position = 0
    for place in _places(text, keep, agreed or {}):
        pieces += [text[position : place.start], f"X{len(values)}X"]
        values.append(place.value)
        position = place.end
    return Protected("".join([*pieces, text[position:]]), tuple(values))


def restore(text: str, values: tuple[str, ...]) -> Restored:
    """Put the values back where their place holders stand and tell which ones are missing, doubled or unknown."""
    seen = [0] * len(values)
    unknown: list[str] = []

    def value_of(match: re.Match[str]) -> str:
        number = int(match[1])
        if number >= len(values):
            unknown.append(match[0])
            return match[0]
        seen[number] += 1
        return values[number]

    restored = PLACEHOLDER.sub(value_of, text)
    lost = tuple(value for value, times in zip(values, seen, strict=True) if times != 1)
    return Restored(restored, lost, tuple(unknown))


def without_placeholders(text: str) -> str:
    """The text without its place holders, to see whether anything is left to translate."""
    return PLACEHOLDER.sub(" ", text)


@dataclass(frozen=True, slots=True)
class _Place:
    """What is swapped, and what comes back for it."""

    start: int
    end: int
    value: str


def _places(text: str, keep: Iterable[str], agreed: Mapping[str, str]) -> list[_Place]:
    """What to swap, left to right: overlaps go to the earlier and longer, neighbours without a gap become one."""
    found = [_Place(value.start, value.end, value.text) for value in find_values(text)]
    found += [_Place(*match.span(), match[0]) for match in PLACEHOLDER.finditer(text)]
    for word in keep:
        found += [_Place(*match.span(), match[0]) for match in _words(word, text)]
    for word, translation in agreed.items():
        # A word that begins a sentence does so in the translation too.
        found += [
            _Place(*match.span(), _with_case_of(translation, match[0], word))
            for match in _words(word, text, re.IGNORECASE)
        ]
    places: list[_Place] = []
    for each in sorted(found, key=lambda place: (place.start, -place.end)):
        if not places or each.start > places[-1].end:
            places.append(each)
        elif each.start == places[-1].end:
            places[-1] = _Place(places[-1].start, each.end, places[-1].value + each.value)
        elif each.end > places[-1].end:
            last = places[-1]
            places[-1] = _Place(last.start, each.end, last.value + text[last.end : each.end])
    return places


def _words(word: str, text: str, flags: int = 0) -> list[re.Match[str]]:
    if not word:
        return []
    return [match for match in re.finditer(as_word(word), text, flags) if _stands_alone(text, match)]


def _with_case_of(translation: str, found: str, word: str) -> str:
    if found[:1].isupper() and not word[:1].isupper():
        return translation[:1].upper() + translation[1:]
    return translation


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a place holder put here would be read back: no Latin letter or digit may touch it."""
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return not re.match(r"[0-9A-Za-z]", before) and not re.match(r"[0-9A-Za-z]", after)
