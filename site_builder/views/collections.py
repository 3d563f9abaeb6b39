"""The theme's own pages: the glossary, numbers to call, the two statements, not found."""

from __future__ import annotations

from typing import Any

from site_builder.collation import sort_key
from site_builder.formats import mailto, telephone
from site_builder.guide import anchor
from site_builder.library import Document
from site_builder.views.edition import Edition, Fragment
from site_builder.views.listings import contacts, top_topics


def glossary_page(edition: Edition) -> dict[str, Any]:
    """The terms that readers meet on forms, in plain words."""
    terms = edition.documents(edition.guide.of_kind("term"))
    terms.sort(key=lambda term: sort_key(term["title"], edition.language))
    return {
        "template": "glossary.html",
        "title": edition.gettext("Words explained"),
        "terms": [_term(edition, term) for term in terms],
    }


def _term(edition: Edition, document: Document) -> dict[str, Any]:
    official = document["official_term"]
    is_same = official == document["title"]  # there is no other word for it in this language
    return {
        "anchor": anchor(document["uuid"]),
        "title": Fragment(official, edition.source_mark) if is_same else edition.text(document),
        "official": edition.official(official) if not is_same else "",
        "explanation": edition.html(document, "explanation"),
    }


def emergency_page(edition: Edition) -> dict[str, Any]:
    """Whom to call in an emergency, and all other numbers."""
    # Where a guide names nobody, there is the number that any mobile phone takes for an emergency call: 3GPP TS 22.101,
    # section 10.1.1.
    cards = contacts(edition)
    return {
        "template": "emergency.html",
        "title": edition.gettext("Emergency numbers"),
        "anywhere": telephone("112"),
        "emergencies": [card for card in cards if card["emergency"]],
        "others": [card for card in cards if not card["emergency"]],
    }


def privacy_page(edition: Edition) -> dict[str, Any]:
    """What the guide does and does not learn about its readers."""
    return _statement(edition, "privacy.html", edition.gettext("Privacy"))


def accessibility_page(edition: Edition) -> dict[str, Any]:
    """What the guide does so that everybody can use it, and whom to tell where it fails."""
    return _statement(edition, "accessibility.html", edition.gettext("Accessibility"))


def _statement(edition: Edition, template: str, title: str) -> dict[str, Any]:
    city = edition.guide.city
    return {
        "template": template,
        "title": title,
        "publisher": edition.official(city["publisher"]),
        "email": mailto(city["publisher_email"]),
        "address": edition.official(city["publisher_address"]) if city["publisher_address"] else "",
    }


def not_found_page(edition: Edition) -> dict[str, Any]:
    """What a reader sees who follows a broken link inside a language."""
    return {
        "template": "not_found.html",
        "title": edition.gettext("This page does not exist"),
        "topics": edition.links(top_topics(edition.guide)),
    }
