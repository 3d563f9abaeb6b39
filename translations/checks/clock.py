"""Times of day on a clock of 12 hours, which 2 p.m. and 14 Uhr must agree about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from translations.findings import Finding, error
from translations.languages import base, cldr

from .pair import Pair, latin_digits

NOON = 12

# Words that say which half of the day an hour beside them is in: those before noon, and those after it.
HALVES: dict[str, tuple[str, str]] = {
    "ar": (r"ص|صباح\w*", r"م|مساء\w*|ظهر\w*|بعد الظهر|عصر\w*|ليل\w*"),
    "ckb": (r"بەیانی", r"نیوەڕۆ|ئێوارە|شەو"),
    "de": (r"morgens|vormittags|früh", r"nachmittags|abends|nachts|mittags"),
    "en": (r"a\.?\s?m\b\.?|in the morning", r"p\.?\s?m\b\.?|noon|in the (?:afternoon|evening)|at night"),
    "es": (r"a\.?\s?m\b\.?|de la mañana", r"p\.?\s?m\b\.?|de la (?:tarde|noche)|del mediodía"),
    "fa": (r"صبح|ق\.ظ", r"ظهر|بعد ?از ?ظهر|عصر|شب|ب\.ظ"),
    "fr": (r"du matin", r"de l['’]après-midi|du soir"),
    "it": (r"di mattina|del mattino", r"di sera|del pomeriggio"),
    "ps": (r"سهار", r"غرمه|ماسپښین|ماښام|شپه"),
    "pt": (r"da manhã", r"da tarde|da noite"),
    "ru": (r"утра", r"дня|вечера"),
    "so": (r"subax\w*", r"galab\w*|habeen\w*"),
    "sq": (r"mëngjes\w*", r"pasdite|mbrëmje\w*"),
    "ti": (r"ንጉሆ", r"ድሕሪ ቐትሪ|ምሸት|ለይቲ"),
    "tr": (r"sabah\w*", r"öğle\w*|akşam\w*|gece\w*"),
    "uk": (r"ранку", r"дня|вечора"),
    "ur": (r"صبح", r"شام|دوپہر|رات"),
}
# Words that leave it open, and with which 14 may be 2 all the same.
EITHER_HALF = {"en": r"o['’]clock|afternoon|evening|night|midnight", "ur": r"بجے"}
_OCLOCK = r"\s?(?:Uhr|h(?:eures?)?|годин\w*|час\w*)?\s?"
_ON_A_DIAL = re.compile(r"(?<![\d.,:/])(\d{1,2})(?:[:.h]\d\d(?![.:]?\d)|\s?(?:Uhr|h|heures?|год\w*)\b)")


def check_clock(pair: Pair) -> Iterator[Finding]:
    """An hour in the other half of the day than in the source: 2 a.m. for 2 p.m. or for 14 Uhr."""
    source, target = latin_digits(pair.source_text), latin_digits(pair.target_text)
    wrong = {(there, here) for here, there in _contradicted(target, pair.target, source, pair.source)}
    wrong |= _contradicted(source, pair.source, target, pair.target)
    if wrong:
        yield error("time_changed", ", ".join(f"{here}:00 → {there}:00" for here, there in sorted(wrong)))


def says_afternoon(text: str, language: str) -> bool:
    """Whether a text may say of some hour that it is after noon. ``text`` has Latin digits."""
    halves = HALVES.get(base(language))
    if halves is None:
        return False
    words = "|".join(filter(None, (halves[1], EITHER_HALF.get(base(language)))))
    return re.search(rf"(?<![^\W\d])(?:{words})(?!\w)", text, re.IGNORECASE) is not None


def _contradicted(text: str, language: str, other: str, other_language: str) -> set[tuple[int, int]]:
    """Hours (0 to 23) that ``text`` is sure of, each with the one that ``other`` says instead."""
    before, after = _hours(text, language)
    other_before, other_after = _hours(other, other_language)
    dial = {int(hour) for hour in _ON_A_DIAL.findall(other)}
    found = {(hour + NOON, hour) for hour in after - before - other_after if hour in other_before}
    found |= {
        (hour, hour + NOON) for hour in before - after - other_before if hour in other_after or _later(hour, dial)
    }
    if _on_24_hours(other_language) and not says_afternoon(other, other_language):
        found |= {(hour + NOON, hour) for hour in after - before if hour in dial and hour + NOON not in dial}
    return found


def _later(hour: int, dial: set[int]) -> bool:
    return hour + NOON in dial and hour not in dial


def _on_24_hours(language: str) -> bool:
    """Whether a language usually writes 14:00 rather than 2 p.m., as CLDR has it."""
    locale = cldr(language)
    return locale is not None and "H" in str(locale.time_formats["short"].pattern)


def _hours(text: str, language: str) -> tuple[set[int], set[int]]:
    """The hours, 1 to 11, that words beside them put before noon and after it."""
    patterns = _patterns(base(language))
    if patterns is None:
        return set(), set()
    first, second = ({int(hour) for hour in pattern.findall(text)} for pattern in patterns)
    return first, second


@lru_cache(maxsize=64)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    halves = HALVES.get(language)
    if halves is None:
        return None
    first, second = (
        re.compile(rf"(?<![\d.,:/])(1[01]|0?[1-9])(?:[:.h][0-5]\d)?(?!\d){_OCLOCK}(?:{words})(?!\w)", re.IGNORECASE)
        for words in halves
    )
    return first, second
