"""What all records have: identities, text in the city's own language, and the same text in the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid5

from markupsafe import Markup, escape

from site_builder.guide import Guide
from site_builder.languages import own_name
from site_builder.library import Document
from site_builder.mentions import resolve
from site_builder.standards.formats import versions
from site_builder.standards.hsds.plain_text import plain_text

Record = dict[str, Any]

EXTENSION = "waymark"
"""The property under which a record says what HSDS has no property for."""
NAMESPACE = UUID("7d9a7f0c-0d7e-5c50-8d1f-51c1f2f0b3a6")


@lru_cache(maxsize=50_000)
def made_id(*parts: str) -> str:
    """The UUID of a record that is no document of its own: the same for the same thing in every release."""
    return str(uuid5(NAMESPACE, "/".join(parts)))


def said(record: Record) -> Record:
    """Without what says nothing."""
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


@dataclass
class _Reading:
    """What mentions in a text become: see `mentions`."""

    guide: Guide
    language: str

    def price(self, cost: Document) -> Markup | None:
        """An amount and its currency; for what is free, the words of the text say so."""
        return None if cost["amount"] is None else escape(f"{cost['amount']} {cost['currency']}")


def text(guide: Guide, document: Document, field: str, part: Record | None = None) -> str:
    """A rich text field as plain text, with what its mentions become for readers."""
    holder = document if part is None else part
    if not holder[field]:
        return ""
    is_source = field in holder.get("fallback", ())
    language = guide.source_language if is_source else document["language"]
    return plain_text(resolve(holder[field], _Reading(guide, language), document["language"]))


def state(document: Document) -> Record:
    """In which language a document's text is, whether a person answers for it, and what of it is not translated."""
    translation = document["translation"]
    return said(
        {
            "language": document["language"],
            "translation": translation["state"],
            "outdated": translation["outdated"],
            "in_source_language": list(document.get("fallback", ())),
        }
    )


def in_languages(guide: Guide, uuid: str, words: Callable[[Document], Record]) -> Record:
    """The language of a record, and what its text properties are in the others: HSDS has one language for each."""
    found = versions(guide, uuid)
    source = found.pop(guide.source_language, None) or guide.document(uuid, guide.source_language)
    translated = {
        language: {name: value for name, value in state(each).items() if name != "language"} | said(words(each))
        for language, each in found.items()
    }
    return (state(source) if source else {}) | said({"translations": translated})


def languages(owner: str, tags: list[str]) -> Iterator[Record]:
    """Languages that are spoken somewhere, by BCP 47 tag, each under its own name."""
    for tag in tags:
        yield {"id": made_id(owner, "language", tag), "name": own_name(tag), "code": tag}


def phones(owner: str, numbers: list[dict[str, Any]]) -> Iterator[Record]:
    """Numbers to call."""
    for phone in numbers:
        made = made_id(owner, "phone", phone["number"])
        spoken = list(languages(made, phone["languages"]))
        yield said({"id": made, "number": phone["number"], "type": "voice", "languages": spoken})


def address(guide: Guide, uuid: str) -> str | None:
    """Where readers find a document in the guide, in the language that the city writes in."""
    url = guide.url(uuid, guide.source_language)
    return None if url is None else guide.absolute(url)
