"""Open or closed: days, nights and closures, and nothing that nobody has said. A phone says the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from site_builder.opening import is_open


def hours(opens: str, closes: str, *days: int) -> dict[str, Any]:
    return {"days": list(days), "opens": opens, "closes": closes, "by_appointment": False}


WEEK = [hours("09:00", "12:00", 1, 2), hours("13:30", "24:00", 1), hours("21:00", "03:00", 5)]
HOLIDAY = [{"from": "2027-03-01", "to": "2027-03-01"}]
# 2027-03-01 is a Monday.


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2027-03-01T08:59", False),
        ("2027-03-01T09:00", True),
        ("2027-03-01T12:00", False),
        ("2027-03-01T23:59", True),
        ("2027-03-02T00:00", False),
        ("2027-03-02T13:30", False),
        ("2027-03-05T20:59", False),
        ("2027-03-05T21:00", True),
        ("2027-03-06T02:59", True),
        ("2027-03-06T03:00", False),
        ("2027-03-05T02:00", False),
    ],
)
def test_it_is_open_from_the_first_minute_of_a_span_to_before_its_last_over_midnight_too(
    moment: str, expected: bool
) -> None:
    assert is_open(WEEK, [], datetime.fromisoformat(moment)) is expected


@pytest.mark.parametrize(
    ("closed", "moment", "expected"),
    [
        ("2027-03-01", "2027-03-01T09:00", False),
        ("2027-03-05", "2027-03-05T22:00", False),
        ("2027-03-05", "2027-03-06T01:00", False),
        ("2027-03-06", "2027-03-06T01:00", True),
    ],
)
def test_a_closure_takes_the_spans_that_begin_on_its_days(closed: str, moment: str, expected: bool) -> None:
    assert is_open(WEEK, [{"from": closed, "to": closed}], datetime.fromisoformat(moment)) is expected


def test_without_hours_it_is_known_only_that_it_is_closed_on_closed_days() -> None:
    assert is_open([], HOLIDAY, datetime.fromisoformat("2027-03-01T09:00")) is False
    assert is_open([], HOLIDAY, datetime.fromisoformat("2027-03-02T09:00")) is None
