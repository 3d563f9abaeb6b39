"""Names stay as they are, and agreed terms are used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from translations.findings import Finding, error, warning
from translations.terms import Term, as_word

from .pair import Pair

# An inflected form ("des Bürgeramtes") is at least this much like the term.
ALIKE_ENOUGH = 80


def check_glossary(pair: Pair) -> Iterator[Finding]:
    """A changed name is an error; a term that was not found in any form is a warning."""
    for term in pair.terms:
        if term.do_not_translate:
            times = len(re.findall(as_word(term.source), pair.source_text))
            if times and len(re.findall(re.escape(term.source), pair.target_text)) < times:
                yield error("do_not_translate_changed", term.source)
        elif term.target and _occurs(term) and _in_source(term, pair) and not _in_target(term, pair):
            yield warning("term_missing", f"{term.source} → {term.target}")


def _occurs(term: Term) -> bool:
    return bool(term.source.strip())


def _in_source(term: Term, pair: Pair) -> bool:
    return re.search(as_word(term.source), pair.source_text, re.IGNORECASE) is not None


def _in_target(term: Term, pair: Pair) -> bool:
    return fuzz.partial_ratio(term.target.lower(), pair.target_text.lower()) >= ALIKE_ENOUGH
