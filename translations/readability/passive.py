"""The passive hides who has to act, which newcomers need to know above all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .german_passive import german_passive
from .marks import Code, Mark
from .participles import FORMS
from .passages import PageText, Reading


def mark_passive(reading: Reading, page: PageText) -> Iterator[Mark]:
    """Mark the verb group of each clause in the passive, from its auxiliary to its participle."""
    text = reading.words_only
    if reading.language == "de":
        places = german_passive(text)
    elif reading.language in FORMS:
        places = _auxiliary_and_participle(text, reading.language)
    else:
        return
    for start, end in places:
        yield Mark(Code.PASSIVE, start, end, {"words": reading.passage.text[start:end]})


def _auxiliary_and_participle(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where a form of “to be” is followed by a participle that is no adjective and makes no past tense."""
    forms = FORMS[language]
    for match in forms.pattern.finditer(text):
        before = re.search(r"(\w+)[^\S\n]+$", text[max(0, match.start() - 30) : match.start()])
        if before and before[1].lower() in forms.not_after:
            continue
        if match["participle"].lower() not in forms.not_participles:
            yield match.start(), match.end()
