"""Swaps what must not change for place holders before machine translation, and back afterwards.

The place holder is X0X, X1X and so on: measured on a real model, it survived every time, while {0}, <x0/> and #0# never
did. Models like to write the X in lower case or in Cyrillic, which is put up with on the way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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


def protect(text: str, keep: Iterable[str] = ()) -> Protected:
    """Swap the values of ``text`` and the words in ``keep`` for place holders.

    What already looks like a place holder is swapped too, so ``restore`` always gives back the same text.
    """
    values: list[str] = []
    pieces: list[str] = []
    position = 0
    for start, end in _places(text, keep):
        pieces += [text[position:start], f"X{len(values)}X"]
        values.append(text[start:end])
        position = end
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


def _places(text: str, keep: Iterable[str]) -> list[tuple[int, int]]:
    """What to swap, left to right: overlaps go to the earlier and longer, neighbours without a gap become one."""
    found = [(value.start, value.end) for value in find_values(text)]
    found += [match.span() for match in PLACEHOLDER.finditer(text)]
    for word in keep:
        found += [match.span() for match in re.finditer(as_word(word), text) if word and _stands_alone(text, match)]
    places: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if not places or start > places[-1][1]:
            places.append((start, end))
        elif end > places[-1][1]:
            places[-1] = (places[-1][0], end)
    return places


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a place holder put here would be read back: no Latin letter or digit may touch it."""
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return not re.match(r"[0-9A-Za-z]", before) and not re.match(r"[0-9A-Za-z]", after)
