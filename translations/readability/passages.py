"""What the rules read: a page as passages, each with its sentences, and with values hidden that are no words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from translations.languages import base
from translations.sentences import split
from translations.values import find_values

# Stands for each character of a value: neither a letter nor white space, so no rule sees a word there.
HIDDEN = "\ufffc"
# A paragraph or article with its numbers, and the law it is in: “§§ 24, 25 Abs. 5 Satz 2 AufenthG”, “SGB II”.
_LAW = re.compile(
    r"(?:§{1,2}|\b[Aa]rt(?:ikel|icles?|ículos?|icol[oi])?\b\.?)\s?\d+[a-z]?"
    r"(?:\s?(?:,|-|–|und|and|et|y|e|bis|to|ff?\.|(?:Abs|Nr|S|lit|para|al|n|c)\.|Absatz|Satz|Nummer)(?:\s?\d+[a-z]?\b)?)*"
    r"(?:\s[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*(?:\s[IVX]+\b)?)?"
    r"|\b(?:SGB|StGB|BGB|ZPO|StPO)\b(?:\s[IVX]+\b)?"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a list item or a short field as plain text, and from where to where its links go."""

    text: str
    links: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """From ``start`` to before ``end`` of a passage."""

    start: int
    end: int


class Reading:
    """A passage prepared for the rules."""

    def __init__(self, passage: Passage, language: str) -> None:
        self.passage = passage
        self.language = base(language)

    @cached_property
    def words_only(self) -> str:
        """The text, as long as it was, with addresses, phone numbers, laws, dates and codes hidden."""
        text = self.passage.text
        hidden = [(value.start, value.end) for value in find_values(text)]
        hidden += [match.span() for match in _LAW.finditer(text)]
        characters = list(text)
        for start, end in hidden:
            characters[start:end] = HIDDEN * (end - start)
        return "".join(characters)

    @cached_property
    def sentences(self) -> list[Region]:
        """Where the sentences stand, without white space around them."""
        regions = []
        position = 0
        for sentence in split(self.passage.text, self.language):
            if sentence.text:
                regions.append(Region(position, position + len(sentence.text)))
            position += len(sentence.text) + len(sentence.gap)
        return regions


class PageText:
    """All that a rule may want to know beyond the passage it reads."""

    def __init__(self, readings: Sequence[Reading], known: Collection[str]) -> None:
        self.readings = list(readings)
        self.text = "\n".join(reading.passage.text for reading in readings)
        self.lower_words = frozenset(word for word in re.findall(r"[^\W\d_]+", self.text) if word.islower())
        self.known_words = frozenset(word.casefold() for name in known for word in re.findall(r"[^\W\d_]+", name))
        self._mentioned: set[str] = set()

    def first_mention(self, word: str) -> bool:
        """Whether no rule has asked for this word on this page before: the same advice is given once."""
        if word in self._mentioned:
            return False
        self._mentioned.add(word)
        return True
