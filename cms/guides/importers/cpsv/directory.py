"""Topics, situations, organisations, offices, contacts, costs and papers of a feed."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from cms.guides.importers.cpsv.drafts import Draft, languages
from cms.guides.importers.cpsv.said import Said
from site_builder.standards.cpsv_basics import DAYS
from site_builder.standards.cpsv_directory import ACCESSIBILITY
from site_builder.standards.rdf import PREFIXES

_TIME = re.compile(r"([01]\d|2[0-4]):[0-5]\d")
KINDS = ("authority", "ngo", "company", "club")
PAYMENT = ("cash", "card", "transfer", "direct_debit", "online")


def topic(draft: Draft) -> None:
    """A thematic area."""
    said = draft.said
    draft.line("title", "skos:prefLabel")
    draft.line("summary", "skos:definition")
    draft.put(icon=said.literal("wm:icon"), parent=draft.plan.slug(said.thing("skos:broader"), "topic"))
    draft.data.setdefault("summary", draft.data.get("title", ""))
    said.ignore("skos:inScheme")


def situation(draft: Draft) -> None:
    """A life event."""
    draft.line("title", "dct:title")
    draft.line("summary", "dct:description")
    draft.data.setdefault("summary", draft.data.get("title", ""))


def organisation(draft: Draft) -> None:
    """An organisation; a public one is an authority."""
    said = draft.said
    draft.line("title", "skos:prefLabel" if said.values("skos:prefLabel") else "dct:title")
    draft.rich("description", "dct:description")
    told = said.literal("wm:organisationKind")
    usual = "authority" if said.is_a("cv:PublicOrganisation") else draft.plan.entries.settings.organisation_kind
    draft.put(kind=told if told in KINDS else usual, **_reached(said))
    draft.put(parent=draft.plan.slug(said.thing("org:subOrganizationOf"), "organisation"))
    said.ignore("dct:spatial")


def office(draft: Draft) -> None:
    """A channel with an address."""
    said = draft.said
    draft.line("title", "dct:title")
    draft.line("access_notes", "dct:description")
    address = said.thing("locn:address")
    if address:
        names = {"street": "locn:thoroughfare", "postal_code": "locn:postCode", "locality": "locn:postName"}
        told = {field: address.literal(name) for field, name in names.items()}
        country = address.literal("locn:adminUnitL1")
        if len(country) == 2:
            told["country"] = country
        address.ignore("rdf:type")
        draft.put(address={field: value for field, value in told.items() if value})
    for field, name in (("latitude", "geo:lat"), ("longitude", "geo:long")):
        draft.put(**{field: _decimal(said, name)})
    flags = {field: said.flag(name) for field, name in ACCESSIBILITY.items()}
    draft.put(accessibility={field: "yes" if value else "no" for field, value in flags.items() if value is not None})
    draft.put(**_reached(said), appointment_url=said.page("wm:appointments"), languages_spoken=languages(said))
    draft.put(organisation=draft.plan.slug(said.thing("cv:ownedBy"), "organisation"))
    opening(draft)
    said.ignore("dct:type")


def contact(draft: Draft) -> None:
    """A number to call."""
    said = draft.said
    draft.line("title", "dct:title")
    draft.line("when_to_call", "dct:description")
    draft.data.setdefault("when_to_call", draft.data.get("title", ""))
    draft.put(number=said.literal("cv:telephone"), email=said.literal("cv:email"), url=said.page("cv:contactPage"))
    draft.put(languages=languages(said), always=said.flag("wm:always"), emergency=said.flag("wm:emergency"))
    opening(draft)


def cost(draft: Draft) -> None:
    """A cost; nought is free."""
    said = draft.said
    draft.line("title", "dct:title")
    draft.line("condition", "dct:description")
    draft.line("reduction", "wm:reduction")
    amount = _decimal(said, "cv:hasValue")
    currency = said.thing("cv:currency")
    code = str(currency.node).rpartition("/")[2] if currency else ""
    draft.put(free=amount == 0, currency=code or draft.plan.entries.settings.currency)
    if amount:
        draft.put(amount=f"{Decimal(str(amount)):.2f}")
    draft.put(payment_methods=[str(each) for each in said.values("wm:paymentMethod") if str(each) in PAYMENT])


def document(draft: Draft) -> None:
    """A type of evidence."""
    said = draft.said
    draft.line("title", "dct:title")
    draft.rich("description", "dct:description")
    official = said.own("wm:officialName")
    draft.put(official_name=official if official != draft.data.get("title") else "")
    names: set[str] = set()
    for name in said.values("skos:altLabel"):
        if getattr(name, "language", None) in (None, draft.plan.feed.language):
            names.add(" ".join(str(name).split()))
    draft.put(synonyms={f"name-{number}": name for number, name in enumerate(sorted(names), 1)})
    draft.put(issued_by=draft.plan.slug(said.thing("wm:issuedBy"), "organisation"))
    draft.put(how_to_get=draft.plan.slug(said.thing("wm:obtainedBy"), "procedure"))


def opening(draft: Draft) -> None:
    """Opening hours, and special days."""
    rows, closed = [], []
    for each in sorted(draft.said.things("cv:openingHours"), key=lambda each: _natural(each.record)):
        told = each.values("schema:dayOfWeek")
        names = [str(day).removeprefix(PREFIXES["schema"]) for day in told]
        days = sorted(DAYS.index(name) + 1 for name in names if name in DAYS)
        opens, closes = each.literal("schema:opens")[:5], each.literal("schema:closes")[:5]
        if days and _TIME.fullmatch(opens) and _TIME.fullmatch(closes):
            row: dict[str, Any] = {"days": days, "opens": opens, "closes": closes}
            rows.append(row | ({"by_appointment": True} if each.flag("wm:byAppointment") else {}))
        else:
            each.leave("schema:opens", "has no days and times of schema.org. Say schema:dayOfWeek, opens and closes.")
    special = draft.said.things("cv:specialOpeningHoursSpecification")
    for each in sorted(special, key=lambda each: _natural(each.record)):
        each.ignore("schema:opens", "schema:closes")
        day = {"from": each.literal("schema:validFrom")[:10], "to": each.literal("schema:validThrough")[:10]}
        reason = each.texts("dct:description").get(draft.plan.feed.language, "")
        if day["from"] and day["to"]:
            closed.append(day | ({"reason": reason} if reason else {}))
        else:
            each.leave("schema:validFrom", "has no days. Say schema:validFrom and schema:validThrough.")
    draft.put(opening_hours=rows, closures=closed)


def _reached(said: Said) -> dict[str, Any]:
    """Telephone numbers, mail and web."""
    told: dict[str, Any] = {"phones": []}
    for point in sorted(said.things("cv:contactPoint"), key=lambda each: _natural(each.record)):
        number = point.literal("cv:telephone")
        spoken = languages(point)
        if number:
            told["phones"].append({"number": number} | ({"languages": spoken} if spoken else {}))
        for field, value in (("email", point.literal("cv:email")), ("url", point.page("cv:contactPage"))):
            if value:
                told.setdefault(field, value)
    return told


def _natural(text: str) -> list[tuple[int, str]]:
    """`hours-10` after `hours-9`."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text)]


def _decimal(said: Said, name: str) -> float | None:
    text = said.literal(name)
    try:
        return float(Decimal(text)) if text else None
    except (InvalidOperation, ValueError):
        said.leave(name, f"is no number: {text[:40]}. Correct it.")
        return None
