"""Whether a place is open at a moment, by its opening hours and the days on which it is closed all the same.

themes/waymark/js/open-now.js says the same on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

Hours = Sequence[Mapping[str, Any]]
Closures = Iterable[Mapping[str, Any]]


def is_open(opening_hours: Hours, closures: Closures, moment: datetime) -> bool | None:
    """Whether it is open at `moment`, the local time of the city; None if nobody has said when it is open.

    A span belongs to the day on which it begins: one that ends the next morning is not cut short by a closure of
    the next day, and does not take place at all if the day on which it would begin is one of a closure. The minute at
    which a span ends is not in it.
    """
    closed = [(closure["from"], closure["to"]) for closure in closures]
    today, clock = moment.date(), f"{moment:%H:%M}"
    if not opening_hours:
        return False if _is_shut(today, closed) else None
    return any(
        opens <= clock and (clock < closes or closes <= opens) for opens, closes in _spans(today, opening_hours, closed)
    ) or any(
        closes <= opens and clock < closes for opens, closes in _spans(today - timedelta(1), opening_hours, closed)
    )


def _spans(day: date, opening_hours: Hours, closed: list[tuple[str, str]]) -> list[tuple[str, str]]:
    if _is_shut(day, closed):
        return []
    return [(span["opens"], span["closes"]) for span in opening_hours if day.isoweekday() in span["days"]]


def _is_shut(day: date, closed: list[tuple[str, str]]) -> bool:
    return any(first <= day.isoformat() <= last for first, last in closed)
