"""Locations of a feed as offices."""

from __future__ import annotations

import re
from typing import Any

from cms.guides.importers.hsds.entries import Entries
from cms.guides.importers.hsds.hours import hours_of
from cms.guides.importers.hsds.reaching import languages, phones, web_address
from cms.guides.importers.hsds.taking import Taken
from cms.guides.importers.hsds.translations import Wording, translate
from cms.guides.importers.standards.content import Data

LONGEST_NOTES = 300
FEATURES = ("step_free", "toilet", "lift", "hearing_loop")
STATE = ("language", "translation", "outdated", "in_source_language")


def office(location: Taken, entries: Entries, organisation: str | None, more: list[Taken]) -> str | None:
    """The office of a location; None, and a report, for one that nobody can go to.

    Args:
        location: of the feed.
        entries: where the office is put.
        organisation: the slug of the one whose office it is.
        more: schedules that the feed gives with a service, for a place that has none of its own.
    """
    given = str(location.raw("id") or "")
    key = entries.identities.uuid_of(given) if given else None
    if key is not None and (known := entries.known("office", key)):
        location.ignore_all()
        return known
    if location.line("location_type") not in ("", "physical"):
        location.leave("", "is no place that people go to. Write into the text how to reach the service.")
        location.ignore_all()
        return None
    address = _address(location, entries)
    if address is None:
        location.leave("", "has no street and town, so nobody can be sent there. Complete its address in the feed.")
        location.ignore_all()
        return None
    title = location.line("name") or location.line("alternate_name") or address["street"]
    key = key or entries.identities.made("office", title, *address.values())
    hours, closures = hours_of(location.many("schedules") or more)
    extension = location.one("waymark")
    data: Data = {
        "title": title,
        "organisation": organisation or entries.slug("organisation", str(location.raw("organization_id") or "")),
        "address": address,
        **_position(location),
        "phones": phones(location, entries),
        "email": _email(location),
        "url": web_address(location, "url"),
        "languages_spoken": languages(location),
        **hours,
        **_extension(extension),
    }
    notes, accessibility = _access(location)
    data |= {"access_notes": _notes(location, entries, notes), "accessibility": accessibility}
    slug = entries.add("office", key, data, location)
    # Of access, the description alone is told in other languages: what else there is would be lost without a word.
    words = {"name": ("title",)} | ({"description": ("access_notes",)} if location.says("description") else {})
    translate(entries, "office", slug, extension, words, lambda wording: _reasons(wording, closures))
    return slug


def _reasons(wording: Wording, closures: list[str]) -> None:
    """Why it is closed: a row for each closure, as the file in the city's language has them."""
    told = wording.words.one("closures")
    if told:
        rows = [{"reason": reason} if (reason := told.line(key)) else {} for key in closures]
        while rows and not rows[-1]:
            rows.pop()
        wording.data |= {"closures": rows} if rows else {}


def _extension(extension: Taken | None) -> Data:
    if extension is None:
        return {}
    extension.ignore("time_zone", *STATE)
    facts = {name: extension.line(name) for name in ("checked_on", "review_due")}
    return facts | {name: web_address(extension, name) for name in ("appointment_url", "source_url")}


def _address(location: Taken, entries: Entries) -> dict[str, str] | None:
    """The first physical address, or the first of any type; None where it has no street and no town."""
    found = location.many("addresses")
    chosen = next((each for each in found if each.line("address_type") in ("", "physical")), None)
    for each in found:
        if each is not chosen:
            each.leave("", "is a further address or one for letters; an office has one. Write it into the text.")
            each.ignore_all()
    if chosen is None:
        return None
    street = ", ".join(part for part in (chosen.line("address_1"), chosen.line("address_2")) if part)
    town, state = chosen.line("city"), chosen.line("state_province")
    if not street or not town:
        return None
    country = chosen.line("country").upper()
    if not re.fullmatch("[A-Z]{2}", country):
        if country:
            chosen.leave(
                "country", f"“{country[:30]}” is no code of two letters; {entries.settings.country} was taken."
            )
        country = entries.settings.country
    if country != entries.settings.country:
        chosen.leave("country", f"{country} is not the country of the city, {entries.settings.country}. Correct it.")
    locality = f"{town}, {state}" if state else town
    return {
        "street": street[:200],
        "postal_code": chosen.line("postal_code")[:20],
        "locality": locality[:100],
        "country": entries.settings.country,
    }


def _position(location: Taken) -> dict[str, Any]:
    latitude, longitude = location.number("latitude"), location.number("longitude")
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        if latitude is not None or longitude is not None:
            location.leave("latitude", "is no position together with the longitude. Correct both in the feed.")
        return {}
    return {"latitude": round(latitude, 6), "longitude": round(longitude, 6)}


def _email(location: Taken) -> str:
    for contact in location.many("contacts"):
        if contact.says("email") and not contact.says("name") and not contact.says("phones"):
            return contact.line("email")
    return ""


def _access(location: Taken) -> tuple[list[str], dict[str, str]]:
    """What is told of access in words, and what is known of it in codes."""
    words, codes = [], {}
    for each in location.many("accessibility"):
        extension = each.one("waymark")
        feature = extension.line("feature") if extension else ""
        if extension and feature in FEATURES:
            each.ignore("description")
            codes[feature] = "yes" if extension.flag("present") else "no"
        else:
            words += [part for part in (each.line("description"), each.line("details")) if part]
    return words, codes


def _notes(location: Taken, entries: Entries, accessibility: list[str]) -> str:
    """How to get in: the description, the way there, and what is told of access, as far as there is room."""
    told = [
        ("description", entries.line(location, "description")),
        ("transportation", entries.line(location, "transportation")),
    ]
    notes = ""
    for name, words in (*told, *(("accessibility", each) for each in accessibility)):
        together = f"{notes} {words}".strip()
        if len(together) <= LONGEST_NOTES:
            notes = together
        else:
            location.leave(name, f"does not fit into the {LONGEST_NOTES} characters of notes on access. Shorten it.")
    return notes
