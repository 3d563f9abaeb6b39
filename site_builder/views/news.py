"""What is new in a language: the documents that changed last, as an Atom feed (RFC 4287) for readers and programs.

A build has no clock: the days are those that the documents tell. Nobody is named but the publisher.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import UUID, uuid5

from site_builder.guide import KINDS_WITH_PAGE
from site_builder.library import Document
from site_builder.views.edition import Edition
from site_builder.views.history import in_words
from site_builder.views.shell import TAGS, describe

FEED = "feed.atom"
MOST = 50  # entries
KINDS = frozenset({*KINDS_WITH_PAGE, "alert"})
# What XML 1.0 cannot say.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def news_feed(edition: Edition) -> dict[str, Any]:
    """The feed of a language: what is written in it or translated into it."""
    guide, city = edition.guide, edition.city
    newest = guide.newest(KINDS, edition.language, MOST)
    licence = guide.city.get("licence")
    return {
        "feed": {
            "language": edition.language,
            "id": uuid5(UUID(guide.city_uuid), f"{FEED}/{edition.language}").urn,
            "title": _plain(f"{city['title']}: {edition.gettext('New and changed pages')}"),
            "updated": _moment(newest[0][1] if newest else "1970-01-01"),
            "url": guide.absolute(guide.url_of_path(edition.language)),
            "self": feed_address(edition, FEED),
            "publisher": _plain(guide.city["publisher"]),
            "licence": licence,
            "entries": [_entry(edition, document, day) for uuid, day in newest if (document := edition.document(uuid))],
        }
    }


def feed_address(edition: Edition, name: str) -> str:
    """Where a file of a language is found, with scheme and host."""
    guide = edition.guide
    return guide.absolute(guide.url_of_path(edition.language) + name)


def _entry(edition: Edition, document: Document, day: str) -> dict[str, str]:
    summary = document["text"] if document["kind"] == "alert" else document.get("summary", "")
    says = [*_changes(edition, document, day), describe(summary)]
    return {
        "id": f"urn:uuid:{document['uuid']}",
        "title": _plain(document["title"]),
        "kind": document["kind"],
        "updated": _moment(day),
        "url": edition.guide.absolute(url_of(edition, document)),
        "summary": _plain(" · ".join(text for text in says if text)),
    }


def _changes(edition: Edition, document: Document, day: str) -> list[str]:
    """What changed on that day, in words; nothing where the interface does not speak the feed's language."""
    if edition.ui:
        return []
    changes = (change for change in document.get("history", ()) if change["on"] == day)
    return [unescape(TAGS.sub("", in_words(edition, change))) for change in changes]


def url_of(edition: Edition, document: Document) -> str:
    """Where it is read: of an alert, the first page that it is shown on."""
    guide = edition.guide
    shown = [document["uuid"], *(document["affects"] if document["kind"] == "alert" else ())]
    found = (url for uuid in shown if (url := guide.url(uuid, edition.language)))
    return next(found, guide.url_of_path(edition.language))


def _moment(day: str) -> str:
    """A day as Atom wants it: noon in UTC is on that day nearly everywhere."""
    return f"{day}T12:00:00Z"


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("", text)
