"""Open or closed: days, nights and closures, and nothing that nobody has said. A phone says the same."""

from __future__ import annotations

import json
import random
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from site_builder.opening import is_open
from tests.conftest import ROOT


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


# What the script of the page says, asked without a page.
ASK = """
globalThis.HTMLElement = class {};
globalThis.customElements = { define() {} };
const { state } = await import("./open-now.mjs");
const { readFileSync } = await import("node:fs");
const cases = JSON.parse(readFileSync("cases.json"));
console.log(JSON.stringify(cases.map(([week, closures, clock]) => state(week, closures, clock).open)));
"""


def minute(clock: str) -> int:
    hour, minutes = clock.split(":")
    return int(hour) * 60 + int(minutes)


def as_on_a_page(opening_hours: list[dict[str, Any]], day: int) -> list[dict[str, int]]:
    """The spans of a day as the script reads them from the table: in order, and 00:00 as the end of the day."""
    spans = sorted((minute(span["opens"]), minute(span["closes"])) for span in opening_hours if day in span["days"])
    return [{"opens": opens, "closes": closes or 24 * 60} for opens, closes in spans]


def test_a_phone_says_the_same_at_any_hour_of_any_week(tmp_path: Path) -> None:
    (tmp_path / "open-now.mjs").write_text((ROOT / "themes/waymark/js/open-now.js").read_text())
    (tmp_path / "ask.mjs").write_text(ASK)
    chance = random.Random(1)
    clocks = ["00:00", "03:00", "09:00", "12:30", "18:00", "23:30"]
    cases, expected = [], []
    for _ in range(400):
        week = [
            hours(chance.choice(clocks), chance.choice([*clocks, "24:00"]), *chance.sample(range(1, 8), 3))
            for _ in range(chance.randint(1, 4))
        ]
        closed = [{"from": f"2027-03-0{day}", "to": f"2027-03-0{day}"} for day in chance.sample(range(1, 8), 2)]
        moment = datetime.fromisoformat(f"2027-03-0{chance.randint(1, 7)}T{chance.choice([*clocks, '02:59', '21:15'])}")
        clock = {"date": f"{moment:%Y-%m-%d}", "day": moment.isoweekday(), "minute": moment.hour * 60 + moment.minute}
        cases.append([{day: as_on_a_page(week, day) for day in range(1, 8)}, closed, clock])
        expected.append(is_open(week, closed, moment))
    (tmp_path / "cases.json").write_text(json.dumps(cases))
    asked = subprocess.run(["node", "ask.mjs"], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(asked.stdout) == expected
    assert 50 < sum(map(bool, expected)) < 350
