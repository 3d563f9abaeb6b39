"""Services, procedures and events as services: the records that apps and directories ask HSDS for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.guide import Guide
from site_builder.library import Document
from site_builder.standards.hsds import taxonomy
from site_builder.standards.hsds.audience import ages
from site_builder.standards.hsds.extension import described, extension
from site_builder.standards.hsds.papers import cost_options, fees, required_documents
from site_builder.standards.hsds.people import contact, organization
from site_builder.standards.hsds.places import location, venue
from site_builder.standards.hsds.records import EXTENSION, Record, address, languages, made_id, said, text
from site_builder.standards.hsds.steps import application_process
from site_builder.standards.hsds.times import event_schedule
from site_builder.standards.hsds.warnings import alert


def service(guide: Guide, uuid: str) -> Record | None:
    """A service with everything that belongs to it, as HSDS's API gives it: `service_full`. None if not published."""
    document = guide.source(uuid)
    if document is None:
        return None
    is_event = document["kind"] == "event"
    procedure = document if document["kind"] == "procedure" else guide.source(document.get("procedure"))
    options = list(cost_options(guide, uuid, _costs(document)))
    reached = guide.source(document.get("contact"))
    return said(
        {
            "id": uuid,
            "name": document["title"],
            "description": described(guide, document),
            "url": _url(guide, document),
            "status": "active",
            "application_process": application_process(guide, procedure),
            "fees_description": fees(options),
            "eligibility_description": None if is_event else text(guide, document, "for_whom"),
            **ages(document.get("audience") or []),
            "assured_date": document["checked_on"],
            "assurer_email": guide.city["publisher_email"],
            "last_modified": _last_modified(document),
            "alert": alert(guide, document),
            "languages": list(languages(uuid, document["languages"])) if is_event else None,
            "schedules": [event_schedule(guide, document)] if is_event else None,
            "service_areas": [_area(guide, uuid)],
            "service_at_locations": list(_places(guide, document)),
            "organization": organization(guide, document["organiser" if is_event else "authority"]),
            "contacts": [contact(guide, uuid, reached)] if reached else None,
            "cost_options": options,
            "required_documents": list(required_documents(guide, document)),
            "attributes": list(taxonomy.attributes(guide, "service", document)),
            "metadata": list(_metadata(guide, document)),
            EXTENSION: extension(guide, document),
        }
    )


def _url(guide: Guide, document: Document) -> str | None:
    """Where it is done online, else the official page, else the page of the guide."""
    online = (each["url"] for each in document.get("channels", ()) if each["kind"] == "online" and each["url"])
    return next(online, None) or document["source_url"] or address(guide, document["uuid"])


def _costs(document: Document) -> list[str | None]:
    """The costs of a service, those of the steps of a procedure, that of an event."""
    match document["kind"]:
        case "service":
            return list(document["costs"])
        case "procedure":
            return [step["cost"] for step in document["steps"]]
        case _:
            return [document["cost"]]


def _last_modified(document: Document) -> str | None:
    """When something changed that readers were told of, or when somebody last looked: a build has no other time."""
    days = [change["on"] for change in document.get("history", ())]
    if document["checked_on"]:
        days.append(document["checked_on"])
    return f"{max(days)}T00:00:00.000Z" if days else None


def _area(guide: Guide, owner: str) -> Record:
    """The city, by its code in the statistics of regions where there is one."""
    city = guide.city
    code = city["region_code"]
    known = {"extent": code, "extent_type": "other"} if code else {}
    return {"id": made_id(owner, "area"), "name": city["title"], **known}


def _places(guide: Guide, document: Document) -> Iterator[Record]:
    """Where to go: each office of a service or of a step once; where an event is."""
    steps: list[dict[str, Any]] = document.get("steps", [])
    offices = (*document.get("offices", ()), document.get("office"), *(step["office"] for step in steps))
    places = [place for uuid in dict.fromkeys(offices) if (place := location(guide, uuid))]
    if document["kind"] == "event" and (elsewhere := venue(document)):
        places.append(elsewhere)
    for place in places:
        yield {"id": made_id(document["uuid"], "at", place["id"]), "location": place}


def _metadata(guide: Guide, document: Document) -> Iterator[Record]:
    """What changed on which day, the oldest first."""
    for number, change in enumerate(reversed(document.get("history", ()))):
        yield {
            "id": made_id(document["uuid"], "change", str(number), change["on"], change["field"]),
            "resource_id": document["uuid"],
            "resource_type": "service",
            "last_action_date": change["on"],
            "last_action_type": "update",
            "field_name": change["field"],
            "previous_value": change["before"],
            "replacement_value": change["after"],
            "updated_by": guide.city["publisher"],
        }
