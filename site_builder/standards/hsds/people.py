"""Organisations and contacts: whom to turn to."""

from __future__ import annotations

from site_builder.guide import Guide
from site_builder.library import Document
from site_builder.parts import told_once
from site_builder.standards.hsds.records import EXTENSION, Record, in_languages, made_id, phones, said, text


@told_once
def organization(guide: Guide, uuid: str | None) -> Record:
    """An organisation; the publisher of the guide where there is none, since HSDS has no service without one."""
    document = guide.source(uuid)
    if document is None:
        return publisher(guide)
    uuid = document["uuid"]
    facts = {name: document[name] for name in ("checked_on", "review_due", "source_url")}
    return {
        "id": uuid,
        "name": document["title"],
        "description": text(guide, document, "description"),
        **said(
            {
                "email": document["email"],
                "website": document["url"],
                "parent_organization_id": document["parent_organisation"],
                "phones": list(phones(uuid, document["phones"])),
            }
        ),
        EXTENSION: said(
            {
                "kind": document["organisation_kind"],
                "verified": document["verified"],
                **facts,
                **in_languages(guide, uuid, lambda each: _words(guide, each)),
            }
        ),
    }


def _words(guide: Guide, document: Document) -> Record:
    return {"name": document["title"], "description": text(guide, document, "description")}


def publisher(guide: Guide) -> Record:
    """Who answers for the guide, under the identity of the city."""
    city = guide.city
    return {
        "id": guide.city_uuid,
        "name": city["publisher"],
        "description": "",
        **said({"email": city["publisher_email"], "website": guide.site_url}),
        EXTENSION: {"kind": "publisher", "language": guide.source_language},
    }


def contact(guide: Guide, owner: str, document: Document) -> Record:
    """A number to call and what for, as a contact of `owner`."""
    made = made_id(owner, "contact", document["uuid"])
    [number] = phones(made, [{"number": document["number"], "languages": document["languages"]}])
    return said(
        {
            "id": made,
            "name": document["title"],
            "email": document["email"],
            "phones": [number | {"description": document["when_to_call"]}],
            EXTENSION: said(
                {
                    "uuid": document["uuid"],
                    "url": document["url"],
                    "emergency": document["emergency"] or None,
                    "always": document["always"] or None,
                    "opening_hours": document["opening_hours"],
                    **in_languages(
                        guide,
                        document["uuid"],
                        lambda each: {"name": each["title"], "when_to_call": each["when_to_call"]},
                    ),
                }
            ),
        }
    )
