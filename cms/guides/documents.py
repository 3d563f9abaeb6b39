"""From a page to the body of its published document (site_builder/document.schema.json)."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from cms.cities.models import CityPage
from cms.cities.trees import document_path, home_of
from cms.guides.choices import Sensitivity
from cms.guides.document_context import DocumentContext
from cms.guides.document_entities import alert, contact, cost, document_type, office, organisation, term
from cms.guides.document_events import event
from cms.guides.document_values import blocks_of, deadline, duration, first_of, iso, legal_basis, requirements, step
from cms.guides.models import (
    AlertPage,
    ArticlePage,
    ContactPage,
    CostPage,
    DocumentTypePage,
    EventPage,
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
from cms.guides.models.pictured import PicturedPage

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
    own = _common(page, home, context) | FIELDS[type(page)](page, context) | _picture(page)
    return own | context.credit_of(page)


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


def _picture(page: CityPage | GuidePage) -> Body:
    """The picture of a page that has one; documents of the others say nothing of pictures."""
    image = page.picture if isinstance(page, PicturedPage) and page.picture_id else None
    if image is None:
        return {}
    picture = {
        "url": image.file.url,
        "hash": image.get_file_hash(),
        "width": image.width,
        "height": image.height,
        "alt": page.picture_alt,
        "credit": page.picture_credit,
    }
    return {"picture": picture}


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
        # What has to be handled with care while it is translated is nothing to readers once it is published.
        "sensitivity": "safety" if page.sensitivity == Sensitivity.SAFETY else "normal",
    }


def position(page: Page) -> int:
    """Place among the siblings: the last step of the materialised path, a number in base 36."""
    return int(page.path[-Page.steplen :], 36)


def _city(page: CityPage, context: DocumentContext) -> Body:
    city = context.city
    return {
        "introduction": context.html(page.introduction),
        "country": city.country,
        "region_code": city.region_code,
        "languages": city.online_language_tags,
        "time_zone": city.time_zone,
        "site_url": city.site_url,
        "publisher": city.publisher,
        "publisher_email": city.publisher_email,
        "publisher_address": city.publisher_address,
        "licence": city.licence or None,
        "desk_url": city.desk_url,
    }


def _topic(page: TopicPage, context: DocumentContext) -> Body:
    return {"summary": page.summary, "icon": page.icon}


def _situation(page: SituationPage, context: DocumentContext) -> Body:
    return {
        "summary": page.summary,
        "procedures": context.uuids(page.procedures),
        "checklist": page.checklist,
    }


def _filed(page: FiledPage, context: DocumentContext) -> Body:
    parent = context.parent_of(page)
    further = context.uuids(page.also_in)
    return {
        "topics": [*([parent] if parent else []), *(uuid for uuid in further if uuid != parent)],
        "situations": context.uuids(page.situations),
        **({"audience": audience} if (audience := audience_of(page)) else {}),
    }


def audience_of(page: FiledPage) -> list[Body]:
    """Whom a page concerns; nothing where it concerns everybody. What a draft left empty is left out."""
    groups = [
        {
            "operator": group.value["operator"],
            "conditions": [
                {"facet": condition.block_type, "values": list(condition.value)}
                for condition in group.value["conditions"]
                if condition.value
            ],
        }
        for group in page.audience
    ]
    return [group for group in groups if group["conditions"]]


def _service(page: ServicePage, context: DocumentContext) -> Body:
    return _filed(page, context) | {
        "summary": page.summary,
        "for_whom": context.html(page.for_whom),
        "body": blocks_of(page.body, context),
        "documents": requirements(page.documents, context),
        "authority": context.uuid_of(page.authority_id),
        "offices": context.uuids(page.offices),
        "channels": [
            {"kind": block.value["kind"], "url": block.value["url"] or None}
            for block in page.channels
            if block.value["kind"]
        ],
        "costs": context.uuids(page.costs),
        "processing_time": first_of(page.processing_time, duration),
        "deadline": first_of(page.deadline, deadline),
        "if_it_fails": context.html(page.if_it_fails),
        "legal_basis": [legal_basis(block.value) for block in page.legal_basis],
        "contact": context.uuid_of(page.contact_id),
        "procedure": context.uuid_of(page.procedure_id),
    }


def _procedure(page: ProcedurePage, context: DocumentContext) -> Body:
    return _filed(page, context) | {
        "summary": page.summary,
        "outcome": context.html(page.outcome),
        "for_whom": context.html(page.for_whom),
        "authority": context.uuid_of(page.authority_id),
        "deadline": first_of(page.deadline, deadline),
        "duration": first_of(page.duration, duration),
        "online": page.online,
        "appeal": context.html(page.appeal),
        "if_it_fails": context.html(page.if_it_fails),
        "legal_basis": [legal_basis(block.value) for block in page.legal_basis],
        "steps": [step(block.id, block.value, context) for block in page.steps],
    }


def _article(page: ArticlePage, context: DocumentContext) -> Body:
    return _filed(page, context) | {
        "summary": page.summary,
        "body": blocks_of(page.body, context),
        "attribution": page.attribution,
    }


FIELDS: dict[type, Any] = {
    CityPage: _city,
    TopicPage: _topic,
    SituationPage: _situation,
    OrganisationPage: organisation,
    OfficePage: office,
    DocumentTypePage: document_type,
    CostPage: cost,
    ContactPage: contact,
    TermPage: term,
    AlertPage: alert,
    EventPage: event,
    ServicePage: _service,
    ProcedurePage: _procedure,
    ArticlePage: _article,
}
