"""Schedules of a feed as opening hours and closures. What a weekly timetable cannot say is not taken, and reported."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cms.guides.importers.hsds.taking import Taken

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?::?(?P<minute>\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(?P<half>[ap])?\.?(?:m\.?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"mo(n(day)?)?|tu(e(s(day)?)?)?|we(d(nesday)?)?|th(u(rs(day)?)?)?|fr(i(day)?)?|sa(t(urday)?)?|su(n(day)?)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[,;/\s]+")
IRREGULAR = (
    ("interval", "is not every week"),
    ("count", "ends after a number of times"),
    ("byweekno", "holds in some weeks only"),
    ("bymonthday", "holds on days of the month"),
    ("byyearday", "holds on days of the year"),
)


def hours_of(schedules: Iterable[Taken]) -> tuple[dict[str, Any], list[str]]:
    """`opening_hours` and `closures` of an office, without what there is none of; and the keys of the closures."""
    rows: list[dict[str, Any]] = []
    closed: list[dict[str, Any]] = []
    keys: list[str] = []
    for schedule in schedules:
        schedule.ignore("wkst", "timezone", "dtstart", "schedule_link")
        extension = schedule.one("waymark")
        if extension and extension.flag("closed"):
            closure = _closure(schedule)
            closed += closure
            keys += [extension.line("key")] * len(closure)
        elif row := _row(schedule):
            rows += [row] if row not in rows else []
    return {name: found for name, found in (("opening_hours", rows), ("closures", closed)) if found}, keys


def _closure(schedule: Taken) -> list[dict[str, Any]]:
    start, end, reason = schedule.line("valid_from"), schedule.line("valid_to"), schedule.line("description")
    if not (DATE.fullmatch(start) and DATE.fullmatch(end)):
        schedule.leave("valid_from", "is no date such as 2026-05-31. Enter the closure by hand.")
        return []
    return [{"from": start, "to": end} | ({"reason": reason} if reason else {})]


def _row(schedule: Taken) -> dict[str, Any] | None:
    """A row of opening hours; None, and a report, for what is none."""
    why = _irregular(schedule)
    days = days_of(schedule.line("byday"))
    opens, closes = (time_of(schedule.line(name)) for name in ("opens_at", "closes_at"))
    attending, note = schedule.line("attending_type"), schedule.line("description")
    if not why and not days:
        why = "names no days of the week"
    if not why and not (opens and closes):
        why = "names no hours that are local time"
    if why or not (opens and closes):
        told = f" (“{note[:80]}”)" if note else ""
        schedule.leave("", f"{why}{told}. Enter the hours by hand.")
        schedule.ignore_all()
        return None
    closes = "24:00" if closes in ("23:59", "00:00") else closes
    is_by_appointment = "appointment" in f"{attending} {note}".casefold()
    if note and not is_by_appointment:
        schedule.leave("description", "has no place beside opening hours. Write it into the notes on access.")
    return {"days": days, "opens": opens, "closes": closes} | ({"by_appointment": True} if is_by_appointment else {})


def _irregular(schedule: Taken) -> str:
    """Why a schedule is no weekly timetable that holds from now on, or nothing."""
    freq = schedule.line("freq").upper()
    if freq not in ("", "WEEKLY"):
        return f"recurs {freq.lower()}"
    for name, why in IRREGULAR:
        value = schedule.line(name)
        if value and not (name == "interval" and value in ("1", "1.0")):
            return why
    schedule.line("valid_from")
    if schedule.line("valid_to") or schedule.line("until"):
        return "holds until a date"
    return ""


def days_of(written: str) -> list[int]:
    """ISO weekdays of `MO,TU`, `Monday - Friday` or `Mon Wed`; none where a part is no day of each week."""
    found: set[int] = set()
    for part in _BETWEEN.split(re.sub(r"\s*[-–]\s*", "-", written.strip())):
        ends = [_day(each) for each in part.split("-")] if part else []
        if None in ends or len(ends) > 2:
            return []
        whole = [each for each in ends if each is not None]
        if len(whole) == 2:
            first, last = whole
            found |= {(day - 1) % 7 + 1 for day in range(first, (last if last >= first else last + 7) + 1)}
        found.update(whole)
    return sorted(found)


def _day(name: str) -> int | None:
    match = _DAY.fullmatch(name)
    return DAYS.index(name[:2].upper()) + 1 if match else None


def time_of(written: str) -> str:
    """`HH:MM` of 9am, 9:00 AM, 0900, 09:00:00 or 09:00-05:00; empty for what is none, or is in UTC."""
    match = _TIME.fullmatch(written)
    if match is None or (match["zone"] or "").upper() == "Z":
        return ""
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    elif match["minute"] is None:
        return ""
    return f"{hour:02}:{minute:02}" if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else ""
