"""An edition: one city's guide in one language, with everything that the views of its pages share."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, TypeVar, cast

from markupsafe import Markup, escape

from site_builder.environment import ThemeEnvironment
from site_builder.foreign_words import mark
from site_builder.formats import Formats
from site_builder.guide import Guide
from site_builder.headings import relevel
from site_builder.languages import attributes, direction, primary
from site_builder.library import Document
from site_builder.mentions import resolve
from site_builder.parts import Parts
from site_builder.reading import listed
from site_builder.theme import CATALOGUES

UNMARKED = Markup()
PLACEHOLDER = re.compile(r"\{(\w+)\}")

View = TypeVar("View", bound=Callable[..., Any])


def shared(view: View) -> View:
    """A view of what many pages show: made once for an edition, and what it read counts as read by each of them.

    It takes an edition and what can be hashed, and nobody changes what it returns. That holds no document (`parts`).
    """

    @wraps(view)
    def once(edition: Edition, *key: Hashable) -> Any:
        return edition.parts.once((view, edition.language, key), view, edition, *key)

    return cast(View, once)


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text with the HTML attributes that say its language, where that is not the page's. Empty text is false."""

    text: str
    attrs: Markup = UNMARKED

    def __bool__(self) -> bool:
        return bool(self.text)

    def inline(self) -> Markup:
        """The text inside a sentence, marked and isolated if it is in another language."""
        return Markup("<bdi{}>{}</bdi>").format(self.attrs, self.text) if self.attrs else escape(self.text)


class Edition:
    """One guide in one language.

    `ui` holds the attributes of interface strings where the interface has no catalogue in this language and speaks
    another one; it is empty otherwise.
    """

    def __init__(self, guide: Guide, language: str, environment: ThemeEnvironment, parts: Parts | None = None) -> None:
        self.guide = guide
        self.language = language
        self.direction = direction(language)
        self.environment = environment
        with guide.reads.begun() as trace:  # what every page of the edition depends on
            ui_language = environment.ui_language(language)
            trace.listings |= {CATALOGUES, listed("catalogue", ui_language)}
            speaks = primary(ui_language) == primary(language)
            self.ui = UNMARKED if speaks else attributes(ui_language)
            catalogue = environment.catalogue(ui_language)
            self.gettext = catalogue.gettext
            self.ngettext = catalogue.ngettext
            self.formats = Formats(language if speaks else ui_language, guide.city["country"], catalogue)
        self.footprint = trace.footprint()
        self.parts = parts or Parts(guide.reads)
        self.source_attrs = attributes(guide.source_language)
        # For facts that are in the source language on every page: official names, addresses, laws.
        self.source_mark = UNMARKED if language == guide.source_language else self.source_attrs

    @property
    def source(self) -> Edition:
        """The edition in the language that the city writes in: texts that fall back to it read as they do there."""
        if self.language == self.guide.source_language:
            return self
        self.guide.reads.trace.include(self._source.footprint)
        return self._source

    @cached_property
    def _source(self) -> Edition:
        return Edition(self.guide, self.guide.source_language, self.environment, self.parts)

    @property
    def city(self) -> Document:
        """The city's document in this language, or in the source language."""
        return self.guide.city_in(self.language)

    def document(self, uuid: str | None) -> Document | None:
        """A document as this edition shows it: in this language, or else in the source language."""
        return self.guide.document(uuid, self.language)

    def documents(self, uuids: list[str]) -> list[Document]:
        """The documents that exist, in the order given."""
        return [document for uuid in uuids if (document := self.document(uuid))]

    def is_fallback(self, document: Document) -> bool:
        """Whether a document is shown in the source language because there is no translation of it."""
        return bool(document["language"] != self.language)

    def text(self, document: Document, part: dict[str, Any] | None = None, field: str = "title") -> Fragment:
        """A plain text field of a document, or of an object inside it, marked if it is in the source language."""
        holder = document if part is None else part
        return Fragment(holder[field], self.source_attrs if self._falls_back(document, holder, field) else UNMARKED)

    def html(self, document: Document, field: str, part: dict[str, Any] | None = None, *, heading: int = 2) -> Fragment:
        """A rich text field with its mentions resolved, marked if it is in the source language.

        `heading` is the level of its highest heading: one below the heading under which it stands.
        """
        return self.blocks(document, field, [document if part is None else part], heading=heading)[0]

    def blocks(self, document: Document, field: str, parts: list[dict[str, Any]], *, heading: int) -> list[Fragment]:
        """The same rich text field of objects that follow one another on the page."""
        foreign = [self._falls_back(document, part, field) for part in parts]
        texts = relevel([part[field] for part in parts], heading)
        return [
            Fragment(resolve(text, self.source, self.language), self.source_attrs)
            if falls_back
            else Fragment(resolve(mark(text, self.language, self.guide.source_language), self, self.language))
            for text, falls_back in zip(texts, foreign, strict=True)
        ]

    def _falls_back(self, document: Document, holder: dict[str, Any], field: str) -> bool:
        return self.is_fallback(document) or field in holder.get("fallback", ())

    @shared
    def link(self, uuid: str | None) -> dict[str, Any] | None:
        """Title and address of a document's page; None if there is no such document."""
        document = self.document(uuid)
        if document is None:
            return None
        return {"title": self.text(document), "url": self.guide.url(document["uuid"], self.language)}

    def links(self, uuids: list[str]) -> list[dict[str, Any]]:
        """The links to those documents that exist."""
        return [link for uuid in uuids if (link := self.link(uuid))]

    def price(self, cost: Document) -> Markup | None:
        """The amount of a cost as readers see it, or the word for free; None if no amount is known."""
        if cost["free"]:
            return escape(self.gettext("free"))
        if cost["amount"] is None:
            return None
        return self.amount(cost["amount"], cost["currency"])

    def amount(self, amount: str, currency: str) -> Markup:
        """A decimal amount of money as readers see it."""
        return Markup("<bdi>{}</bdi>").format(self.formats.money(amount, currency))

    def date(self, iso: str) -> Markup:
        """A date for people and machines."""
        return self.formats.moment(iso)

    def say(self, message: str, **parts: str | Markup) -> Markup:
        """A translated message with its placeholders filled; parts that are no markup are escaped."""
        words = {name: str(escape(part)) for name, part in parts.items()}
        return Markup(PLACEHOLDER.sub(lambda found: words[found[1]], str(escape(message))))  # noqa: S704 -- all escaped

    def language_name(self, language: str) -> str:
        """The name of a language for the readers of this edition."""
        return self.formats.language_name(language)

    def official(self, text: str) -> Markup:
        """A word in the source language inside a sentence of this edition."""
        return Fragment(text, self.source_mark).inline()
