"""From a page to the body of its published document (site_builder/document.schema.json)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any

from wagtail.blocks import StreamValue, StructValue
from wagtail.models import Page

from cms.cities.models import CityPage
from cms.cities.trees import document_path, home_of
from cms.guides.document_context import DocumentContext
from cms.guides.models import (
    ArticlePage,
    ContactPage,
    CostPage,
    DocumentTypePage,
    GuidePage,
    OfficePage,
    OrganisationPage,
    ProcedurePage,
    ServicePage,
    SituationPage,
    TermPage,
    TopicPage,
)
from cms.guides.models.content import FiledPage
from cms.guides.validators import e164

Body = dict[str, Any]


def document_body(page: CityPage | GuidePage, context: DocumentContext | None = None) -> Body:
    """The document of one page in its own language, as the schema wants it.

    `translation` says "source"; whoever publishes a translation replaces it and takes the facts from the source page's
    document (site_builder.documents.merge_translation). `context` carries look-ups over many pages of one city.
    """
    home = home_of(page)
    if home is None:
        message = f"“{page.title}” stands in no city, so it cannot be published."
        raise ValueError(message)
    context = context or DocumentContext(home.city)
    return _common(page, home, context) | FIELDS[type(page)](page, context)


def _common(page: CityPage | GuidePage, home: CityPage, context: DocumentContext) -> Body:
    return {
        "kind": page.kind,
        "uuid": str(page.translation_key),
        "city": home.city.slug,
        "language": home.locale.language_code,
        "source_language": home.city.source_language,
        "path": document_path(page, home),
        "title": page.title,
        "parent": context.parent_of(page),
        "position": position(page),
        "topics": [],
        "situations": [],
        "translation": {"state": "source", "outdated": 0, "segments": 0},
        **_keeping(page, context),
    }


def _keeping(page: CityPage | GuidePage, context: DocumentContext) -> Body:
    """Who keeps it true, and for how long it holds. A city page has none of that."""
    if isinstance(page, CityPage):
        nothing = dict.fromkeys(("owner", "checked_on", "review_due", "source_url", "valid_from", "valid_until"))
        return {**nothing, "sensitivity": "normal"}
    return {
        "owner": context.uuid_of(page.responsible_organisation_id),
        "checked_on": iso(page.checked_on),
        "review_due": iso(page.review_due),
        "source_url": page.source_url or None,
        "valid_from": iso(page.valid_from),
        "valid_until": iso(page.valid_until),
        "sensitivity": page.sensitivity,
    }


def position(page: Page) -> int:
    """Place among the siblings: the last step of the materialised path, a number in base 36."""
    return int(page.path[-Page.steplen :], 36)


def iso(day: date | None) -> str | None:
    """An ISO 8601 date, or None."""
    return day.isoformat() if day else None


def clock(moment: time) -> str:
    """HH:MM."""
    return f"{moment:%H:%M}"


def amount(value: Decimal | None) -> str | None:
    """A decimal amount with two places, or None."""
    return f"{value:.2f}" if value is not None else None


def coordinate(value: Decimal | None) -> float | None:
    """Degrees as a number, or None."""
    return float(value) if value is not None else None


def _city(page: CityPage, context: DocumentContext) -> Body:
    city = context.city
    return {
        "introduction": context.html(page.introduction),
        "country": city.country,
        "region_code": city.region_code,
        "languages": city.language_tags,
        "time_zone": city.time_zone,
        "site_url": city.site_url,
        "publisher": city.publisher,
        "publisher_email": city.publisher_email,
        "publisher_address": city.publisher_address,
    }


def _topic(page: TopicPage, context: DocumentContext) -> Body:
    return {"summary": page.summary, "icon": page.icon}


def _situation(page: SituationPage, context: DocumentContext) -> Body:
    return {
        "summary": page.summary,
        "procedures": context.uuids(page.procedures),
        "checklist": page.checklist,
    }


def _organisation(page: OrganisationPage, context: DocumentContext) -> Body:
    return {
        "organisation_kind": page.organisation_kind,
        "description": context.html(page.description),
        "url": page.website or None,
        "email": page.email or None,
        "phones": _phones(page.phones),
        "parent_organisation": context.uuid_of(page.parent_organisation_id),
        "verified": page.verified,
    }


def _office(page: OfficePage, context: DocumentContext) -> Body:
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
        "phones": _phones(page.phones),
        "email": page.email or None,
        "url": page.website or None,
        "opening_hours": _hours(page.opening_hours),
        "closures": [
            {
                "id": block.id,
                "from": iso(block.value["first_day"]),
                "to": iso(block.value["last_day"]),
                "reason": block.value["reason"],
            }
            for block in page.closures
        ],
        "appointment_url": page.appointment_url or None,
        "languages_spoken": [block.value for block in page.languages_spoken],
    }


def _document_type(page: DocumentTypePage, context: DocumentContext) -> Body:
    return {
        "official_name": page.official_name or page.title,
        "description": context.html(page.description),
        "synonyms": [{"id": block.id, "name": block.value} for block in page.synonyms],
        "issued_by": context.uuid_of(page.issued_by_id),
        "how_to_get": context.uuid_of(page.how_to_get_id),
    }


def _cost(page: CostPage, context: DocumentContext) -> Body:
    return {
        "amount": amount(page.amount),
        "currency": page.currency,
        "free": page.free,
        "reduction": page.reduction,
        "payment_methods": [block.value for block in page.payment_methods],
        "condition": page.condition,
    }


def _contact(page: ContactPage, context: DocumentContext) -> Body:
    return {
        "number": e164(page.number),
        "email": page.email or None,
        "url": page.website or None,
        "when_to_call": page.when_to_call,
        "languages": [block.value for block in page.languages],
        "always": page.always,
        "opening_hours": _hours(page.opening_hours),
        "emergency": page.emergency,
    }


def _term(page: TermPage, context: DocumentContext) -> Body:
    return {
        "official_term": page.title,
        "explanation": context.html(page.explanation),
        "do_not_translate": page.do_not_translate,
    }


def _filed(page: FiledPage, context: DocumentContext) -> Body:
    parent = context.parent_of(page)
    further = context.uuids(page.also_in)
    return {
        "topics": [*([parent] if parent else []), *(uuid for uuid in further if uuid != parent)],
        "situations": context.uuids(page.situations),
    }


def _service(page: ServicePage, context: DocumentContext) -> Body:
    return _filed(page, context) | {
        "summary": page.summary,
        "for_whom": context.html(page.for_whom),
        "body": _body(page.body, context),
        "documents": _requirements(page.documents, context),
        "authority": context.uuid_of(page.authority_id),
        "offices": context.uuids(page.offices),
        "channels": [{"kind": block.value["kind"], "url": block.value["url"] or None} for block in page.channels],
        "costs": context.uuids(page.costs),
        "processing_time": _first(page.processing_time, _duration),
        "deadline": _first(page.deadline, _deadline),
        "if_it_fails": context.html(page.if_it_fails),
        "legal_basis": [_law(block.value) for block in page.legal_basis],
        "contact": context.uuid_of(page.contact_id),
        "procedure": context.uuid_of(page.procedure_id),
    }


def _procedure(page: ProcedurePage, context: DocumentContext) -> Body:
    return _filed(page, context) | {
        "summary": page.summary,
        "outcome": context.html(page.outcome),
        "for_whom": context.html(page.for_whom),
        "authority": context.uuid_of(page.authority_id),
        "deadline": _first(page.deadline, _deadline),
        "duration": _first(page.duration, _duration),
        "online": page.online,
        "appeal": context.html(page.appeal),
        "if_it_fails": context.html(page.if_it_fails),
        "legal_basis": [_law(block.value) for block in page.legal_basis],
        "steps": [_step(block.id, block.value, context) for block in page.steps],
    }


def _article(page: ArticlePage, context: DocumentContext) -> Body:
    return _filed(page, context) | {
        "summary": page.summary,
        "body": _body(page.body, context),
        "attribution": page.attribution,
    }


def _step(block_id: str, value: StructValue, context: DocumentContext) -> Body:
    return {
        "id": block_id,
        "kind": value["kind"],
        "title": value["title"],
        "text": context.html(value["text"].source if value["text"] else ""),
        "documents": _requirements(value["documents"].bound_blocks, context),
        "cost": context.uuid_of_page(value["cost"]),
        "duration": _duration(value["duration"]),
        "deadline": _deadline(value["deadline"]),
        "office": context.uuid_of_page(value["office"]),
        "link": value["link"] or None,
        "legal_basis": [_law(law) for law in value["legal_basis"]],
        "branches": [
            {"id": item.id, "condition": item.value["condition"], "step": item.value["step"]}
            for item in value["branches"].bound_blocks
        ],
    }


def _requirements(blocks: Iterable[Any], context: DocumentContext) -> list[Body]:
    """Requirements whose document type still exists."""
    return [_requirement(block.id, block.value, context) for block in blocks if block.value["document"] is not None]


def _requirement(block_id: str, value: StructValue, context: DocumentContext) -> Body:
    return {
        "id": block_id,
        "document": context.uuid_of_page(value["document"]),
        "required": value["required"],
        "condition": value["condition"],
        "original": bool(value["original"]),
        "copies": value["copies"] or 0,
        "sworn_translation": bool(value["sworn_translation"]),
        "note": value["note"],
    }


def _body(stream: StreamValue, context: DocumentContext) -> list[Body]:
    return [{"id": block.id, "type": block.block_type, "html": context.html(block.value.source)} for block in stream]


def _phones(stream: StreamValue) -> list[Body]:
    return [{"number": e164(block.value["number"]), "languages": list(block.value["languages"])} for block in stream]


def _hours(stream: StreamValue) -> list[Body]:
    return [
        {
            "days": sorted(int(day) for day in block.value["days"]),
            "opens": clock(block.value["opens"]),
            "closes": "24:00" if block.value["closes"] == time(0) else clock(block.value["closes"]),
            "by_appointment": bool(block.value["by_appointment"]),
        }
        for block in stream
    ]


def _law(value: StructValue) -> Body:
    return {"title": value["title"], "url": value["url"] or None}


def _duration(value: StructValue) -> Body | None:
    if not value["shortest"]:
        return None
    return {"value": value["shortest"], "maximum": value["longest"], "unit": value["unit"]}


def _deadline(value: StructValue) -> Body | None:
    if value["days"] is None:
        return None
    return {"days": value["days"], "event": value["event"]}


def _first(stream: StreamValue, convert: Any) -> Body | None:
    return convert(stream[0].value) if len(stream) else None


FIELDS: dict[type, Any] = {
    CityPage: _city,
    TopicPage: _topic,
    SituationPage: _situation,
    OrganisationPage: _organisation,
    OfficePage: _office,
    DocumentTypePage: _document_type,
    CostPage: _cost,
    ContactPage: _contact,
    TermPage: _term,
    ServicePage: _service,
    ProcedurePage: _procedure,
    ArticlePage: _article,
}
