"""Events as files that calendars import or follow: iCalendar, RFC 5545.

A file is made of the events alone, so the same events give the same bytes. Of the time zone it has what they need: the
offset when the first year begins, and each change of it until the last year ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

LONGEST = 75  # octets of a line, without its end
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
YEARS = 20  # for which the offsets of a time zone are told; nobody knows what laws they have afterwards
# A calendar has to hold something: without events, the time zone that has no changes.
EMPTY = (
    *("BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000"),
    *("TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"),
)
# Control characters may not stand in a line (section 3.1), except for tabs.
_CONTROLS = {chr(code): None for code in (*range(0x20), 0x7F) if chr(code) != "\t"}
_ESCAPES = str.maketrans(_CONTROLS | {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class Component(NamedTuple):
    """One event in a calendar."""

    lines: tuple[str, ...]
    years: tuple[int, int] | None
    """The first and the last year in which it has hours; None for whole days."""


def calendar(events: Sequence[Component], time_zone: str, about: Sequence[str] = ()) -> str:
    """A file with events; `about` are further lines about the calendar itself, which may have no event at all."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Waymark//Guide//EN", *about]
    years = [event.years for event in events if event.years]
    if years:
        first, last = min(year for year, _last in years), max(year for _first, year in years)
        told = _observances(time_zone, first, min(last, first + YEARS))
        lines += ["BEGIN:VTIMEZONE", f"TZID:{time_zone}", *told, "END:VTIMEZONE"]
    elif not events:
        lines += EMPTY
    lines += (line for event in events for line in event.lines)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def event_of(event: Mapping[str, Any], time_zone: str, texts: Mapping[str, str], more: Sequence[str] = ()) -> Component:
    """An event in a calendar: a document's `uuid`, `starts`, `ends`, `recurrence` and `checked_on`.

    `texts` are properties by name, such as SUMMARY and LOCATION; those that say nothing are left out. `more` are
    further properties, written as they are.
    """
    starts, ends = event["starts"], event["ends"]
    last = max(_last_day(event), starts[:10])
    lines = ["BEGIN:VEVENT", f"UID:{event['uuid']}"]
    # When the information was last made, says the standard: the day on which somebody looked at it.
    lines.append(f"DTSTAMP:{_digits(event['checked_on'] or starts[:10])}T000000Z")
    lines.append(f"DTSTART{_moment(starts, time_zone)}")
    if end := _end(starts, ends):
        lines.append(f"DTEND{_moment(end, time_zone)}")
    lines += _rule(event, time_zone)
    lines += [written(name, text) for name, text in texts.items() if text]
    lines += [*more, "END:VEVENT"]
    return Component(tuple(lines), (int(starts[:4]), int(last[:4])) if "T" in starts else None)


def written(name: str, text: str) -> str:
    """A property that is text, with what has a meaning of its own escaped."""
    return f"{name}:{text.translate(_ESCAPES)}"


def _last_day(event: Mapping[str, Any]) -> str:
    recurrence = event["recurrence"]
    return (recurrence["until"] if recurrence else event["ends"] or event["starts"])[:10]


def _moment(moment: str, time_zone: str) -> str:
    if "T" in moment:
        return f";TZID={time_zone}:{_digits(moment)}00"
    return f";VALUE=DATE:{_digits(moment)}"


def _digits(moment: str) -> str:
    return moment.replace("-", "").replace(":", "")


def _end(starts: str, ends: str | None) -> str | None:
    """The end as calendars want it, of whole days the day after the last; None where none is known or it is none."""
    if "T" not in starts:
        return (date.fromisoformat(max(starts, (ends or starts)[:10])) + timedelta(days=1)).isoformat()
    return ends if ends and "T" in ends and ends > starts else None


def _rule(event: Mapping[str, Any], time_zone: str) -> Iterator[str]:
    recurrence, starts = event["recurrence"], event["starts"]
    if not recurrence or not recurrence["days"] or recurrence["until"] < starts[:10]:
        return
    until = _digits(recurrence["until"])
    if "T" in starts:
        end = datetime.combine(date.fromisoformat(recurrence["until"]), time(23, 59, 59), ZoneInfo(time_zone))
        until = f"{end.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    days = ",".join(DAYS[day - 1] for day in sorted(set(recurrence["days"])))
    yield f"RRULE:FREQ=WEEKLY;UNTIL={until};BYDAY={days}"


@cache
def _observances(name: str, first: int, last: int) -> tuple[str, ...]:
    zone = ZoneInfo(name)
    begins = datetime(first, 1, 1, tzinfo=zone).astimezone(UTC)
    days = [begins + timedelta(days=number) for number in range((last - first + 1) * 366)]
    changes = [_change(zone, day, after) for day, after in pairwise(days) if _offset(zone, day) != _offset(zone, after)]
    lines = _observance(zone, begins, _offset(zone, begins))
    for change in changes:
        lines += _observance(zone, change, _offset(zone, change - timedelta(minutes=1)))
    return tuple(lines)


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first minute with the offset that holds afterwards."""
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        if _offset(zone, middle) == _offset(zone, before):
            before = middle
        else:
            after = middle
    return after


def _observance(zone: ZoneInfo, since: datetime, offset_before: timedelta) -> list[str]:
    local = since.astimezone(zone)
    kind = "DAYLIGHT" if local.dst() else "STANDARD"
    return [
        f"BEGIN:{kind}",
        # In the time that held until then.
        f"DTSTART:{since + offset_before:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_signed(offset_before)}",
        f"TZOFFSETTO:{_signed(_offset(zone, since))}",
        f"TZNAME:{local.tzname()}",
        f"END:{kind}",
    ]


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _signed(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most LONGEST octets, of which all but the first begin with a space."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += octets
    yield piece
