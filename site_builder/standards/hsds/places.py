"""Offices, and where events are, as locations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.guide import Guide
from site_builder.library import Document
from site_builder.parts import told_once
from site_builder.standards.hsds.records import EXTENSION, Record, in_languages, languages, made_id, phones, said
from site_builder.standards.hsds.times import closures, hours

FEATURES = {
    "step_free": "Step-free access",
    "toilet": "Accessible toilet",
    "lift": "Lift",
    "hearing_loop": "Hearing loop",
}


@told_once
def location(guide: Guide, uuid: str | None) -> Record | None:
    """An office with its address, position, hours, closures, numbers, languages and access; None if not published."""
    office = guide.source(uuid)
    if office is None:
        return None
    uuid = office["uuid"]
    organisation = guide.source(office["organisation"])
    facts = {name: office[name] for name in ("appointment_url", "checked_on", "review_due", "source_url")}
    return said(
        {
            "id": uuid,
            "location_type": "physical",
            "name": office["title"],
            "description": office["access_notes"],
            "url": office["url"],
            "organization_id": organisation["uuid"] if organisation else None,
            "latitude": office["latitude"],
            "longitude": office["longitude"],
            "addresses": [_address(uuid, office["address"])],
            "phones": list(phones(uuid, office["phones"])),
            "contacts": [{"id": made_id(uuid, "e-mail"), "email": office["email"]}] if office["email"] else None,
            "languages": list(languages(uuid, office["languages_spoken"])),
            "schedules": [
                *hours(guide, uuid, office["opening_hours"], office["appointment_url"]),
                *closures(guide, office),
            ],
            "accessibility": list(_access(uuid, office["accessibility"])),
            EXTENSION: said(
                {
                    "time_zone": guide.city["time_zone"],
                    **facts,
                    **in_languages(guide, uuid, _words),
                }
            ),
        }
    )


def _words(office: Document) -> Record:
    closed = {each["id"]: each["reason"] for each in office["closures"] if each["reason"]}
    return {"name": office["title"], "description": office["access_notes"], "closures": closed}


def _access(owner: str, told: dict[str, str]) -> Iterator[Record]:
    """What is known of access, each thing for itself: in the words of HSDS, and as a code for programs."""
    for name, words in FEATURES.items():
        if told[name] != "unknown":
            yield {
                "id": made_id(owner, "accessibility", name),
                "description": f"{words}: {told[name]}",
                EXTENSION: {"feature": name, "present": told[name] == "yes"},
            }


def _address(owner: str, address: dict[str, Any]) -> Record:
    """An address. All of these have to be there, though most countries' addresses have no state."""
    return {
        "id": made_id(owner, "address"),
        "address_1": address["street"],
        "city": address["locality"],
        "state_province": "",
        "postal_code": address["postal_code"],
        "country": address["country"],
        "address_type": "physical",
    }


def venue(event: Document) -> Record | None:
    """Where an event is that is in no office."""
    place = event["venue"]
    if not place or not (place["street"] or place["name"]):
        return None
    made = made_id(event["uuid"], "venue")
    name = place["name"] or place["street"]
    return {"id": made, "location_type": "physical", "name": name, "addresses": [_address(made, place)]}
