"""What RFC 5545 asks of a calendar file, as far as guides use it: what is wrong with one, in sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

# A name, parameters whose values may stand in quotes, a value without control characters (section 3.1).
LINE = re.compile(
    r'(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[A-Z0-9-]+=(?:"[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*))*)'
    r":(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)"
)
ESCAPED = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")  # TEXT (section 3.3.11)
DAY, TIME = r"\d{8}", r"\d{8}T\d{6}"
OFFSET = re.compile(r"[+-]\d{4}")
DURATION = re.compile(r"P(\d+W|\d+D|(\d+D)?T(\d+[HMS])+)")
RULE = re.compile(rf"FREQ=WEEKLY;UNTIL=(?P<until>{DAY}|{TIME}Z);BYDAY=(?P<days>(MO|TU|WE|TH|FR|SA|SU)(,[A-Z]{{2}})*)")
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "PRODID", "UID", "TZID", "TZNAME"}
# Exactly once, and at most once: by component.
ONCE = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "SUMMARY"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
OPTIONAL = {
    "VCALENDAR": {"NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"},
    "VEVENT": {"DTEND", "RRULE", "DESCRIPTION", "LOCATION", "URL", "TRANSP"},
    "VTIMEZONE": set(),
    "STANDARD": {"TZNAME"},
    "DAYLIGHT": {"TZNAME"},
}
INSIDE = {
    "": {"VCALENDAR"},
    "VCALENDAR": {"VEVENT", "VTIMEZONE"},
    "VTIMEZONE": {"STANDARD", "DAYLIGHT"},
    "VEVENT": {"VALARM"},
}


class Property(NamedTuple):
    """A line."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    """What stands between BEGIN and END."""

    name: str
    properties: list[Property] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)

    def of(self, name: str) -> Property | None:
        """The first property of a name."""
        return next((each for each in self.properties if each.name == name), None)


def violations(data: bytes) -> list[str]:
    """What is wrong with a calendar file."""
    lines = data.decode("utf-8").split("\r\n")
    found = [f"{len(line.encode())} octets in a line" for line in lines if len(line.encode()) > 75]
    found += ["a line ends with CR or LF alone" for line in lines if "\r" in line or "\n" in line]
    if lines[-1] or not data:
        return [*found, "the last line has no end"]
    root = Component("")
    found += _read("\r\n".join(lines[:-1]).replace("\r\n ", "").replace("\r\n\t", "").split("\r\n"), root)
    calendars = root.inside
    if len(calendars) != 1:
        return [*found, "it is not one calendar"]
    return [*found, *_component(calendars[0]), *_as_a_whole(calendars[0])]


def _read(lines: list[str], root: Component) -> Iterator[str]:
    opened = [root]
    for line in lines:
        match = LINE.fullmatch(line)
        if not match:
            yield f"no property: {line!r}"
            continue
        parameters = dict(each.split("=", 1) for each in match["parameters"].split(";")[1:])
        said = Property(match["name"], parameters, match["value"])
        if said.name == "BEGIN":
            if said.value not in INSIDE.get(opened[-1].name, ()):
                yield f"{said.value} has no place in {opened[-1].name or 'a file'}"
            opened[-1].inside.append(Component(said.value))
            opened.append(opened[-1].inside[-1])
        elif said.name == "END":
            if len(opened) == 1 or opened.pop().name != said.value:
                yield f"{said.value} ends where it did not begin"
                return
        else:
            opened[-1].properties.append(said)
    if len(opened) > 1 or root.properties:
        yield "something stands outside of the calendar, or does not end"


def _component(component: Component) -> Iterator[str]:
    counted = Counter(each.name for each in component.properties)
    once, optional = ONCE.get(component.name, set()), OPTIONAL.get(component.name, set())
    yield from (f"{component.name} lacks {name}" for name in once - counted.keys())
    yield from (f"{component.name} has {name} more than once" for name, count in counted.items() if count > 1)
    yield from (f"{name} has no place in {component.name}" for name in counted.keys() - once - optional)
    for each in component.properties:
        if not _is_right(each):
            yield f"{component.name}: {each.name} is not what it should be: {each.value!r}"
    if component.name == "VEVENT":
        yield from _event(component)
    if component.name in ("VCALENDAR", "VTIMEZONE") and not component.inside:
        yield f"{component.name} is empty"
    for inner in component.inside:
        yield from _component(inner)


def _is_right(said: Property) -> bool:
    is_right = VALUES.get(said.name)
    return is_right(said.value) if is_right else said.name in ("DTSTART", "DTEND") and _is_day_or_hour(said)


def _is_day_or_hour(said: Property) -> bool:
    return _is_moment(said.value, DAY if said.parameters == {"VALUE": "DATE"} else TIME)


def _is_duration(value: str) -> bool:
    return DURATION.fullmatch(value.removeprefix("-")) is not None


def _is_offset(value: str) -> bool:
    return bool(OFFSET.fullmatch(value)) and value != "-0000"


def _is_text(value: str) -> bool:
    return bool(value) and ESCAPED.fullmatch(value) is not None


VALUES: dict[str, Callable[[str], bool]] = {
    "VERSION": "2.0".__eq__,
    "ACTION": "DISPLAY".__eq__,
    "TRANSP": {"OPAQUE", "TRANSPARENT"}.__contains__,
    "DTSTAMP": lambda value: _is_moment(value.removesuffix("Z"), TIME) and value.endswith("Z"),
    "RRULE": lambda value: RULE.fullmatch(value) is not None,
    "URL": lambda value: bool(urlsplit(value).netloc) and not re.search(r"[\s\\]", value),
    **dict.fromkeys(("TZOFFSETFROM", "TZOFFSETTO"), _is_offset),
    **dict.fromkeys(("REFRESH-INTERVAL", "X-PUBLISHED-TTL", "TRIGGER"), _is_duration),
    **dict.fromkeys(TEXTS, _is_text),
}


def _event(event: Component) -> Iterator[str]:
    starts, ends, rule = event.of("DTSTART"), event.of("DTEND"), event.of("RRULE")
    if starts is None:
        return
    if ends and (ends.parameters != starts.parameters or ends.value <= starts.value):
        yield f"the event does not end after it starts: {starts} {ends}"
    match = RULE.fullmatch(rule.value) if rule else None
    if match:
        if ("T" in match["until"]) != ("T" in starts.value):
            yield "UNTIL is of another kind than DTSTART"
        if match["until"][:8] < starts.value[:8]:
            yield "it repeats until before it starts"
    for text in event.properties:
        if set(text.parameters) - {"TZID", "VALUE", "LANGUAGE"}:
            yield f"{text.name} has further parameters: {text.parameters}"


def _as_a_whole(calendar: Component) -> Iterator[str]:
    events = [each for each in calendar.inside if each.name == "VEVENT"]
    uids = [uid.value for each in events if (uid := each.of("UID"))]
    if len(set(uids)) != len(uids):
        yield "a UID occurs twice"
    zones = {tzid.value for each in calendar.inside if each.name == "VTIMEZONE" and (tzid := each.of("TZID"))}
    for event in events:
        for said in event.properties:
            is_hour = said.name in ("DTSTART", "DTEND") and "VALUE" not in said.parameters
            if is_hour and said.parameters.get("TZID") not in zones:
                yield f"{said.value} is in no time zone that the file tells"


def _is_moment(value: str, shape: str) -> bool:
    try:
        return bool(re.fullmatch(shape, value) and datetime.fromisoformat(value))
    except ValueError:
        return False
