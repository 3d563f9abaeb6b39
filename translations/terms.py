"""A glossary entry as the path of a segment sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from translations.inflection import Place, occurrences


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the source language with its agreed translation, or with the order to leave it alone.

    ``target`` is "" where nothing was agreed. A ``do_not_translate`` term keeps its source form in every language.
    ``keep_source`` has the source form stand in brackets behind the translation: the word that readers meet on forms.
    """

    source: str
    target: str = ""
    do_not_translate: bool = False
    keep_source: bool = False

    @property
    def agreed(self) -> str:
        """What stands in a translation for the term, "" where nothing was agreed."""
        if self.do_not_translate or not self.target:
            return self.source if self.do_not_translate else ""
        return f"{self.target} ({self.source})" if self.keep_source else self.target


@dataclass(frozen=True, slots=True)
class Found:
    """A term and where it stands in a text."""

    term: Term
    start: int
    end: int


def as_word(text: str) -> str:
    """A regular expression for ``text`` as a word of its own, not as a part of a longer one."""
    before = r"(?<!\w)" if text[:1].isalnum() else ""
    after = r"(?!\w)" if text[-1:].isalnum() else ""
    return before + re.escape(text) + after


def find_terms(text: str, terms: Iterable[Term], language: str) -> list[Found]:
    """The terms that stand in a source text, inflected or not, from left to right; of overlapping ones the longest.

    Args:
        text: without tags.
        terms: of the glossary.
        language: BCP 47 tag of the text.
    """
    found = [
        Found(term, place.start, place.end)
        for term in terms
        if term.source.strip()
        for place in _places(term, text, language)
    ]
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def _places(term: Term, text: str, language: str) -> Iterator[Place]:
    if not term.do_not_translate:
        # A compound is another word: a Vermieter is no Miete.
        yield from occurrences(term.source, text, language, compounds=False)
        return
    for match in re.finditer(as_word(term.source), text):
        yield Place(*match.span())
