"""Verbs that a question says in two parts, far from each other: "Wie melde ich mein Kind an?" asks for "anmelden".

The second part stands at the end of a clause, and the first one before the word for who does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from site_builder.search.folding import words

_CLAUSE = re.compile(r"[,.;:!?]")


@dataclass(frozen=True)
class Parts:
    """The folded words by which a language's verbs in two parts are known."""

    ends: frozenset[str]
    subjects: frozenset[str]
    links: frozenset[str]
    """What parts two clauses without a comma."""


_PARTS = {
    "de": Parts(
        frozenset(
            words("ab an auf aus bei ein fest her hin los mit nach um vor weg weiter zu zurück zusammen"),
        ),
        frozenset(words("ich du er sie es man wir ihr")),
        frozenset(words("und oder")),
    )
}


def parts_of(language: str) -> Parts | None:
    """What verbs in two parts are known by; None in languages that have none, or of which that is not known."""
    return _PARTS.get(language.partition("-")[0])


def joined(question: str, language: str) -> list[str]:
    """The verbs of a question that it says in two parts, as one folded word each."""
    parts = parts_of(language)
    return [verb for clause in _clauses(question, parts) for verb in _verbs(clause, parts)] if parts else []


def _clauses(question: str, parts: Parts) -> Iterator[list[str]]:
    for text in _CLAUSE.split(question):
        clause: list[str] = []
        for word in words(text):
            if word in parts.links:
                yield clause
                clause = []
            else:
                clause.append(word)
        yield clause


def _verbs(clause: list[str], parts: Parts) -> list[str]:
    if not clause or clause[-1] not in parts.ends:
        return []
    return [clause[-1] + verb for verb, subject in pairwise(clause) if subject in parts.subjects][:1]
