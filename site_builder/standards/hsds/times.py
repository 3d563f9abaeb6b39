"""Opening hours, closures and events as schedules.

HSDS has the offset of a schedule from UTC, which for half of the year is not that of a place with summer time: times
are local, and the offset is that of standard time. The name of the time zone stands in the extension of the location.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from site_builder.guide import Guide
from site_builder.ical import DAYS
from site_builder.library import Document
from site_builder.standards.hsds.records import EXTENSION, Record, made_id, said

BY_APPOINTMENT = "by appointment"
MIDNIGHT = "23:59"  # 24:00 is no time of a clock to most readers of JSON


def hours(guide: Guide, owner: str, openings: list[dict[str, Any]], link: str | None = None) -> Iterator[Record]:
    """Schedules of opening hours, each week. `link` is where appointments are made."""
    for opening in openings:
        days = ",".join(DAYS[day - 1] for day in opening["days"])
        yield said(
            {
                "id": made_id(owner, "opening", days, opening["opens"], opening["closes"]),
                "freq": "WEEKLY",
                "interval": 1,
                "wkst": "MO",
                "byday": days,
                "opens_at": opening["opens"],
                "closes_at": closing(opening["closes"]),
                "timezone": standard_offset(guide.city["time_zone"]),
                "attending_type": BY_APPOINTMENT if opening["by_appointment"] else None,
                "schedule_link": link if opening["by_appointment"] else None,
            }
        )


def closures(guide: Guide, office: Document) -> Iterator[Record]:
    """Days on which an office is closed: from and until when, no hours, and the extension says so."""
    for closure in office["closures"]:
        yield said(
            {
                "id": made_id(office["uuid"], "closure", closure["id"]),
                "valid_from": closure["from"],
                "valid_to": closure["to"],
                "timezone": standard_offset(guide.city["time_zone"]),
                "description": closure["reason"],
                EXTENSION: {"closed": True, "key": closure["id"]},
            }
        )


def event_schedule(guide: Guide, event: Document) -> Record:
    """When an event is: once, or every week on some days."""
    starts, ends, recurrence = event["starts"], event["ends"] or "", event["recurrence"]
    repeated = recurrence if recurrence and recurrence["days"] else None
    return said(
        {
            "id": made_id(event["uuid"], "schedule"),
            "dtstart": starts[:10],
            "valid_from": starts[:10],
            "valid_to": repeated["until"] if repeated else ends[:10] or starts[:10],
            "freq": "WEEKLY" if repeated else None,
            "interval": 1 if repeated else None,
            "wkst": "MO" if repeated else None,
            "byday": ",".join(DAYS[day - 1] for day in sorted(set(repeated["days"]))) if repeated else None,
            "until": repeated["until"] if repeated else None,
            "opens_at": starts[11:],
            "closes_at": closing(ends[11:]),
            "timezone": standard_offset(guide.city["time_zone"]),
            "schedule_link": event["registration_url"],
        }
    )


def closing(time: str) -> str:
    """A closing time that clocks have."""
    return MIDNIGHT if time == "24:00" else time


@cache
def standard_offset(time_zone: str) -> float:
    """Hours by which standard time is ahead of UTC, without summer time."""
    offsets = [datetime(2026, month, 1, tzinfo=ZoneInfo(time_zone)).utcoffset() for month in (1, 7)]
    hours = min(offset.total_seconds() for offset in offsets if offset is not None) / 3600
    return int(hours) if hours.is_integer() else hours
