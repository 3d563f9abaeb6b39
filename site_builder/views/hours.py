"""Opening hours as a week: days with equal hours together, closed days named."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from markupsafe import Markup

from site_builder.formats import WEEKDAYS
from site_builder.views.edition import Edition


def week(edition: Edition, opening_hours: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row per run of days with the same hours, Monday first; no rows where no hours are known."""
    if not opening_hours:
        return []
    spans = {day: _spans_of(day, opening_hours) for day in WEEKDAYS}
    runs = [list(run) for _, run in groupby(WEEKDAYS, key=lambda day: spans[day])]
    return [
        {"days": _name(edition, run), "iso_days": run, "spans": [_span(edition, *span) for span in spans[run[0]]]}
        for run in runs
    ]


def _spans_of(day: int, opening_hours: list[dict[str, Any]]) -> list[tuple[str, str, bool]]:
    return sorted(
        (opening["opens"], opening["closes"], opening["by_appointment"])
        for opening in opening_hours
        if day in opening["days"]
    )


def _name(edition: Edition, run: list[int]) -> str:
    first, last = edition.formats.weekday(run[0]), edition.formats.weekday(run[-1])
    # Two days are no range: "Saturday–Sunday" makes people count.
    template = edition.gettext("{first} and {last}") if len(run) == 2 else edition.gettext("{first} to {last}")
    name = first if len(run) == 1 else template.format(first=first, last=last)
    return name[:1].upper() + name[1:]


def _span(edition: Edition, opens: str, closes: str, by_appointment: bool) -> dict[str, Any]:
    return {"time": span(edition, opens, closes), "by_appointment": by_appointment}


def span(edition: Edition, opens: str, closes: str) -> Markup:
    """From one time of the day to another."""
    # A dash between two times reads backwards in some right-to-left text, so the string may be made of words.
    return edition.say(
        edition.gettext("{opens}–{closes}"), opens=_isolated(edition, opens), closes=_isolated(edition, closes)
    )


def _isolated(edition: Edition, clock: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(edition.formats.moment(clock))
