"""Organisations of a feed."""

from __future__ import annotations

from cms.guides.importers.hsds.entries import Entries
from cms.guides.importers.hsds.places import STATE, office
from cms.guides.importers.hsds.reaching import contact, phones, web_address
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.hsds.translations import translate
from cms.guides.importers.standards.content import Data

KINDS = ("authority", "ngo", "company", "club")
PUBLISHER = "publisher"
WORDS = {"name": ("title",), "description": ("description",)}


def organisation(taken: Taken, entries: Entries) -> str | None:
    """The slug of an organisation with its offices; None for the publisher of a guide, and for one without a name."""
    extension = taken.one("waymark")
    kind = extension.line("kind") if extension else ""
    if extension:
        extension.ignore(*STATE)
    if kind == PUBLISHER:
        taken.ignore("name", "description", "email", "website")
        _belongings(taken, entries, None)
        return None
    given, title = str(taken.raw("id") or ""), taken.line("name")
    if not title:
        entries.report.leave_out(taken.file, taken.record, "organization.name", "is missing. Add it in the feed.")
        return None
    key = entries.identities.uuid_of(given) if given else entries.identities.made("organisation", title)
    slug = entries.known("organisation", key)
    if slug is None:
        slug = entries.add("organisation", key, _data(taken, entries, extension, kind, title), taken)
        translate(entries, "organisation", slug, extension, WORDS)
    else:
        # Services carry their organisation with them: what it says was read where it stood first.
        taken.ignore_all_but("locations")
    _belongings(taken, entries, slug)
    return slug


def _data(taken: Taken, entries: Entries, extension: Taken | None, kind: str, title: str) -> Data:
    data: Data = {
        "title": title,
        "kind": kind if kind in KINDS else entries.settings.organisation_kind,
        "description": entries.markdown(taken, "description"),
        "url": web_address(taken, "website"),
        "email": taken.line("email"),
        "phones": phones(taken, entries),
        "parent": str(taken.raw("parent_organization_id") or ""),
    }
    if extension:
        data["verified"] = extension.flag("verified")
        data |= {name: extension.line(name) for name in ("checked_on", "review_due")}
        data["source_url"] = web_address(extension, "source_url")
    return data


def _belongings(taken: Taken, entries: Entries, slug: str | None) -> None:
    """Its places; and, of a guide's publisher, the contacts that everybody has."""
    for location in taken.many("locations"):
        office(location, entries, slug, [])
    for each in taken.many("contacts") if slug is None or not taken.is_read("contacts") else ():
        if each.says("waymark"):
            contact(each, entries, taken.line("name"))
        else:
            each.leave("", "is a person or desk of an organisation, which has numbers of its own only. Add it by hand.")
            each.ignore_all()
