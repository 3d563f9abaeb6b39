"""The page of a service: like a procedure's, without steps of its own."""

from __future__ import annotations

from typing import Any

from site_builder import structured_data
from site_builder.library import Document
from site_builder.views import facts, safety
from site_builder.views.concern import audience
from site_builder.views.edition import Edition
from site_builder.views.pictures import picture
from site_builder.views.places import contact_card, office_cards, organisation_link
from site_builder.views.shell import describe
from site_builder.views.trust import external, laws


def service_page(edition: Edition, document: Document) -> dict[str, Any]:
    """What the template of a service shows."""
    blocks = body(edition, document, heading=3)
    description = describe(document["summary"], *(block["html"].text for block in blocks))
    return {
        "template": "service.html",
        "description": description,
        "summary": edition.text(document, field="summary"),
        "blocks": blocks,
        "picture": picture(edition, document),
        "for_whom": edition.html(document, "for_whom", heading=3),
        "audience": audience(edition, document),
        "papers": facts.papers(edition, document, document["documents"]),
        "costs": facts.costs(edition, document["costs"]),
        "duration": facts.duration(edition, document["processing_time"]),
        "deadline": facts.deadline(edition, document, document),
        "progress": safety.kept_name(document) if document["documents"] else "",
        "procedure": edition.link(document["procedure"]),
        "channels": [channel_row(edition, channel) for channel in document["channels"]],
        "contact": contact_card(edition, document["contact"]),
        "authority": organisation_link(edition, document["authority"]),
        "offices": office_cards(edition, document["offices"]),
        "if_it_fails": edition.html(document, "if_it_fails", heading=3),
        "laws": laws(edition, document["legal_basis"]),
        "data": [structured_data.service(edition.guide, document, edition.language, description)],
    }


def article_page(edition: Edition, document: Document) -> dict[str, Any]:
    """What the template of an article shows."""
    blocks = body(edition, document, heading=2)
    description = describe(document["summary"], *(block["html"].text for block in blocks))
    return {
        "template": "article.html",
        "description": description,
        "summary": edition.text(document, field="summary"),
        "audience": audience(edition, document),
        "blocks": blocks,
        "picture": picture(edition, document),
        "attribution": edition.official(document["attribution"]) if document["attribution"] else "",
        "data": [structured_data.article(edition.guide, document, edition.language, description)],
    }


def body(edition: Edition, document: Document, *, heading: int) -> list[dict[str, Any]]:
    """Running text, notes and warnings in their order."""
    texts = edition.blocks(document, "html", document["body"], heading=heading)
    return [{"type": block["type"], "html": text} for block, text in zip(document["body"], texts, strict=True)]


def channel_row(edition: Edition, channel: dict[str, Any]) -> dict[str, Any]:
    """A way to use a service, in words."""
    _ = edition.gettext
    words = {"online": _("Online"), "phone": _("By phone"), "post": _("By post"), "visit": _("In person")}
    return {"words": words[channel["kind"]], "link": external(channel["url"])}
