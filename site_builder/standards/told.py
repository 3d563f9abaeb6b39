"""A document in all its languages, as standards ask for it: facts once, texts with the tags of their languages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from site_builder.guide import Guide
from site_builder.library import Document
from site_builder.standards.formats import versions

Texts = dict[str, str]
"""Texts by language tag."""

_NEW_LINE = re.compile(r"</(?:p|li|h[1-6]|ul|ol|blockquote|tr|hr)>|<br[^>]*>|<hr[^>]*>")
_ITEM = re.compile(r"<li[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Told:
    """A document, or a part of one, in the languages in which it is published."""

    guide: Guide
    uuid: str
    facts: Document
    """In the language it was written in."""
    tagged: tuple[tuple[str, Document], ...]
    """By language tag; text that machines translated and nobody has checked has a tag that says so."""

    @classmethod
    def of(cls, guide: Guide, uuid: str) -> Told | None:
        """The document of a UUID; None if there is none."""
        found = versions(guide, uuid)
        if not found:
            return None
        tagged = tuple((tag_of(document), document) for document in found.values())
        return cls(guide, uuid, found.get(guide.source_language) or next(iter(found.values())), tagged)

    def texts(self, field: str) -> Texts:
        """A field of plain text in each language that has it, without those that show the source language's."""
        return {
            tag: text
            for tag, each in self.tagged
            if field not in each.get("fallback", ()) and (text := each.get(field) or "").strip()
        }

    def plain(self, field: str) -> Texts:
        """A field of rich text as plain text, a line for each paragraph."""
        return {tag: text for tag, rich in self.texts(field).items() if (text := plain(rich))}

    def part(self, of: Callable[[Document], Document | None]) -> Told | None:
        """A part of it in all languages: `of` finds it in the document."""
        facts = of(self.facts)
        if facts is None:
            return None
        tagged = tuple((tag, part) for tag, each in self.tagged if (part := of(each)) is not None)
        return replace(self, facts=facts, tagged=tagged)

    def items(self, field: str) -> list[Told]:
        """The items of a list that have an `id`, in order."""
        found = (self.part(partial(_item, field=field, own=each["id"])) for each in self.facts[field])
        return [each for each in found if each]

    def named(self, field: str, kind: str) -> str | None:
        """The UUID of a document of a kind that a field names, if that is published."""
        uuid = self.facts[field]
        return uuid if self.guide.kind(uuid) == kind else None

    def all_named(self, field: str, *kinds: str) -> list[str]:
        """The UUIDs of documents of some kinds that a field lists, of those that are published."""
        return [uuid for uuid in dict.fromkeys(self.facts[field]) if self.guide.kind(uuid) in kinds]


def tag_of(document: Document) -> str:
    """The tag of the language of a document's text: `ar`, or `ar-t-en-t0-und` where a machine translated it from
    English and nobody has checked it (BCP 47, extension T).
    """
    language: str = document["language"]
    if document["translation"]["state"] != "machine":
        return language
    return f"{language}-t-{document['source_language'].lower()}-t0-und"


def plain(rich: str) -> str:
    """Rich text as plain text: a line for each paragraph, list items with a dash."""
    text = html.unescape(_TAG.sub("", _ITEM.sub("– ", _NEW_LINE.sub("\n", rich.replace("\n", " ")))))
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _item(body: Document, field: str, own: str) -> Document | None:
    found: Document | None = next((each for each in body[field] if each["id"] == own), None)
    return found
