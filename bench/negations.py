"""Taking one negation out of a sentence, the way a machine loses it."""

from __future__ import annotations

import random
import re

# By language: what says no, and what is left when it does not any more.
_LOSSES: dict[str, list[tuple[str, str]]] = {
    "de": [
        (r"(?<!oder) nicht\b(?!-)", ""),
        (r"\bkein(e|en|em|er|es)?\b", r"ein\1"),
        (r"\bohne\b", "mit"),
        (r"\b(?:nie|niemals)\b", "immer"),
        (r"\bniemand\b", "jemand"),
        (r"\bnichts\b", "alles"),
    ],
    "en": [
        (r"\bcan['’]t\b", "can"),
        (r"(?<=[a-z])(?<!ca)n['’]t\b", ""),
        (r"\bcannot\b", "can"),
        (r"(?<!or) not\b", ""),
        (r"\bno (?=[a-z])", "a "),
        (r"\bwithout\b", "with"),
        (r"\bnever\b", "always"),
        (r"\bnone\b", "all"),
    ],
    "es": [
        (r"\bno (?=[a-zá-ú])", ""),
        (r"\bNo ([a-zá-ú])", r"\1"),
        (r"\b[Ss]in\b", "con"),
        (r"\b[Nn]unca\b", "siempre"),
        (r"\b[Nn]ingun(o|a)\b", r"algun\1"),
    ],
    "fr": [
        (r"\b(?:ne |n['’])([^.;!?]{1,30}?) (?:pas|jamais|rien)(?: d(?:e |['’]))?(?!\w)", r"\1 "),
        (r"\b(?:ne |n['’])([^.;!?]{1,30}?) aucun(e?)\b", r"\1 un\2"),
        (r"\bsans\b", "avec"),
    ],
}


def dropped(draw: random.Random, text: str, language: str) -> str | None:
    """``text`` with one negation less, None if it has none that this knows how to take out."""
    places = [
        (match, change)
        for loss, change in _LOSSES.get(language, [])
        for match in re.finditer(loss, text, re.IGNORECASE)
    ]
    if not places:
        return None
    match, change = draw.choice(places)
    return text[: match.start()] + match.expand(change) + text[match.end() :]
