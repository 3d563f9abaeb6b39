"""Events of a guide's own dump."""

from __future__ import annotations

import uuid
from typing import Any

from cms.guides.importers.hsds.entries import Entries
from cms.guides.importers.hsds.extended import common
from cms.guides.importers.hsds.filing import filing
from cms.guides.importers.hsds.papers import costs
from cms.guides.importers.hsds.places import office
from cms.guides.importers.hsds.reaching import languages, web_address
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.hsds.translations import Wording, translate
from cms.guides.importers.standards.content import Data


def event(taken: Taken, extension: Taken, entries: Entries, key: uuid.UUID, data: Data, organiser: str | None) -> None:
    """Put an event among the entries."""
    said = {name: value for name, value in common(extension, entries).items() if value}
    summary = said.get("summary") or data["title"]
    venue = extension.one("venue")
    options, _words = costs(taken, entries)
    offices = [] if venue else [_office(each, entries) for each in taken.many("service_at_locations")]
    taken.ignore("url", "schedules", "service_at_locations", "fees_description")
    data |= said | {
        "summary": summary,
        "topics": filing(taken, entries).topics,
        "kind": extension.line("event_kind"),
        "text": entries.as_markdown(taken, "description", taken.text("description").removeprefix(summary).strip()),
        **_moment("starts", extension.line("starts")),
        **_moment("ends", extension.line("ends")),
        "recurrence": extension.raw("recurrence"),
        "office": offices[0] if offices else None,
        "address": _address(venue),
        "level": extension.line("level"),
        "cost": options[0] if options else None,
        "childcare": extension.flag("childcare"),
        "women_only": extension.flag("women_only"),
        "languages": languages(taken),
        "registration_url": web_address(extension, "registration_url"),
        "organiser": organiser,
    }
    slug = entries.add("event", key, data, taken)
    words = {"name": ("title",), "summary": ("summary",)}
    translate(entries, "event", slug, extension, words, _text)


def _text(wording: Wording) -> None:
    words = wording.words
    wording.put("description", words.text("description").removeprefix(words.line("summary")).strip(), "text")


def _office(place: Taken, entries: Entries) -> str | None:
    location = place.one("location")
    return office(location, entries, None, []) if location else None


def _address(venue: Taken | None) -> dict[str, Any] | None:
    if venue is None:
        return None
    venue.ignore("country")
    found = {name: venue.line(name) for name in ("name", "street", "postal_code", "locality")}
    return {name: value for name, value in found.items() if value}


def _moment(name: str, written: str) -> dict[str, str]:
    day, _, clock = written.partition("T")
    return {f"{name}_on": day, f"{name}_at": clock[:5]}
