"""Organisations with their places: whole, as HSDS's API gives them (`organization_full`)."""

from __future__ import annotations

from site_builder.guide import Guide
from site_builder.standards.hsds.people import contact, organization
from site_builder.standards.hsds.places import location
from site_builder.standards.hsds.records import Record, said


def organization_full(guide: Guide, uuid: str) -> Record | None:
    """An organisation with its offices; the city, for its publisher, with those of nobody else and every contact.

    None if it is not published. Its services are records of their own.
    """
    if uuid != guide.city_uuid:
        if guide.source(uuid) is None:
            return None
        named = (each for each in guide.naming("organisation", uuid) if guide.kind(each) == "office")
        return organization(guide, uuid) | said(
            {"locations": [place for each in named if (place := location(guide, each))]}
        )
    offices = (each for each in guide.of_kind("office") if not _organisation(guide, each))
    contacts = (document for each in guide.of_kind("contact") if (document := guide.source(each)))
    more = {
        "locations": [place for each in offices if (place := location(guide, each))],
        "contacts": [contact(guide, uuid, document) for document in contacts],
    }
    return organization(guide, None) | said(more)


def _organisation(guide: Guide, office: str) -> bool:
    document = guide.source(office)
    return document is not None and guide.source(document["organisation"]) is not None
