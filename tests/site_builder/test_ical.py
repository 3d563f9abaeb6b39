"""Calendar files: what RFC 5545 asks for, and every date and hour as the event says it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.ical import LONGEST, calendar, event_of
from tests.site_builder.ical_rules import violations

EVENT = {
    "uuid": "5f0c1c0e-0000-4000-8000-000000000001",
    "checked_on": "2026-11-02",
    "starts": "2027-01-04T18:00",
    "ends": "2027-01-04T19:30",
    "recurrence": None,
}
WEEKLY = {"days": [4, 1], "until": "2027-06-24"}


def lines_of(time_zone: str = "Europe/London", texts: dict[str, str] | None = None, **facts: Any) -> list[str]:
    """The lines of the file, unfolded."""
    text = calendar([event_of(EVENT | facts, time_zone, texts or {})], time_zone)
    assert text.endswith("END:VCALENDAR\r\n")
    return text.replace("\r\n ", "").split("\r\n")


def test_an_hour_is_told_in_the_citys_time_zone() -> None:
    lines = lines_of()
    assert "DTSTART;TZID=Europe/London:20270104T180000" in lines
    assert "DTEND;TZID=Europe/London:20270104T193000" in lines
    assert "UID:5f0c1c0e-0000-4000-8000-000000000001" in lines
    assert "DTSTAMP:20261102T000000Z" in lines, "the day on which somebody looked at it: a build has no clock"


def test_the_time_zone_has_the_changes_of_the_events_years() -> None:
    lines = lines_of()
    zone = lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE")]
    observances = " ".join(zone[2:]).split(" END:")
    assert [each.partition("BEGIN:")[2] for each in observances if "BEGIN:" in each] == [
        "STANDARD DTSTART:20270101T000000 TZOFFSETFROM:+0000 TZOFFSETTO:+0000 TZNAME:GMT",
        "DAYLIGHT DTSTART:20270328T010000 TZOFFSETFROM:+0000 TZOFFSETTO:+0100 TZNAME:BST",
        "STANDARD DTSTART:20271031T020000 TZOFFSETFROM:+0100 TZOFFSETTO:+0000 TZNAME:GMT",
    ]


def test_every_week_ends_at_the_end_of_its_last_day() -> None:
    assert "RRULE:FREQ=WEEKLY;UNTIL=20270624T225959Z;BYDAY=MO,TH" in lines_of(recurrence=WEEKLY)
    assert "RRULE:FREQ=WEEKLY;UNTIL=20270624T215959Z;BYDAY=MO,TH" in lines_of("Europe/Berlin", recurrence=WEEKLY)


def test_whole_days_have_no_hours_and_end_on_the_day_after() -> None:
    lines = lines_of(starts="2027-05-30", ends="2027-05-31", recurrence={"days": [7], "until": "2027-06-30"})
    assert [line for line in lines if line.startswith(("DT", "RRULE"))] == [
        "DTSTAMP:20261102T000000Z",
        "DTSTART;VALUE=DATE:20270530",
        "DTEND;VALUE=DATE:20270601",
        "RRULE:FREQ=WEEKLY;UNTIL=20270630;BYDAY=SU",
    ]
    assert "BEGIN:VTIMEZONE" not in lines


@pytest.mark.parametrize(
    "facts",
    [
        {"ends": None},
        {"ends": "2027-01-04T17:00"},
        {"ends": "2027-01-04"},
        {"recurrence": {"days": [], "until": "2027-06-24"}},
        {"recurrence": {"days": [1], "until": "2026-06-24"}},
    ],
)
def test_what_makes_no_sense_is_left_out(facts: dict[str, Any]) -> None:
    lines = lines_of(**facts)
    assert not [line for line in lines if line.startswith("DTEND" if "ends" in facts else "RRULE")]


def test_texts_are_escaped() -> None:
    texts = {"SUMMARY;LANGUAGE=en": "Tea, cake; and \\ more\r\nfor all", "LOCATION": ""}
    lines = lines_of(texts=texts)
    assert "SUMMARY;LANGUAGE=en:Tea\\, cake\\; and \\\\ more\\nfor all" in lines
    assert not [line for line in lines if line.startswith("LOCATION")]


@given(st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Z"))))
@example("ሰላም " * 20)
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(text: str) -> None:
    file = calendar([event_of(EVENT, "Europe/London", {"SUMMARY": text or "x"})], "Europe/London")
    assert all(len(line.encode()) <= LONGEST for line in file.split("\r\n"))
    assert violations(file.encode()) == []
    escaped = (text or "x").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:{escaped}" in file.replace("\r\n ", "").split("\r\n")
