"""Weekdays and months must be the same ones; their names come from CLDR."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from translations.findings import Finding, error, warning
from translations.languages import base, cldr

from .pair import Pair

Unit = Literal["days", "months"]
UNITS: tuple[Unit, ...] = ("days", "months")

# Names that are everyday words too. They count as the name where one is expected, and never as proof of another one.
EVERYDAY_WORDS = {
    "ar": {"الاحد", "الاثنين", "اذار", "اب"},
    "de": {"mai"},
    "en": {"march", "may"},
    "fr": {"mars", "mai"},
    "pt": {"segunda", "terça", "quarta", "quinta", "sexta"},
    "tr": {"ekim", "mart", "ocak", "pazar"},
    "ur": {"ہفتہ"},
}
# Shorter names are compared whole; longer ones may be inflected.
SHORTEST_INFLECTED = 5
_VOWELS = "aeiouyáéíóúêâãąęаеєиіїоуюяыьэёëıöü"


class Names(NamedTuple):
    """Regular expressions for the names of one unit, by number: those that prove it and those that may stand for it."""

    certain: dict[int, re.Pattern[str]]
    possible: dict[int, re.Pattern[str]]


def check_calendar_names(pair: Pair) -> Iterator[Finding]:
    """Another weekday or month than in the source is an error; one that was not found, or is new, is a warning."""
    for unit in UNITS:
        source, target = _names(unit, pair.source), _names(unit, pair.target)
        if not source.certain or not target.certain:
            continue
        missing = _found(source.certain, pair.source_text) - _found(target.possible, pair.target_text)
        added = _found(target.certain, pair.target_text) - _found(source.possible, pair.source_text)
        if unit == "months":
            # "31 December" may become "31.12.".
            missing = {month for month in missing if not _as_digits(month, pair.target_text)}
            added = {month for month in added if not _as_digits(month, pair.source_text)}
        detail = f"{_listed(unit, missing, pair.source)} → {_listed(unit, added, pair.target)}"
        if missing and added:
            yield error("date_name_changed", detail)
        elif missing:
            yield warning("date_name_missing", _listed(unit, missing, pair.source))
        elif added:
            yield warning("date_name_changed", detail)


def months_named(text: str, language: str) -> set[int]:
    """The months, 1 to 12, that ``text`` may name in words."""
    return _found(_names("months", language).possible, text)


def months_between(text: str, language: str) -> list[tuple[str, int, str]]:
    """Where ``text`` names a month: what stands before the name, the month's number, and what stands after it."""
    folded = _folded(text)
    places = {
        (match.start(), match.end(), month)
        for month, pattern in _names("months", language).possible.items()
        for match in pattern.finditer(folded)
    }
    return [(folded[:start], month, folded[end:]) for start, end, month in sorted(places)]


def _found(patterns: dict[int, re.Pattern[str]], text: str) -> set[int]:
    folded = _folded(text)
    return {number for number, pattern in patterns.items() if pattern.search(folded)}


def _as_digits(month: int, text: str) -> bool:
    return any(int(digits) == month for digits in re.findall(r"(?<!\d)\d{1,2}(?!\d)", text))


def _listed(unit: Unit, numbers: set[int], language: str) -> str:
    locale = cldr(language)
    names = getattr(locale, unit)["stand-alone"]["wide"] if locale else {}
    return ", ".join(str(names.get(number, number)) for number in sorted(numbers)) or "–"


@lru_cache(maxsize=256)
def _names(unit: Unit, language: str) -> Names:
    locale = cldr(language)
    if locale is None:
        return Names({}, {})
    table = getattr(locale, unit)
    everyday = EVERYDAY_WORDS.get(base(language), set())
    wide: dict[int, set[str]] = {}
    short: dict[int, set[str]] = {}
    for context in ("format", "stand-alone"):
        for number, name in table[context]["wide"].items():
            wide.setdefault(number, set()).update({_folded(name), _folded(name).removesuffix("-feira")})
        for number, name in table[context]["abbreviated"].items():
            short.setdefault(number, set()).update({_folded(name), _folded(name).rstrip(".")})
    # In CLDR's data for languages with little of it, months are "M01": no names at all.
    if any(any(c.isdigit() for c in name) for names in wide.values() for name in names):
        return Names({}, {})
    return Names(
        {number: _pattern(names - everyday, inflected=True) for number, names in wide.items() if names - everyday},
        {
            number: _either(_pattern(names, inflected=True), _pattern(short.get(number, set()), inflected=False))
            for number, names in wide.items()
        },
    )


def _pattern(names: set[str], *, inflected: bool) -> re.Pattern[str]:
    alternatives = [
        form
        for name in sorted(names, key=len, reverse=True)
        for form in (_inflected(name) if inflected and len(name) >= SHORTEST_INFLECTED else [re.escape(name)])
    ]
    # Arabic puts "and", "on" and "to" before the word without a space, Ukrainian "every".
    joined = "|".join(alternatives)
    return re.compile(rf"(?<!\w)(?:[وفبلك]|що)?(?:{joined or '(?!)'})(?!\w)")


def _inflected(name: str) -> list[str]:
    """Expressions for the forms of a name: another ending or final vowel, no fleeting vowel, no article."""
    if name.startswith("ال"):
        return [f"(?:ال|ل)?{re.escape(name[2:])}"]
    if name.endswith("ого"):
        return [rf"{re.escape(name[:-3])}\w{{2,3}}"]
    if name[-1] in _VOWELS:
        return [rf"{re.escape(name[:-1])}[{_VOWELS}]\w{{0,2}}"]
    forms = [rf"{re.escape(name)}\w{{0,3}}"]
    if re.search("[оеoe][кk]$", name):
        forms.append(rf"{re.escape(name[:-2] + name[-1])}[{_VOWELS}]\w{{0,2}}")
    return forms


def _either(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern in patterns))


def _folded(text: str) -> str:
    """Lower case, one form of alef and yeh, one apostrophe; no joiners or vowel signs."""
    text = unicodedata.normalize("NFC", text.replace("\u200c", "").replace("ي", "ی").lower())
    text = re.sub("[أإآ]", "ا", text)
    text = re.sub("[’ʼ`]", "'", text)
    # Persian weekdays are numbered Saturdays, with or without a space.
    text = re.sub(r"(یک|دو|سه|چهار|پنج)\s+شنبه", r"\1شنبه", text)
    return re.sub("[\u064b-\u0652\u0654]", "", text)
