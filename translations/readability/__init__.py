"""What makes a source text hard to read, and so hard to translate: marked words, each with what to do about it.

Nothing here blocks anything, asks a model or needs a network. The rules know English, German, French, Spanish and
Italian; in other languages that put spaces between words long sentences are marked, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from .abbreviations import mark_abbreviations
from .link_texts import mark_link_texts
from .long_sentences import mark_long_sentences
from .long_words import mark_long_words
from .marks import Code, Mark, nested
from .nominal_style import mark_nominal_style
from .passages import PageText, Passage, Reading
from .passive import mark_passive

__all__ = ["RULES", "Code", "Mark", "Passage", "read_page"]

Rule = Callable[[Reading, PageText], Iterable[Mark]]

# Where two marks would cross, the rule that stands first here keeps its mark.
RULES: tuple[Rule, ...] = (
    mark_long_sentences,
    mark_link_texts,
    mark_abbreviations,
    mark_nominal_style,
    mark_passive,
    mark_long_words,
)


def read_page(passages: Sequence[Passage], language: str, known: Collection[str] = ()) -> list[tuple[Mark, ...]]:
    """The marks of each passage of a page, by place; of two marks either one lies in the other or they are apart.

    Args:
        passages: the texts of the page in the order of reading.
        language: BCP 47 tag of the text.
        known: what readers find explained elsewhere: terms of the glossary, names of organisations.
    """
    page = PageText([Reading(passage, language) for passage in passages], known)
    return [nested(mark for rule in RULES for mark in rule(reading, page)) for reading in page.readings]
