"""A date must be the same day, however it is written: 1.3.2027, 2027-03-01 and 1 March 2027 are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from translations.findings import Finding, error
from translations.languages import base
from translations.values import Kind, Value

from .calendar_names import months_between
from .pair import Pair, latin_digits


class Day(NamedTuple):
    """A day of a year; ``year`` is 0 where the text does not say it."""

    day: int
    month: int
    year: int

    def agrees(self, other: Day) -> bool:
        """Whether both can be the same day."""
        return self[:2] == other[:2] and (0 in (self.year, other.year) or self.year == other.year)


LAST_DAY, LAST_MONTH, CENTURY, SHORT_YEAR = 31, 12, 2000, 100
_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:\.|er|st|nd|rd|th|º|-?[\u0430-\u044f]{1,2})?\s*(?:de |of )?$")
_DAY_AFTER = re.compile(r"^\s+(\d{1,2})(?:st|nd|rd|th)?(?![\d:.]\d|\d)")
_YEAR_AFTER = re.compile(r"^(?:\s+\d{1,2}(?:st|nd|rd|th)?)?,?\s*(?:de |del )?(\d{4})(?!\d)")


def check_dates(pair: Pair) -> Iterator[Finding]:
    """Another day than in the source, if both have as many days. A number that is missing is for check_numbers."""
    source = _days(pair.source_text, pair.source, pair.source_values)
    target = _days(pair.target_text, pair.target, pair.target_values)
    if len(source) != len(target):
        return
    missing = [readings for readings in source if not any(_agree(readings, other) for other in target)]
    added = [readings for readings in target if not any(_agree(readings, other) for other in source)]
    if missing and added:
        yield error("date_changed", f"{_listed(missing)} → {_listed(added)}")


def _agree(readings: tuple[Day, ...], others: tuple[Day, ...]) -> bool:
    return any(reading.agrees(other) for reading in readings for other in others)


def _days(text: str, language: str, values: list[Value]) -> list[tuple[Day, ...]]:
    """The days of a text, each with all the ways to read it: 3/4/2027 has two."""
    found = [readings for value in values if value.kind is Kind.DATE and (readings := _readings(value.text, language))]
    for before, month, after in months_between(latin_digits(text), language):
        day = _DAY_BEFORE.search(before) or _DAY_AFTER.search(after)
        year = _YEAR_AFTER.search(after)
        if day and 1 <= int(day[1]) <= LAST_DAY:
            found.append((Day(int(day[1]), month, int(year[1]) if year else 0),))
    return found


def _readings(written: str, language: str) -> tuple[Day, ...]:
    """The ways to read a date in digits. English alone does not say whether 3/4 is in March or in April."""
    first, second, *rest = (int(part) for part in re.findall(r"\d+", written))
    if re.match(r"\d{4}", written):
        return _possible([Day(rest[0], second, first)])
    year = rest[0] + (CENTURY if rest[0] < SHORT_YEAR else 0) if rest else 0
    days = [Day(first, second, year)]
    if "/" in written and base(language) == "en":
        days.append(Day(second, first, year))
    return _possible(days)


def _possible(days: list[Day]) -> tuple[Day, ...]:
    return tuple(day for day in days if 1 <= day.day <= LAST_DAY and 1 <= day.month <= LAST_MONTH)


def _listed(days: list[tuple[Day, ...]]) -> str:
    return ", ".join(f"{day}.{month}." + (str(year) if year else "") for (day, month, year), *_ in days)
