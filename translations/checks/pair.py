"""What the checks look at: a source and its translation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from translations.markup import Markup, parse
from translations.terms import Term
from translations.values import Value, find_values


@dataclass(frozen=True)
class Pair:
    """A source segment and its translation, as HTML with inline tags; ``source`` and ``target`` are BCP 47 tags."""

    source_html: str
    target_html: str
    source: str
    target: str
    terms: tuple[Term, ...] = ()

    @cached_property
    def source_markup(self) -> Markup:
        """The source's text and tags."""
        return parse(self.source_html)

    @cached_property
    def target_markup(self) -> Markup:
        """The translation's text and tags."""
        return parse(self.target_html)

    @property
    def source_text(self) -> str:
        """The source without tags."""
        return self.source_markup.text

    @property
    def target_text(self) -> str:
        """The translation without tags."""
        return self.target_markup.text

    @cached_property
    def source_values(self) -> list[Value]:
        """Addresses, phones, amounts and so on in the source."""
        return find_values(latin_digits(self.source_text))

    @cached_property
    def target_values(self) -> list[Value]:
        """Addresses, phones, amounts and so on in the translation."""
        return find_values(latin_digits(self.target_text))


_LATIN_DIGITS = {
    zero + digit: str(digit)
    for zero in (
        0x660,
        0x6F0,
        0x966,
        0x9E6,
        0xA66,
        0xAE6,
        0xB66,
        0xBE6,
        0xC66,
        0xCE6,
        0xD66,
        0xE50,
        0xED0,
        0x1040,
        0xFF10,
    )
    for digit in range(10)
} | {0x66B: ".", 0x66C: ","}


def latin_digits(text: str) -> str:
    """The text with the digits of all scripts, and Arabic decimal and thousands signs, as Latin ones; equally long."""
    return text.translate(_LATIN_DIGITS)


def difference(source: Counter[str], target: Counter[str]) -> str:
    """What one side has and the other has not, as "-missing +added", "" if they agree."""
    missing = [f"−{item}" for item in (source - target).elements()]
    added = [f"+{item}" for item in (target - source).elements()]
    return " ".join([*missing, *added])
