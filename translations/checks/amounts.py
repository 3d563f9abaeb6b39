"""An amount of money must be in the same currency. Whether the number is the same, check_numbers says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translations.findings import Finding, error, warning

from .numbers import canonical_numbers
from .pair import Pair, latin_digits

# By ISO 4217 code, the signs and words that stand beside a number, in the languages that guides are written in.
CURRENCIES = {
    "EUR": r"€|EUR|[eéEÉ]uro\w*|evro|avro|ευρώ|євро|евро|يورو|أورو|یورو|يۆرۆ|یۆرۆ|ዩሮ|ইউরো|欧元",
    "USD": r"(?:US)?\$|USD|(?:US-?)?[dD]oll?ar\w*|dólar\w*|dolar\w*|δολάρι\w*|долл?ар\w*"
    r"|دولار\w*|دلار|ڈالر|دۆلار|ዶላር|美元",
    "GBP": r"£|GBP|[pP]ounds?|[pP]fund|livres? sterling|libras?|sterlin\w*|λίρ\w+ στερλίν\w+|фунт\w*"
    r"|جنيه\w*|پوند|پاؤنڈ",
    "CHF": r"CHF|[sS]chweizer [fF]ranken|[fF]ranken|[sS]wiss francs?|francs? suisses?|francos? suizos?"
    r"|франк\w*|فرنك\w*|فرانک",
    "TRY": r"₺|TRY|lira\w*|Lira|лір\w*|ліра|лира|ليرة|لیر",
    "UAH": r"₴|UAH|Hrywnja|hryvnias?|grivnas?|грив[енн]\w*|هريفنيا",
    "PLN": r"PLN|zł|złot\w*|Zloty|zlot\w*|злот\w*|زلوتي",
    "RUB": r"₽|RUB|Rubel|ro?ubles?|rublos?|рубл\w*|روبل",
    "SEK": r"SEK",
    "DKK": r"DKK",
    "NOK": r"NOK",
    "CZK": r"CZK|Kč",
    "HUF": r"HUF|Ft",
    "RON": r"RON",
    "BGN": r"BGN|лв",
}
_ANY = "|".join(f"(?P<{code}>{words})" for code, words in CURRENCIES.items())
_DIGITS = r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?"
_AFTER = re.compile(rf"(?P<number>{_DIGITS})(?:,[-–])?[\s\u00a0\u202f-]?(?:{_ANY})(?!\w)")
_BEFORE = re.compile(rf"(?<!\w)(?:{_ANY})[\s\u00a0\u202f]?(?P<number>{_DIGITS})")


def check_amounts(pair: Pair) -> Iterator[Finding]:
    """Another currency than in the source is an error; one that was not found is a warning."""
    source, target = (amounts(latin_digits(text)) for text in (pair.source_text, pair.target_text))
    wanted, present = {code for _, code in source}, {code for _, code in target}
    missing, added = wanted - present, present - wanted
    lost = source - target
    swapped = {(number, code) for number, code in target - source if any(number == other for other, _ in lost)}
    if (missing and added) or swapped:
        yield error("currency_changed", f"{_listed(lost)} → {_listed(target - source)}")
    elif missing and not _named(missing, pair.target_text):
        yield warning("currency_missing", _listed({each for each in source if each[1] in missing}))


def amounts(text: str) -> set[tuple[str, str]]:
    """The amounts of a text with Latin digits, as (number in one notation, ISO 4217 code)."""
    return {
        (".".join(canonical_numbers(match["number"])), code)
        for pattern in (_AFTER, _BEFORE)
        for match in pattern.finditer(text)
        for code in CURRENCIES
        if match[code]
    }


def _named(codes: set[str], text: str) -> bool:
    return any(re.search(CURRENCIES[code], text) for code in codes)


def _listed(found: set[tuple[str, str]]) -> str:
    return ", ".join(f"{number} {code}" for number, code in sorted(found))
