"""The numbers of a translation must be those of its source, in whatever digits and notation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from translations.findings import Finding, error, warning
from translations.protection import PLACEHOLDER
from translations.values import Kind, Value

from .calendar_names import months_named
from .clock import says_afternoon
from .number_words import LARGEST_IN_WORDS, in_words
from .pair import Pair, latin_digits

# Compared elsewhere, by rules of their own.
_NOT_NUMBERS = {Kind.URL, Kind.EMAIL, Kind.PHONE}
_NUMBER = re.compile(r"\d+(?:(?:[.,:'’\u00a0\u202f]| (?=\d{3}(?!\d)))\d+)*")


def check_numbers(pair: Pair) -> Iterator[Finding]:
    """Changed, lost and added numbers are errors; a small one on one side only is a warning, as it may be in words."""
    source, target = (
        Counter(canonical_numbers(_without(text, values)))
        for text, values in ((pair.source_text, pair.source_values), (pair.target_text, pair.target_values))
    )
    # What is written alike counts as one number; what is left is compared by its parts, since 9.30 may be a time.
    missing, added = _parts(source - target), _parts(target - source)
    missing, added = missing - added, added - missing
    _forgive_hours(pair, missing, added)
    _forgive_months(pair, missing, added)
    _forgive_words(pair, missing, added)
    detail = " ".join([*(f"−{n}" for n in missing.elements()), *(f"+{n}" for n in added.elements())])
    if not detail:
        return
    one_side = not (missing and added)
    if one_side and all(int(number) <= LARGEST_IN_WORDS for number in (missing + added)):
        yield warning("number_in_words", detail)
    else:
        yield error("number_changed", detail)


def canonical_numbers(text: str) -> list[str]:
    """The numbers of a text in one notation: "1,200.50" and "1.200,50" are both "1200.5", "09:00" is "9", 9:30 "9.3".

    What is neither a number nor a time, such as "31.12.2026", comes as its parts.
    """
    return [number for match in _NUMBER.finditer(latin_digits(text)) for number in _canonical(match[0])]


def _canonical(written: str) -> list[str]:
    if written == "00":
        # The minutes of "9 h 00", which other languages leave out.
        return []
    groups = re.split(r"\D", written)
    separators = re.sub(r"\d", "", written)
    if ":" in separators:
        # A time counts like a decimal number, since many languages write 9.30 for 9:30.
        hour, *rest = groups
        return [".".join([_plain(hour), *(part.rstrip("0") for part in rest if int(part))])]
    if all(len(group) == 3 for group in groups[1:]) and len(set(separators)) <= 1:
        return [_plain("".join(groups))]
    if separators.count(separators[-1]) == 1 and (len(separators) == 1 or len(set(separators[:-1])) == 1):
        fraction = groups[-1].rstrip("0")
        return [_plain("".join(groups[:-1])) + (f".{fraction}" if fraction else "")]
    return [_plain(group) for group in groups]


def _plain(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _parts(numbers: Counter[str]) -> Counter[str]:
    parts: Counter[str] = Counter()
    for number, times in numbers.items():
        whole, *fractions = number.split(".")
        for part in (whole, *(fraction.ljust(2, "0") for fraction in fractions)):
            parts[_plain(part)] += times
    return parts


def _without(text: str, values: list[Value]) -> str:
    kept = list(text)
    for value in values:
        if value.kind in _NOT_NUMBERS:
            kept[value.start : value.end] = " " * (value.end - value.start)
        elif value.kind is Kind.DATE:
            # "1.3." is no decimal number.
            kept[value.start : value.end] = re.sub(r"\D", "/", value.text)
    # The digit of a place holder left over is no number of the text; check_characters reports it.
    return PLACEHOLDER.sub(" ", "".join(kept))


def _forgive_hours(pair: Pair, missing: Counter[str], added: Counter[str]) -> None:
    """14 Uhr may become 2 p.m., and the other way round, where the text on the 12-hour side says so."""
    for numbers, others, text, language in (
        (missing, added, pair.target_text, pair.target),
        (added, missing, pair.source_text, pair.source),
    ):
        if not says_afternoon(latin_digits(text), language):
            continue
        for number in list(numbers.elements()):
            hour = int(number)
            if 12 < hour <= 24 and others[str(hour - 12)] > 0:
                _drop(numbers, number)
                _drop(others, str(hour - 12))


def _forgive_months(pair: Pair, missing: Counter[str], added: Counter[str]) -> None:
    """31.12. may become 31 December, and the other way round."""
    for numbers, text, language in ((missing, pair.target_text, pair.target), (added, pair.source_text, pair.source)):
        for month in months_named(text, language):
            _drop(numbers, str(month))


def _forgive_words(pair: Pair, missing: Counter[str], added: Counter[str]) -> None:
    """The 2nd may become the second, and the other way round, unless another digit took its place."""
    if missing and added:
        return
    for numbers, text, language in ((missing, pair.target_text, pair.target), (added, pair.source_text, pair.source)):
        for number in list(numbers):
            if int(number) <= LARGEST_IN_WORDS and in_words(int(number), text, language):
                del numbers[number]


def _drop(numbers: Counter[str], number: str) -> None:
    if numbers[number] > 1:
        numbers[number] -= 1
    else:
        del numbers[number]
