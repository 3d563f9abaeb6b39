"""The trust line: in which language a page was written, who checked it and when, and where it is official."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from site_builder.formats import breakable
from site_builder.library import Document
from site_builder.views.edition import Edition, Fragment
from site_builder.views.history import history


def trust(edition: Edition, document: Document) -> dict[str, Any]:
    """What a reader may know about the making of a page; sentences that do not apply are None."""
    _ = edition.gettext
    due = document["review_due"]
    return {
        "state": "fallback" if edition.is_fallback(document) else document["translation"]["state"],
        "sentence": _state(edition, document),
        "notice": _notice(edition, document),
        "outdated": _outdated(edition, document),
        "checked": _checked(edition, document),
        "owner": edition.link(document["owner"]),
        "due": edition.say(_("Next check due on {date}"), date=edition.date(due)) if due else None,
        "overdue": _overdue(edition, document),
        "due_on": due,
        "valid": _valid(edition, document),
        "source": external(document["source_url"]),
        "credit": _credit(edition, document),
        "history": history(edition, document),
    }


def _state(edition: Edition, document: Document) -> Markup:
    _ = edition.gettext
    if edition.is_fallback(document):
        return edition.say(_("Not translated yet"))
    match document["translation"]["state"]:
        case "machine":
            return edition.say(_("Translated by a machine, not checked by a person yet"))
        case "reviewed":
            return edition.say(_("Translated and checked by a person"))
        case _:
            return edition.say(_("Written in this language, not translated"))


def _notice(edition: Edition, document: Document) -> Markup | None:
    """The sentence above a page that is shown, whole or in part, in the source language."""
    _ = edition.gettext
    source = edition.language_name(edition.guide.source_language)
    if edition.is_fallback(document):
        return edition.say(
            _("This page is not translated yet. It is in the original language: {source}."), source=source
        )
    if document["language"] != document["source_language"] and has_gaps(document):
        return edition.say(
            _("Some parts of this page are not translated yet. They are in the original language: {source}."),
            source=source,
        )
    return None


def has_gaps(document: Document) -> bool:
    """Whether a translated document, or an object inside it, has text that falls back to the source language."""
    due: list[Any] = [document]
    while due:
        part = due.pop()
        if isinstance(part, dict):
            if part.get("fallback"):
                return True
            part = part.values()
        due += [inner for inner in part if isinstance(inner, (dict, list))]
    return False


def _outdated(edition: Edition, document: Document) -> Markup | None:
    translation = document["translation"]
    if edition.is_fallback(document) or not translation["outdated"]:
        return None
    message = edition.ngettext(
        "{count} of {total} parts is older than the original or not translated yet",
        "{count} of {total} parts are older than the original or not translated yet",
        translation["outdated"],
    )
    return edition.say(message, count=str(translation["outdated"]), total=str(translation["segments"]))


def _checked(edition: Edition, document: Document) -> Markup | None:
    if not document["checked_on"]:
        return None
    return edition.say(edition.gettext("Facts checked on {date}"), date=edition.date(document["checked_on"]))


def _overdue(edition: Edition, document: Document) -> Markup | None:
    """What a page says once its next check is past, on the reader's device: how old its facts are, if that is known."""
    _ = edition.gettext
    if not document["review_due"]:
        return None
    if document["checked_on"]:
        message = _("Not checked since this day: {date}. Facts may have changed since.")
        return edition.say(message, date=edition.date(document["checked_on"]))
    message = _("This should have been checked again by {date}. Facts may have changed since.")
    return edition.say(message, date=edition.date(document["review_due"]))


def _valid(edition: Edition, document: Document) -> Markup | None:
    _ = edition.gettext
    start, end = document["valid_from"], document["valid_until"]
    if start and end:
        return edition.say(_("Valid from {start} to {end}"), start=edition.date(start), end=edition.date(end))
    if start:
        return edition.say(_("Valid from {start}"), start=edition.date(start))
    if end:
        return edition.say(_("Valid until {end}"), end=edition.date(end))
    return None


def _credit(edition: Edition, document: Document) -> dict[str, Any] | None:
    """Whose text it was first, as its licence asks: the city may have changed it since, and translated it."""
    origin = document.get("taken_from")
    if origin is None:
        return None
    publisher = Markup("<bdi>{}</bdi>").format(origin["publisher"])
    sentence = edition.say(edition.gettext("Text first written by {publisher}"), publisher=publisher)
    return {"sentence": sentence, "url": origin["url"], "licence": origin["licence"]}


def external(url: str | None) -> dict[str, str | Markup] | None:
    """A link out of the guide, with the host that readers see before they follow it."""
    if url is None:
        return None
    return {"url": url, "host": breakable(urlsplit(url).netloc.removeprefix("www.") or url.partition(":")[2])}


def laws(edition: Edition, legal_basis: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The names of laws, in the source language and marked so, with their addresses where they have one."""
    return [{"title": Fragment(law["title"], edition.source_mark), "url": law["url"]} for law in legal_basis]
