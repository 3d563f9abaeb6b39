"""How lists and small structures of a content file become blocks of a page, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from cms.guides.content_files.codecs import Slot, Stored, Stream, Written
from cms.guides.content_files.names import Loader, Names
from cms.guides.content_files.problems import Place
from cms.guides.validators import e164, validate_phone

DURATION = re.compile(r"(\d+)(?:-(\d+))? (minute|hour|day|week|month|year)s?")


def without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """`values` without those that say nothing: None, "", False, an empty list or mapping."""
    return {name: value for name, value in values.items() if value not in (None, "", False) and value not in ([], {})}


def load_duration(written: Written) -> dict[str, Any]:
    """ "10-15 days" as the block has it. An empty block for None."""
    match = DURATION.fullmatch(written or "")
    if match is None:
        return {"shortest": None, "longest": None, "unit": "week"}
    return {"shortest": int(match[1]), "longest": int(match[2]) if match[2] else None, "unit": match[3]}


def dump_duration(value: dict[str, Any] | None) -> str | None:
    """A duration block as text; None for an empty one."""
    if not value or not value.get("shortest"):
        return None
    most = value.get("longest") or value["shortest"]
    numbers = f"{value['shortest']}-{most}" if value.get("longest") else f"{most}"
    return f"{numbers} {value['unit']}{'' if most == 1 else 's'}"


def load_deadline(written: Written) -> dict[str, Any]:
    """A deadline as the block has it. An empty block for None."""
    written = written or {}
    return {
        "days": written.get("days"),
        "event": (written.get("event") or "").strip(),
        "counted": written.get("counted") or "",
    }


def dump_deadline(value: dict[str, Any] | None) -> dict[str, Any] | None:
    """A deadline block; None for an empty one."""
    if not value or value.get("days") is None:
        return None
    counted = {"counted": value["counted"]} if value.get("counted") else {}
    return {"days": value["days"], "event": value["event"], **counted}


def load_law(written: Written) -> dict[str, Any]:
    """A law as the block has it."""
    return {"title": written["title"].strip(), "url": written.get("url") or ""}


def dump_law(value: dict[str, Any]) -> dict[str, Any]:
    """A law block."""
    return without_empty({"title": value["title"], "url": value.get("url")})


class Single(Stream):
    """A stream that holds one block or none, written without a list. Its block is called like its type."""

    def load(self, written: Written, place: Place, loader: Loader) -> list[dict[str, Any]]:
        value = self.load_item(written, place, loader) if written is not None else None
        return [{"type": self.block, "value": value, "id": self.block}] if value is not None else []

    def dump(self, stored: Stored, names: Names) -> Any:
        return self.dump_item(stored[0]["value"], names) if stored else None


class Duration(Single):
    """How long something takes."""

    def __init__(self) -> None:
        super().__init__("duration")

    def load_item(self, written: Written, place: Place, loader: Loader) -> dict[str, Any]:
        return load_duration(written)

    def dump_item(self, value: Any, names: Names) -> str | None:
        return dump_duration(value)


class Recurrence(Single):
    """Every week on some days, until a day."""

    def __init__(self) -> None:
        super().__init__("recurrence")

    def load_item(self, written: Written, place: Place, loader: Loader) -> dict[str, Any]:
        return {"days": [str(day) for day in written["days"]], "until": written["until"]}

    def dump_item(self, value: Any, names: Names) -> dict[str, Any]:
        return {"days": sorted(int(day) for day in value["days"]), "until": str(value["until"])}


class Deadline(Single):
    """By when something must be done."""

    def __init__(self) -> None:
        super().__init__("deadline")

    def load_item(self, written: Written, place: Place, loader: Loader) -> dict[str, Any]:
        return load_deadline(written)

    def dump_item(self, value: Any, names: Names) -> dict[str, Any] | None:
        return dump_deadline(value)

    def slots(self, stored: Stored, place: Place, context: str, names: Names) -> Iterator[Slot]:
        for block in stored:
            yield Slot((*place, "event"), f"{context}.{block['id']}.event", block["value"]["event"])


class Phones(Stream):
    """Phone numbers and the languages spoken there."""

    def __init__(self) -> None:
        super().__init__("phone")

    def load_item(self, written: Written, place: Place, loader: Loader) -> dict[str, Any]:
        try:
            # The form's block checks this; nothing does when a page is saved by a program.
            validate_phone(written["number"])
        except ValidationError as error:
            loader.report((*place, "number"), " ".join(error.messages))
        return {"number": written["number"], "languages": written.get("languages") or []}

    def dump_item(self, value: Any, names: Names) -> dict[str, Any]:
        return without_empty({"number": e164(value["number"]), "languages": value.get("languages")})


class OpeningHours(Stream):
    """Opening hours of a week. Files say 24:00 for midnight at the end of a day, the form 00:00."""

    def __init__(self) -> None:
        super().__init__("opening")

    def load_item(self, written: Written, place: Place, loader: Loader) -> dict[str, Any]:
        closes = "00:00" if written["closes"] == "24:00" else written["closes"]
        return {
            "days": [str(day) for day in written["days"]],
            "opens": f"{written['opens']}:00",
            "closes": f"{closes}:00",
            "by_appointment": bool(written.get("by_appointment")),
        }

    def dump_item(self, value: Any, names: Names) -> dict[str, Any]:
        closes = value["closes"][:5]
        return without_empty(
            {
                "days": sorted(int(day) for day in value["days"]),
                "opens": value["opens"][:5],
                "closes": "24:00" if closes == "00:00" else closes,
                "by_appointment": value.get("by_appointment"),
            }
        )


class Closures(Stream):
    """Days on which an office is closed."""

    def __init__(self) -> None:
        super().__init__("closure")

    def load_item(self, written: Written, place: Place, loader: Loader) -> dict[str, Any]:
        if written["to"] < written["from"]:
            loader.report((*place, "to"), "is before the first day. Swap the two days, or correct one of them.")
        return {
            "first_day": written["from"],
            "last_day": written["to"],
            "reason": (written.get("reason") or "").strip(),
        }

    def dump_item(self, value: Any, names: Names) -> dict[str, Any]:
        return without_empty({"from": value["first_day"], "to": value["last_day"], "reason": value.get("reason")})

    def slots(self, stored: Stored, place: Place, context: str, names: Names) -> Iterator[Slot]:
        for index, block in enumerate(stored):
            yield Slot((*place, index, "reason"), f"{context}.{block['id']}.reason", block["value"]["reason"])


class Synonyms(Stream):
    """Other names of a document type, each under its key."""

    def __init__(self) -> None:
        super().__init__("synonym")

    def load(self, written: Written, place: Place, loader: Loader) -> list[dict[str, Any]]:
        return [{"type": self.block, "value": name.strip(), "id": key} for key, name in (written or {}).items()]

    def dump(self, stored: Stored, names: Names) -> dict[str, str] | None:  # type: ignore[override]  # a mapping here
        return {block["id"]: block["value"] for block in stored} or None

    def slots(self, stored: Stored, place: Place, context: str, names: Names) -> Iterator[Slot]:
        for block in stored:
            yield Slot((*place, block["id"]), f"{context}.{block['id']}", block["value"])


class Channels(Stream):
    """Ways to use a service."""

    def __init__(self) -> None:
        super().__init__("channel")

    def load_item(self, written: Written, place: Place, loader: Loader) -> dict[str, Any]:
        return {"kind": written["kind"], "url": written.get("url") or ""}

    def dump_item(self, value: Any, names: Names) -> dict[str, Any]:
        return without_empty({"kind": value["kind"], "url": value.get("url")})


class Laws(Stream):
    """Laws that something rests on."""

    def __init__(self) -> None:
        super().__init__("law")

    def load_item(self, written: Written, place: Place, loader: Loader) -> dict[str, Any]:
        return load_law(written)

    def dump_item(self, value: Any, names: Names) -> dict[str, Any]:
        return dump_law(value)
