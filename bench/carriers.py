"""Short sentences of ours that carry a fact as each language writes it: real texts have few amounts and phones."""

from __future__ import annotations

import random
from typing import NamedTuple

from babel.dates import format_date
from babel.numbers import format_decimal

from datetime import date as calendar_date  # isort: skip

CURRENCIES = {
    "EUR": {"de": "Euro", "en": "euros", "fr": "euros", "uk": "євро", "ar": "يورو", "es": "euros"},
    "USD": {"de": "Dollar", "en": "dollars", "fr": "dollars", "uk": "доларів", "ar": "دولار", "es": "dólares"},
    "GBP": {"de": "Pfund", "en": "pounds", "fr": "livres sterling", "uk": "фунтів", "ar": "جنيه", "es": "libras"},
}
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}
FEES = {"de": "Gebühr:", "en": "Fee:", "fr": "Frais :", "uk": "Вартість:", "ar": "الرسوم:", "es": "Tasa:"}
CLOSES = {"de": "Schließt um {} Uhr.", "fr": "Ferme à {} h.", "uk": "Зачиняється о {}:00.", "es": "Cierra a las {}:00."}
FROM = {"de": "Ab {}.", "en": "From {}.", "fr": "À partir du {}.", "uk": "З {}.", "ar": "من {}.", "es": "Desde el {}."}
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
NOON = 12


class Amount(NamedTuple):
    """A sum of money. ``sign``: with € rather than the word; ``own_digits``: in Arabic with Arabic digits."""

    value: float
    currency: str
    sign: bool
    own_digits: bool


def amount(draw: random.Random) -> Amount:
    """Some sum between 3 and 9,999, one in three with cents."""
    value = draw.choice([draw.randint(3, 99), draw.randint(100, 999), draw.randint(1000, 9999)])
    cents = draw.choice([0, 0, draw.randint(1, 99)])
    return Amount(value + cents / 100, draw.choice(sorted(CURRENCIES)), draw.random() < 1 / 2, draw.random() < 1 / 2)


def other_currency(draw: random.Random, fee: Amount) -> Amount:
    """The same sum in another currency."""
    return fee._replace(currency=draw.choice([code for code in sorted(CURRENCIES) if code != fee.currency]))


def other_sum(draw: random.Random, fee: Amount) -> Amount:
    """Another sum of about the same size."""
    return fee._replace(value=fee.value + draw.choice([1, 2, 10, 30, 0.2]))


def tenth(fee: Amount) -> Amount:
    """A digit less."""
    return fee._replace(value=float(int(fee.value) // 10))


def written(fee: Amount, language: str) -> str:
    """The sum in a sentence of a language, in its notation."""
    number = format_decimal(fee.value, format="#,##0.##", locale=language)
    if language == "ar":
        number = format_decimal(fee.value, format="#,##0.##", locale="en")
        if fee.own_digits:
            number = number.replace(",", "٬").replace(".", "٫").translate(ARABIC_DIGITS)
    if fee.sign:
        money = f"{SIGNS[fee.currency]}{number}" if language == "en" else f"{number} {SIGNS[fee.currency]}"
    else:
        money = f"{number} {CURRENCIES[fee.currency][language]}"
    return f"{FEES[language]} {money}."


def phone(draw: random.Random) -> tuple[str, str, str]:
    """A phone number as digits, and in two ways to write it."""
    area, number = draw.choice(["821", "89", "8231", "30", "221"]), str(draw.randint(200_000, 99_999_999))
    ways = [
        f"0{area} {number}",
        f"0{area}/{number[:3]} {number[3:]}",
        f"(0{area}) {number[:3]}-{number[3:]}",
        f"+49 {area} {number}",
        f"+49 (0){area} {number}",
        f"0049 {area} {number[:2]} {number[2:]}",
        f"0{area} - {number}",
    ]
    here, there = draw.choice(ways), draw.choice(ways)
    return f"{area}{number}", here, there


def closing_time(hour: int, language: str) -> str:
    """When a place closes, on a clock of 12 hours in English and Arabic."""
    if language in CLOSES:
        return CLOSES[language].format(hour)
    on_dial = hour % NOON or NOON
    if language == "en":
        return f"Closes at {on_dial} {'p.m.' if hour >= NOON else 'a.m.'}"
    return f"يغلق الساعة {on_dial} {'مساءً' if hour >= NOON else 'صباحًا'}."


def date(when: tuple[int, int, int], language: str, *, named: bool) -> str:
    """A day, month and year in a sentence of a language, the month by its name or as a number."""
    day, month, year = when
    if named:
        text = format_date(
            calendar_date(year, month, day), format="long", locale="en_GB" if language == "en" else language
        )
    else:
        between = "." if language in ("de", "uk") else "/"
        text = between.join((f"{day:02}", f"{month:02}", str(year)))
    return FROM[language].format(text)
