"""The documents of the entities in a city's directory."""

from __future__ import annotations

from typing import Any

from cms.guides.document_context import DocumentContext
from cms.guides.document_values import amount, coordinate, iso, opening_hours, phones
from cms.guides.models import (
    AlertPage,
    ContactPage,
    CostPage,
    DocumentTypePage,
    OfficePage,
    OrganisationPage,
    TermPage,
)
from cms.guides.validators import e164

Body = dict[str, Any]


def organisation(page: OrganisationPage, context: DocumentContext) -> Body:
    """Fields of an organisation."""
    return {
        "organisation_kind": page.organisation_kind,
        "description": context.html(page.description),
        "url": page.website or None,
        "email": page.email or None,
        "phones": phones(page.phones),
        "parent_organisation": context.uuid_of(page.parent_organisation_id),
        "verified": page.verified,
    }


def office(page: OfficePage, context: DocumentContext) -> Body:
    """Fields of an office."""
    return {
        "organisation": context.uuid_of(page.organisation_id),
        "address": {
            "street": page.street,
            "postal_code": page.postal_code,
            "locality": page.locality,
            "country": context.city.country,
        },
        "latitude": coordinate(page.latitude),
        "longitude": coordinate(page.longitude),
        "access_notes": page.access_notes,
        "accessibility": {
            "step_free": page.step_free,
            "toilet": page.toilet,
            "lift": page.lift,
            "hearing_loop": page.hearing_loop,
        },
        "phones": phones(page.phones),
        "email": page.email or None,
        "url": page.website or None,
        "opening_hours": opening_hours(page.opening_hours),
        "closures": [
            {
                "id": block.id,
                "from": iso(block.value["first_day"]),
                "to": iso(block.value["last_day"]),
                "reason": block.value["reason"],
            }
            for block in page.closures
            if block.value["first_day"] and block.value["last_day"]
        ],
        "appointment_url": page.appointment_url or None,
        "languages_spoken": [block.value for block in page.languages_spoken],
    }


def document_type(page: DocumentTypePage, context: DocumentContext) -> Body:
    """Fields of a document type."""
    return {
        "official_name": page.official_name or page.title,
        "description": context.html(page.description),
        "synonyms": [{"id": block.id, "name": block.value} for block in page.synonyms],
        "issued_by": context.uuid_of(page.issued_by_id),
        "how_to_get": context.uuid_of(page.how_to_get_id),
    }


def cost(page: CostPage, context: DocumentContext) -> Body:
    """Fields of a cost."""
    return {
        "amount": amount(page.amount),
        "currency": page.currency,
        "free": page.free,
        "reduction": page.reduction,
        "payment_methods": [block.value for block in page.payment_methods],
        "condition": page.condition,
    }


def contact(page: ContactPage, context: DocumentContext) -> Body:
    """Fields of a contact."""
    return {
        "number": e164(page.number) if page.number else "",
        "email": page.email or None,
        "url": page.website or None,
        "when_to_call": page.when_to_call,
        "languages": [block.value for block in page.languages],
        "always": page.always,
        "opening_hours": opening_hours(page.opening_hours),
        "emergency": page.emergency,
    }


def term(page: TermPage, context: DocumentContext) -> Body:
    """Fields of a term. In a translation the title is the translated term; the official one is the source's."""
    return {
        "official_term": page.title,
        "explanation": context.html(page.explanation),
        "do_not_translate": page.do_not_translate,
    }


def alert(page: AlertPage, context: DocumentContext) -> Body:
    """Fields of an alert; from when until when is said by the fields that all kinds have."""
    return {
        "severity": page.severity,
        "text": context.html(page.text),
        "affects": context.uuids(page.affects),
    }
