"""The parts of a page that readers may propose to change, and how what they say now is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from markupsafe import escape

from site_builder.library import Document
from site_builder.views import facts
from site_builder.views.edition import Edition
from site_builder.views.hours import week

LINE_SEPARATOR = "\n"


class Kind(StrEnum):
    """How the value of a field is written."""

    LINE = "line"
    TEXT = "text"
    RICH = "rich"  # HTML in documents
    AMOUNT = "amount"
    EMAIL = "email"
    URL = "url"
    PHONE = "phone"
    PHONES = "phones"  # one in each line
    ADDRESS = "address"  # street and number; postal code and town
    WORDS = "words"  # a fact with parts of its own, as readers see it: an editor makes a fact of it again


@dataclass(frozen=True, slots=True)
class Part:
    """A field or section of a page, in the words of the reader's language.

    `path` begins with the name of the page's field; in a list the id of the block and its part follow. `is_text` says
    that it is translated: what is wrong with it may be wrong in one language alone. `group` is the title of the step
    that it belongs to.
    """

    path: str
    label: str
    kind: Kind
    value: str
    is_text: bool = False
    group: str = ""


def text(name: str, label: str, document: Document) -> Part:
    """A field of plain text."""
    return Part(name, label, Kind.TEXT, document[name], is_text=True)


def rich(name: str, label: str, document: Document) -> Part:
    """A field of rich text."""
    return Part(name, label, Kind.RICH, document[name], is_text=True)


def words(path: str, label: str, *lines: str | None, group: str = "") -> Part:
    """A fact in words, of which some may be missing."""
    said = [plain for line in lines if line and (plain := without_tags(line))]
    return Part(path, label, Kind.WORDS, LINE_SEPARATOR.join(said), group=group)


def phones(edition: Edition, document: Document) -> Part:
    """Telephone numbers; in which languages people speak there is left to editors."""
    numbers = LINE_SEPARATOR.join(phone["number"] for phone in document["phones"])
    return Part("phones", edition.gettext("Phone numbers"), Kind.PHONES, numbers)


def titles(edition: Edition, uuids: list[str | None]) -> list[str]:
    """Those of the documents that exist."""
    return [document["title"] for uuid in uuids if (document := edition.document(uuid))]


def costs(edition: Edition, uuids: list[str | None]) -> list[str]:
    """What is to be paid, a line for each cost."""
    return [f"{cost['title'].text}: {without_tags(cost['price'])}" for cost in facts.costs(edition, uuids)]


def hours(edition: Edition, document: Document) -> list[str]:
    """Opening hours, a line for days with the same hours."""
    _ = edition.gettext
    rows = []
    for row in week(edition, document["opening_hours"]):
        spans = [
            f"{without_tags(span['time'])} ({_('by appointment only')})"
            if span["by_appointment"]
            else without_tags(span["time"])
            for span in row["spans"]
        ]
        rows.append(f"{row['days']}: {_(', ').join(spans) or _('closed')}")
    return rows


def without_tags(value: str) -> str:
    """The words of markup; text that is no markup stays as it is."""
    return escape(value).striptags()
