"""Names stay as they are, and agreed terms are used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translations.findings import Finding, error, warning
from translations.inflection import occurs
from translations.terms import as_word, find_terms

from .pair import Pair


def check_glossary(pair: Pair) -> Iterator[Finding]:
    """A changed name is an error; a term of which no form was found, or not its official word, is a warning."""
    for term in pair.terms:
        if term.do_not_translate:
            times = len(re.findall(as_word(term.source), pair.source_text))
            if times and len(re.findall(re.escape(term.source), pair.target_text)) < times:
                yield error("do_not_translate_changed", term.source)
    agreed = [term for term in pair.terms if term.target]
    for term in dict.fromkeys(found.term for found in find_terms(pair.source_text, agreed, pair.source)):
        if not occurs(term.target, pair.target_text, pair.target):
            yield warning("term_missing", f"{term.source} → {term.target}")
        elif term.keep_source and term.source.casefold() not in pair.target_text.casefold():
            yield warning("official_term_missing", term.source)
