"""Nouns where a verb says it in fewer and plainer words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .marks import Code, Mark
from .nouns import NOUNS, PHRASES, THINGS, VERBAL_PREFIXES
from .passages import PageText, Reading

# What follows a noun that stands for a verb and tells what is done to whom.
_OF = {
    "de": r"der|des|einer|eines|dieser|dieses|[Ii]hrer|[Ii]hres|[Dd]einer|[Dd]eines"
    r"|von(?= [a-zäöü]+en | [A-ZÄÖÜ]\w+[ns]\b)",
    "en": "of",
    "es": "de|del",
    "fr": "de|du|des|d['’]",
    "it": "di|del|della|dello|delle|degli|dei|dell['’]|d['’]",
}
# Longer ones are composed with another noun, which makes no verb.
_GERMAN_NOUN = r"[A-ZÄÖÜ][a-zäöüß]{3,12}ung"


def mark_nominal_style(reading: Reading, page: PageText) -> Iterator[Mark]:
    """Mark “submission of”, “Beantragung der” and phrases like “in Anspruch nehmen”, each with the plainer verb."""
    if reading.language not in NOUNS:
        return
    text = reading.words_only
    for pattern, plain in _phrases(reading.language):
        for match in pattern.finditer(text):
            yield _mark(match.start(), match.end(), reading, plain)
    for match in _nouns(reading.language).finditer(text):
        noun = match["noun"].lower()
        plain = NOUNS[reading.language].get(noun) or (german_verb(match["noun"]) if reading.language == "de" else "")
        if plain:
            yield _mark(match.start(), match.end(), reading, plain)


def german_verb(noun: str) -> str:
    """The verb in a noun that ends in -ung: “beantragen” for “Beantragung”, "" for nouns that mean a thing."""
    stem = noun.lower().removesuffix("ung")
    if _is_thing(noun.lower()):
        return ""
    if re.search(r"(?<![ie])er$|[^aeiouäöühl]l$", stem) and not re.search(r"(?:h|l)l$", stem):
        return f"{stem}n" if stem.endswith("er") else f"{stem[:-1]}eln"
    return f"{stem}en"


def _is_thing(noun: str) -> bool:
    if noun in THINGS:
        return True
    parts = ((noun[:place], noun[place:]) for place in range(2, len(noun) - 4))
    return any(rest in THINGS and first not in VERBAL_PREFIXES for first, rest in parts)


def _mark(start: int, end: int, reading: Reading, plain: str) -> Mark:
    return Mark(Code.NOMINAL_STYLE, start, end, {"words": reading.passage.text[start:end], "plain": plain})


@lru_cache
def _phrases(language: str) -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(rf"(?<!\w)(?:{phrase})(?!\w)", re.IGNORECASE), plain)
        for phrase, plain in PHRASES.get(language, {}).items()
    ]


@lru_cache
def _nouns(language: str) -> re.Pattern[str]:
    listed = "|".join(sorted(NOUNS[language], key=len, reverse=True))
    noun = rf"(?i:{listed})" + (rf"|{_GERMAN_NOUN}" if language == "de" else "")
    return re.compile(rf"(?<![\w-])(?P<noun>{noun})[^\S\n]+(?:{_OF[language]})(?:(?<=['’])|(?!\w))")
