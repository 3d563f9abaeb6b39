"""Reading a record field by field, so that what nobody asked for is known, and nothing is lost in silence."""

from __future__ import annotations

import re
from typing import Any

from cms.guides.characters import HALF, code_point, printable
from cms.guides.importers.standards.report import LONGEST, FeedReport

UNKNOWN = "has no place in a guide. Write it into the text if readers need it."
# Fields of which more can be said.
KNOWN = {
    "alert": "has a last day in a guide. Add it by hand as an alert, if it still holds.",
}
# Whose an object is: where it stands says so, too.
LINKS = ("organization_id", "service_id", "location_id", "contact_id", "phone_id", "service_at_location_id", "link_id")


class Taken:
    """A record, or an object in it, that notes which of its fields were read.

    What has another type than the standard says is reported and counts as missing.
    """

    def __init__(self, raw: dict[str, Any], file: str, record: str, report: FeedReport, place: str = "") -> None:
        self.file, self.record, self.report = file, record, report
        self._raw, self._place = raw, place
        self._read: set[str] = set()
        self._children: list[Taken] = []

    def text(self, name: str) -> str:
        """A text without white space around it; a number as text."""
        value = self._value(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if value is None or not isinstance(value, str):
            self._refuse(name, value, "a text")
            return ""
        return self._whole(name, value)

    def line(self, name: str) -> str:
        """A text in one line."""
        return " ".join(self.text(name).split())

    def lines(self, name: str) -> list[str]:
        """The texts of a list, each in one line; empty for what is none."""
        value = self._value(name)
        if not isinstance(value, list):
            self._refuse(name, value, "a list")
            return []
        return [" ".join(self._whole(name, each).split()) if isinstance(each, str) else "" for each in value]

    def number(self, name: str) -> float | None:
        """A number; a text that is one, too."""
        value = self._value(name)
        if isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,12}(\.\d{1,12})?\s*", value):
            return float(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12:
            return float(value)
        self._refuse(name, value, "a number")
        return None

    def flag(self, name: str) -> bool:
        """Whether it is true."""
        return self._value(name) is True

    def raw(self, name: str) -> Any:
        """The value as it stands in the file."""
        return self._value(name)

    def one(self, name: str) -> Taken | None:
        """An object in it."""
        value = self._value(name)
        if isinstance(value, dict) and value:
            return self._child(value, name)
        self._refuse(name, value, "an object")
        return None

    def many(self, name: str) -> list[Taken]:
        """The objects of a list in it."""
        value = self._value(name)
        if not isinstance(value, list):
            self._refuse(name, value, "a list")
            return []
        found = []
        for number, each in enumerate(value, start=1):
            if isinstance(each, dict):
                found.append(self._child(each, f"{name}[{number}]"))
            else:
                self.leave(f"{name}[{number}]", "is no object. Write it as the standard says.")
        return found

    def names(self) -> list[str]:
        """The names of its fields."""
        return list(self._raw)

    def ignore(self, *names: str) -> None:
        """Count fields as read: they say what other fields say, or keep books."""
        self._read.update(names)

    def ignore_all(self) -> None:
        """Count all of it as read."""
        self.ignore(*self._raw)
        self._children.clear()

    def ignore_all_but(self, *names: str) -> None:
        """Count all but some fields as read, and what was read of them before."""
        self.ignore(*(name for name in self._raw if name not in names))
        self._children.clear()

    def is_read(self, name: str) -> bool:
        """Whether a field counts as read."""
        return name in self._read

    def leave(self, name: str, why: str) -> None:
        """Report a field that is not taken."""
        self._read.add(re.sub(r"\[\d+\]$", "", name))
        self.report.leave(self.file, self.record, ".".join(part for part in (self._place, name) if part), why)

    def says(self, name: str) -> bool:
        """Whether a field says anything."""
        return self._raw.get(name) not in (None, "", [], {})

    def finish(self) -> None:
        """Report what nobody asked for, here and in everything inside."""
        for name, value in self._raw.items():
            if name not in self._read and value not in (None, "", [], {}):
                self.leave(str(name)[:LONGEST], KNOWN.get(name, UNKNOWN))
        for child in self._children:
            child.finish()

    def _value(self, name: str) -> Any:
        self._read.add(name)
        return self._raw.get(name)

    def _whole(self, name: str, text: str) -> str:
        if half := HALF.search(text):
            self.leave(name, f"has half a character, {code_point(half)}. Correct the text.")
            return ""
        return printable(text).strip()

    def _child(self, raw: dict[str, Any], name: str) -> Taken:
        place = ".".join(part for part in (self._place, name) if part)
        child = Taken(raw, self.file, self.record, self.report, place)
        self._children.append(child)
        child.ignore("id", "metadata", *LINKS)
        return child

    def _refuse(self, name: str, value: Any, wanted: str) -> None:
        if value not in (None, "", [], {}):
            self.leave(name, f"is not {wanted}, as the standard says. Correct it in the feed.")
