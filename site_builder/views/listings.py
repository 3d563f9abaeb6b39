"""Pages that lead to other pages: home, topics, situations, document types."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from site_builder.guide import Guide, anchor
from site_builder.library import Document
from site_builder.views import facts
from site_builder.views.concern import audience_line
from site_builder.views.edition import Edition
from site_builder.views.places import contact_card
from site_builder.views.safety import kept_name
from site_builder.views.shell import describe

LISTED = ("procedure", "service", "article", "event")


def home_page(edition: Edition, document: Document) -> dict[str, Any]:
    """The first page of a language: topics, situations, whom to call."""
    guide = edition.guide
    introduction = edition.html(document, "introduction")
    return {
        "template": "home.html",
        "description": describe(introduction.text),
        "introduction": introduction,
        "topics": [_card(edition, topic) for topic in edition.documents(top_topics(guide))],
        "situations": [_card(edition, situation) for situation in edition.documents(guide.of_kind("situation"))],
        "events": guide.theme_url("events", edition.language) if guide.of_kind("event") else "",
        "contacts": [contact for contact in contacts(edition) if contact["emergency"]],
        "data": [
            {
                "@type": "WebSite",
                "name": document["title"],
                "url": guide.absolute(guide.url_of_path(edition.language)),
                "inLanguage": edition.language,
                "publisher": {"@type": "Organization", "name": document["publisher"]},
            }
        ],
    }


def topic_page(edition: Edition, document: Document) -> dict[str, Any]:
    """A topic with its subtopics and the pages filed under it."""
    guide = edition.guide
    uuid = document["uuid"]
    listed = sections(edition, uuid)
    return {
        "template": "topic.html",
        "description": describe(document["summary"], document["title"]),
        "summary": edition.text(document, field="summary"),
        "icon": document["icon"],
        "topics": [_card(edition, topic) for topic in edition.documents(guide.children(uuid, "topic"))],
        "sections": listed,
        "marks": _marks(document, *(section["cards"] for section in listed)),
        "data": [],
    }


def situation_page(edition: Edition, document: Document) -> dict[str, Any]:
    """A situation in life: the procedures in the order to be done, then what else helps."""
    procedures = document["procedures"]
    journey = [_journey_stop(edition, procedure) for procedure in edition.documents(procedures)]
    listed = sections(edition, document["uuid"], without=procedures)
    return {
        "template": "situation.html",
        "description": describe(document["summary"], document["title"]),
        "summary": edition.text(document, field="summary"),
        "journey": journey,
        "checklist": _checklist(document),
        "sections": listed,
        "marks": _marks(document, journey, *(section["cards"] for section in listed)),
        "data": [_item_list(edition, document)],
    }


def document_type_page(edition: Edition, document: Document) -> dict[str, Any]:
    """A paper that offices ask for: its word on the form, what it is, how to get it, who asks for it."""
    synonyms = [edition.text(document, synonym, "name") for synonym in document["synonyms"]]
    return {
        "template": "document_type.html",
        "description": describe(document["description"], document["title"]),
        "official": facts.official_name(edition, document),
        "text": edition.html(document, "description"),
        "synonyms": synonyms,
        "issued_by": edition.link(document["issued_by"]),
        "how_to_get": edition.link(document["how_to_get"]),
        "needed_for": edition.links(edition.guide.naming("paper", document["uuid"])),
        "data": [],
    }


def top_topics(guide: Guide) -> list[str]:
    """UUIDs of the topics that are in no other topic."""
    return [uuid for uuid in guide.of_kind("topic") if guide.kind(guide.parent(uuid)) != "topic"]


def contacts(edition: Edition) -> list[dict[str, Any]]:
    """The cards of all contacts, those for emergencies first."""
    cards = [card for uuid in edition.guide.of_kind("contact") if (card := contact_card(edition, uuid))]
    return sorted(cards, key=lambda card: not card["emergency"])


def sections(edition: Edition, uuid: str, without: list[str] | None = None) -> list[dict[str, Any]]:
    """The pages filed under a topic or situation, by kind; kinds without pages are left out."""
    _ = edition.gettext
    titles = {
        "procedure": _("Step by step"),
        "service": _("Services and advice"),
        "article": _("Good to know"),
        "event": _("Events and courses"),
    }
    found = []
    for kind in LISTED:
        members = [member for member in edition.guide.filed_under(uuid, kind) if member not in (without or ())]
        cards = [_card(edition, document) for document in edition.documents(members)]
        if cards:
            found.append({"title": titles[kind], "kind": kind, "cards": cards})
    return found


def _marks(document: Document, *lists: list[dict[str, Any]]) -> bool:
    """Whether there is anything on a page to mark for a reader who says something of herself."""
    return document["sensitivity"] == "normal" and any(card["audience"] for cards in lists for card in cards)


def _card(edition: Edition, document: Document) -> dict[str, Any]:
    return {
        "title": edition.text(document),
        "summary": edition.text(document, field="summary"),
        "url": edition.guide.url(document["uuid"], edition.language),
        "icon": document.get("icon", ""),
        "audience": audience_line(document),
    }


def _journey_stop(edition: Edition, document: Document) -> dict[str, Any]:
    """A procedure on the way, or a service: editors put either there."""
    is_service = document["kind"] == "service"
    needed = document["documents"] if is_service else [each for step in document["steps"] for each in step["documents"]]
    return {
        **_card(edition, document),
        "anchor": anchor(document["uuid"]),
        "papers": _paper_count(edition, needed),
        "price": _price_of_service(edition, document) if is_service else _price_of_procedure(edition, document),
        "duration": facts.duration(edition, document["processing_time" if is_service else "duration"]),
        "deadline": facts.deadline(edition, document, document),
    }


def _price_of_procedure(edition: Edition, document: Document) -> Markup | None:
    total = facts.total(edition, document["steps"])
    return facts.price(edition, total) if total else None


def _price_of_service(edition: Edition, document: Document) -> Markup | None:
    """What everybody pays; None where there are several prices, which its page tells apart."""
    found = facts.costs(edition, document["costs"])
    return found[0]["price"] if len(found) == 1 and not found[0]["condition"] else None


def _paper_count(edition: Edition, requirements: list[dict[str, Any]]) -> str | None:
    """How many papers to bring: from those that everybody needs to those that some need, too."""
    always: dict[str, bool] = {}
    for needed in requirements:
        always[needed["document"]] = always.get(needed["document"], False) or needed["required"] == "always"
    found = [always[paper["uuid"]] for paper in edition.documents(list(always))]
    if not found:
        return None
    least, most = sum(found), len(found)
    if least == most:
        return edition.gettext("Documents to bring: {count}").format(count=most)
    return edition.gettext("Documents to bring: {least} to {most}").format(least=least, most=most)


def _checklist(document: Document) -> str:
    """Under which name a device keeps the ticks, the same in every language; empty where there is nothing to tick.

    A situation that nobody should learn of leaves nothing on a device.
    """
    return kept_name(document) if document["checklist"] else ""


def _item_list(edition: Edition, document: Document) -> dict[str, Any]:
    guide = edition.guide
    items = [
        {"@type": "ListItem", "position": position, "name": procedure["title"], "url": guide.absolute(url)}
        for position, procedure in enumerate(edition.documents(document["procedures"]), 1)
        if (url := guide.url(procedure["uuid"], edition.language))
    ]
    return {"@type": "ItemList", "name": document["title"], "itemListElement": items}
