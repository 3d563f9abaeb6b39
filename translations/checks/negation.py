"""A "not" that is lost turns an instruction into its opposite."""

from __future__ import annotations

from collections.abc import Iterator

from translations.findings import Finding, error, warning
from translations.languages import base

from .denials import Denials, Words, affirms, denials
from .negation_words import WORDS
from .pair import Pair


def check_negation(pair: Pair) -> Iterator[Finding]:
    """A negation that is lost altogether is an error; one of several, or one that is added, is a warning."""
    source_words, target_words = (WORDS.get(base(language)) for language in (pair.source, pair.target))
    if source_words is None or target_words is None:
        return
    source, target = denials(source_words, pair.source_text), denials(target_words, pair.target_text)
    if lost := _unanswered(source, target, target_words, pair.target_text):
        guessed = target.times or source_words.approximate or target_words.approximate
        yield (warning if guessed else error)("negation_lost", lost)
    elif added := _unanswered(target, source, source_words, pair.source_text):
        yield warning("negation_invented", added)


def _unanswered(denied: Denials, other: Denials, other_words: Words, other_text: str) -> str:
    """The words with which one text denies what the other does not, "" if there are none.

    Implied negations that both texts have answer each other; those that only the other one has answer a plain "not".
    """
    left = denied.times - other.times - max(0, other.implied - denied.implied)
    said = [
        *denied.plain,
        *(words for kind, words in denied.kinds.items() if not affirms(other_words, other_text, kind)),
    ]
    left -= denied.times - len(said)
    return ", ".join(dict.fromkeys(said)) if left > 0 else ""
