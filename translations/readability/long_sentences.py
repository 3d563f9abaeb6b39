"""Sentences with more words than a reader keeps in mind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from translations.languages import unspaced

from .marks import Code, Mark
from .passages import PageText, Reading, Region


class Length(NamedTuple):
    """Words of a sentence: marked above ``limit``, advised is ``aim``."""

    limit: int
    aim: int


# A German sentence says in fewer and longer words what an English one says.
LENGTHS = {"de": Length(20, 15)}
USUAL_LENGTH = Length(25, 20)

# Inside quotation marks and after bullets the splitter does not always see where a sentence ends. A word of
# four letters, or a bracket, before the full stop is no abbreviation.
_UNSEEN_END = re.compile(r"(?:(?<=[^\W\d_A-ZÄÖÜ]{4}[.!?])|(?<=\)[.!?]))[^\S\n]+(?=[„“”\"«»‘’•–-]*[^\W\d_a-zäöü])")
# Of a list of words at least every fourth has a comma: it is long, and easy to read.
_WORDS_PER_COMMA_OF_A_LIST = 4


def mark_long_sentences(reading: Reading, page: PageText) -> Iterator[Mark]:
    """Mark each sentence above its language's limit. Addresses, numbers and dates do not count as words."""
    if unspaced(reading.language):
        return
    limit, aim = LENGTHS.get(reading.language, USUAL_LENGTH)
    for sentence in _whole_sentences(reading):
        text = reading.words_only[sentence.start : sentence.end]
        words = sum(any(character.isalpha() for character in token) for token in text.split())
        if words > limit and text.count(",") * _WORDS_PER_COMMA_OF_A_LIST < words:
            yield Mark(Code.LONG_SENTENCE, sentence.start, sentence.end, {"words": words, "aim": aim})


def _whole_sentences(reading: Reading) -> Iterator[Region]:
    for sentence in reading.sentences:
        start = sentence.start
        for gap in _UNSEEN_END.finditer(reading.passage.text, sentence.start, sentence.end):
            yield Region(start, gap.start())
            start = gap.end()
        yield Region(start, sentence.end)
