"""A mark: words of a text that are hard to read, and the advice that goes with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Code(StrEnum):
    """What is hard to read. A code never changes its meaning."""

    LONG_SENTENCE = "long_sentence"
    LONG_WORD = "long_word"
    PASSIVE = "passive"
    NOMINAL_STYLE = "nominal_style"
    ABBREVIATION = "abbreviation"
    SHORT_FORM = "short_form"
    LINK_TEXT = "link_text"


NAMES: dict[Code, Promise] = {
    Code.LONG_SENTENCE: _("Long sentence"),
    Code.LONG_WORD: _("Long word"),
    Code.PASSIVE: _("Passive"),
    Code.NOMINAL_STYLE: _("Nouns instead of verbs"),
    Code.ABBREVIATION: _("Abbreviation not explained"),
    Code.SHORT_FORM: _("Short form"),
    Code.LINK_TEXT: _("Link text says nothing"),
}

ADVICE: dict[Code, Promise] = {
    Code.LONG_SENTENCE: _("Split this sentence: %(words)d words; aim at %(aim)d."),
    Code.LONG_WORD: _("Use a shorter word for “%(word)s” (%(letters)d letters), or explain it in the glossary."),
    Code.PASSIVE: _("Say who does it: name the person or office, or say “you”, instead of “%(words)s”."),
    Code.NOMINAL_STYLE: _("Say it with a verb: “%(plain)s” instead of “%(words)s”."),
    Code.ABBREVIATION: _(
        "Write out what “%(word)s” stands for, with the short form in brackets, or add it to the glossary."
    ),
    Code.SHORT_FORM: _("Write “%(plain)s” instead of “%(word)s”."),
    Code.LINK_TEXT: _("Say where the link leads instead of “%(words)s”: readers who hear the links alone cannot tell."),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """The characters from ``start`` to before ``end`` of one passage, and why they are marked."""

    code: Code
    start: int
    end: int
    details: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What is hard to read, in a word or two of the person's language who reads it."""
        return str(NAMES[self.code])

    @property
    def advice(self) -> str:
        """What to do about it, in the language of the person who reads it."""
        return str(ADVICE[self.code]) % self.details


def nested(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks by place, the outer before the inner. Of two that cross or mark the same words the earlier stays."""
    by_place = sorted(enumerate(marks), key=lambda item: (item[1].start, -item[1].end))
    kept: dict[int, Mark] = {}
    around: list[tuple[int, Mark]] = []
    for rank, mark in by_place:
        while around and around[-1][1].end <= mark.start:
            around.pop()
        crossed = [other for other in around if other[1].end < mark.end or _same_words(other[1], mark)]
        if mark.start == mark.end or any(other_rank < rank for other_rank, _other in crossed):
            continue
        for other_rank, _other in crossed:
            del kept[other_rank]
        around = [other for other in around if other not in crossed]
        around.append((rank, mark))
        kept[rank] = mark
    return tuple(kept.values())


def _same_words(one: Mark, other: Mark) -> bool:
    return (one.start, one.end) == (other.start, other.end)
