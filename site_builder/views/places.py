"""Offices, organisations and contacts as cards and as pages."""

from __future__ import annotations

from typing import Any

from site_builder import structured_data
from site_builder.formats import mailto, telephone
from site_builder.guide import anchor
from site_builder.library import Document
from site_builder.views.edition import Edition, Fragment, shared
from site_builder.views.feedback import suggest_address
from site_builder.views.hours import week
from site_builder.views.pictures import picture
from site_builder.views.shell import describe
from site_builder.views.surroundings import surroundings
from site_builder.views.trust import external

MAP = "https://www.openstreetmap.org/?mlat={0}&mlon={1}#map=18/{0}/{1}"  # 18 shows single buildings
MAP_APP = "geo:{0},{1}?q={0},{1}"  # RFC 5870, and what Android's map applications add to it for a pin


@shared
def office_card(edition: Edition, uuid: str | None) -> dict[str, Any] | None:
    """Where to go: address, hours, closures, telephone; None if the office is not published."""
    document = edition.document(uuid)
    return _office(edition, document) if document else None


def office_cards(edition: Edition, uuids: list[str | None]) -> list[dict[str, Any]]:
    """The offices that exist, each once."""
    return [card for uuid in dict.fromkeys(uuids) if (card := office_card(edition, uuid))]


def address_line(edition: Edition, office: Document) -> Fragment:
    """Where an office is, in one line as on a letter."""
    address = office["address"]
    lines = (address["street"], f"{address['postal_code']} {address['locality']}".strip())
    return Fragment(", ".join(line for line in lines if line), edition.source_mark)


def _office(edition: Edition, document: Document) -> dict[str, Any]:
    return {
        "anchor": anchor(document["uuid"]),
        "title": edition.text(document),
        "url": edition.guide.url(document["uuid"], edition.language),
        "organisation": organisation_link(edition, document["organisation"]),
        "address": address_line(edition, document),
        "map": _map(document),
        "around": surroundings(edition, document["uuid"]),
        "access_notes": edition.text(document, field="access_notes"),
        "accessibility": accessibility(edition, document["accessibility"]),
        "phones": phones(edition, document["phones"]),
        "email": mailto(document["email"]),
        "website": external(document["url"]),
        "week": week(edition, document["opening_hours"]),
        "day_names": edition.formats.day_names,
        "time_zone": edition.guide.city["time_zone"],
        "closures": [closure_row(edition, document, closure) for closure in document["closures"]],
        "appointment": external(document["appointment_url"]),
        "languages": languages(edition, document["languages_spoken"]),
        "suggest": suggest_address(edition, document),
    }


def _map(document: Document) -> dict[str, str] | None:
    """Addresses of the place on a map in the browser and in the device's own application."""
    place = document["latitude"], document["longitude"]
    return None if None in place else {"web": MAP.format(*place), "app": MAP_APP.format(*place)}


def closure_row(edition: Edition, document: Document, closure: dict[str, Any]) -> dict[str, Any]:
    """When an office is closed, in words, and why."""
    start, end = edition.date(closure["from"]), edition.date(closure["to"])
    message = edition.gettext("Closed from {start} to {end}")
    when = (
        edition.say(edition.gettext("Closed on {date}"), date=start)
        if closure["from"] == closure["to"]
        else edition.say(message, start=start, end=end)
    )
    return {
        "when": when,
        "reason": edition.text(document, closure, "reason"),
        "from": closure["from"],
        "to": closure["to"],
    }


def accessibility(edition: Edition, known: dict[str, str]) -> list[dict[str, Any]]:
    """What is known about access; `present` is False where it is known to be missing."""
    _ = edition.gettext
    words = {
        "step_free": (_("Step-free access"), _("No step-free access")),
        "toilet": (_("Accessible toilet"), _("No accessible toilet")),
        "lift": (_("Lift"), _("No lift")),
        "hearing_loop": (_("Hearing loop"), _("No hearing loop")),
    }
    return [
        {"present": known[name] == "yes", "text": yes if known[name] == "yes" else no}
        for name, (yes, no) in words.items()
        if known[name] != "unknown"
    ]


def phones(edition: Edition, numbers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Numbers to call, with the languages spoken there."""
    return [
        {"link": telephone(phone["number"]), "languages": languages(edition, phone["languages"])} for phone in numbers
    ]


def languages(edition: Edition, tags: list[str]) -> str:
    """Names of languages for the reader, as a list in one line."""
    return edition.gettext(", ").join(edition.language_name(tag) for tag in tags)


@shared
def contact_card(edition: Edition, uuid: str | None) -> dict[str, Any] | None:
    """Whom to call, when, and in which languages; None if there is no such contact."""
    document = edition.document(uuid)
    if document is None:
        return None
    return {
        "anchor": anchor(document["uuid"]),
        "title": edition.text(document),
        "phone": telephone(document["number"]),
        "when_to_call": edition.text(document, field="when_to_call"),
        "email": mailto(document["email"]),
        "website": external(document["url"]),
        "languages": languages(edition, document["languages"]),
        "always": document["always"],
        "week": week(edition, document["opening_hours"]),
        "day_names": edition.formats.day_names,
        "time_zone": edition.guide.city["time_zone"],
        "emergency": document["emergency"],
        "private": document["sensitivity"] == "safety",
    }


def office_page(edition: Edition, document: Document) -> dict[str, Any]:
    """The page of an office: its card, and what can be done there."""
    guide = edition.guide
    uuid = document["uuid"]
    card = _office(edition, document)
    return {
        "template": "office.html",
        "description": describe(card["address"].text, document["title"]),
        "office": card,
        "picture": picture(edition, document),
        "pages": edition.links(guide.naming("office", uuid)),
        "data": [structured_data.office(guide, document, edition.language)],
    }


def organisation_page(edition: Edition, document: Document) -> dict[str, Any]:
    """The page of an organisation: what it does, how to reach it, its offices and the pages it answers for."""
    guide = edition.guide
    uuid = document["uuid"]
    data = structured_data.organisation(guide, uuid, edition.language)
    return {
        "template": "organisation.html",
        "description": describe(document["description"], document["title"]),
        "organisation_kind": organisation_kind(edition, document["organisation_kind"]),
        "verified": document["verified"],
        "checked_by": edition.official(guide.city["publisher"]),
        "text": edition.html(document, "description"),
        "parent": edition.link(document["parent_organisation"]),
        "website": external(document["url"]),
        "email": mailto(document["email"]),
        "phones": phones(edition, document["phones"]),
        "offices": office_cards(edition, [*guide.naming("organisation", uuid)]),
        "pages": edition.links(guide.naming("authority", uuid)),
        "events": edition.links(guide.naming("organiser", uuid)),
        "data": [data] if data else [],
    }


@shared
def organisation_link(edition: Edition, uuid: str | None) -> dict[str, Any] | None:
    """The link to an organisation, with whether it was checked; None if there is no such organisation."""
    document = edition.document(uuid)
    link = edition.link(uuid)
    return {**link, "verified": document["verified"]} if document and link else None


def organisation_kind(edition: Edition, kind: str) -> str:
    """What sort of organisation it is, in words."""
    _ = edition.gettext
    return {
        "authority": _("Public authority"),
        "ngo": _("Non-profit organisation"),
        "company": _("Company"),
        "club": _("Club"),
    }[kind]
