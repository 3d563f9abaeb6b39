"""Alerts: what readers have to know before the content of a page, on which pages, and from when until when.

A page reads which alerts there are and which pages they affect, one small part that all pages of a language share; the
text of an alert only those read that show it. A build has no clock: who publishes takes an alert out when it is over
(see cms.publishing.over), and js/page/passing.js hides it on devices on which it is over, or has not begun.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from markupsafe import Markup

from site_builder.library import Document
from site_builder.views.edition import Edition, shared

SERIOUSNESS = ("danger", "warning", "info")  # what is serious comes first


class Placed(NamedTuple):
    """Which alerts there are, as they follow one another, and where they are shown."""

    order: dict[str, int]
    everywhere: tuple[str, ...]
    by_page: dict[str, list[str]]
    """Those that are not everywhere, by the UUID of a page that they affect."""


def alerts(edition: Edition, document: Document | None = None) -> list[dict[str, Any]]:
    """The alerts of a document's page, or of a page of the theme's own. Pages with the same alerts share the list."""
    order, everywhere, by_page = _placed(edition)
    is_home = document is not None and document["kind"] == "city"
    shown: list[dict[str, Any]]
    if document is not None and by_page:
        found = set(by_page.get(document["uuid"], ()))
        found.update(*(_reaching(edition, place) for place in {document["parent"], *document["topics"]}))
        if found:
            shown = _notices(edition, is_home, *sorted(found.union(everywhere), key=order.__getitem__))
            return shown
    shown = _notices(edition, is_home, *everywhere) if everywhere else []
    return shown


@shared
def _placed(edition: Edition) -> Placed:
    documents = edition.documents(edition.guide.of_kind("alert"))
    documents.sort(key=lambda alert: SERIOUSNESS.index(alert["severity"]))
    by_page = defaultdict(list)
    for alert in documents:
        for page in alert["affects"]:
            by_page[page].append(alert["uuid"])
    everywhere = tuple(alert["uuid"] for alert in documents if not alert["affects"])
    return Placed({alert["uuid"]: number for number, alert in enumerate(documents)}, everywhere, dict(by_page))


@shared
def _reaching(edition: Edition, uuid: str | None) -> frozenset[str]:
    """The alerts of a page that others stand below, and of all that it stands below itself."""
    by_page = _placed(edition).by_page
    found: set[str] = set()
    seen: set[str] = set()
    while uuid and uuid not in seen:
        seen.add(uuid)
        found.update(by_page.get(uuid, ()))
        uuid = edition.guide.parent(uuid)
    return frozenset(found)


@shared
def _notices(edition: Edition, is_home: bool, *uuids: str) -> list[dict[str, Any]]:
    notices = [_notice(edition, uuid) for uuid in uuids]
    return [{**notice, "is_whole": True} for notice in notices] if is_home else notices


@shared
def _notice(edition: Edition, uuid: str) -> dict[str, Any]:
    document = edition.document(uuid)
    if document is None:
        raise LookupError(f"There is no alert {uuid}.")
    _ = edition.gettext
    words = {"danger": _("Danger"), "warning": _("Warning"), "info": _("Notice")}
    return {
        "severity": document["severity"],
        "word": words[document["severity"]],
        "title": edition.text(document),
        "text": edition.html(document, "text", heading=2),
        "state": _state(edition, document),
        "when": _when(edition, document["valid_from"], document["valid_until"]),
        "begins": document["valid_from"],
        "ends": document["valid_until"],
        # What is on every page, and no danger, is a line on most: its text would fill the screen of a phone.
        "is_whole": document["severity"] == "danger" or bool(document["affects"]),
    }


def _state(edition: Edition, document: Document) -> str:
    """What a reader has to know of the translation; empty where a person answers for it."""
    if edition.is_fallback(document):
        return edition.gettext("Not translated yet")
    if document["translation"]["state"] == "machine":
        return edition.gettext("Translated by a machine, not checked by a person yet")
    return ""


def _when(edition: Edition, begins: str | None, ends: str | None) -> Markup | None:
    """The dates in words; None for a draft that does not say when it ends."""
    _ = edition.gettext
    if ends is None:
        return None
    if begins is None:
        return edition.say(_("Valid until {end}"), end=edition.date(ends))
    return edition.say(_("Valid from {start} to {end}"), start=edition.date(begins), end=edition.date(ends))
