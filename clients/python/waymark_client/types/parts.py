"""Parts that several kinds of documents have.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_client.parts import Part

if TYPE_CHECKING:
    from .document_type import DocumentType
    from .words import (
        AudienceFacet,
        AudienceOperator,
        BlockType,
        ConcernState,
        DeadlineCount,
        DurationUnit,
        Need,
        TranslationState,
    )


class AudienceCondition(Part):
    """Something that may be true of a person."""

    facet: AudienceFacet
    """What it asks."""

    values: list[str]
    """One of these has to be true of her."""


class AudienceGroup(Part):
    """Conditions that belong together."""

    operator: AudienceOperator
    """How many of the conditions have to hold."""

    conditions: list[AudienceCondition]
    """The conditions, each on another facet."""


class Block(Part):
    """A piece of a longer text."""

    requested_language: str
    """The language that was asked for, as a BCP 47 tag; of several the one that was named first."""

    language: str
    """The language of its text, as a BCP 47 tag. Mark the text with it."""

    translation_state: TranslationState
    """What its text is to somebody who asked for `requestedLanguage`."""

    fallback: list[str]
    """The text fields of this object that are in the source language, because they have no translation."""

    id: str
    """The same in every language."""

    type: BlockType
    """How it is meant."""

    html: str
    """The text."""


class Concern(Part):
    """Whether a document concerns a person."""

    state: ConcernState
    """Whether it does."""

    depends_on: list[AudienceFacet]
    """What to ask her if that is open."""


class Deadline(Part):
    """By when something must be done."""

    requested_language: str
    """The language that was asked for, as a BCP 47 tag; of several the one that was named first."""

    language: str
    """The language of its text, as a BCP 47 tag. Mark the text with it."""

    translation_state: TranslationState
    """What its text is to somebody who asked for `requestedLanguage`."""

    fallback: list[str]
    """The text fields of this object that are in the source language, because they have no translation."""

    days: int
    """How many days there are."""

    event: str
    """From which event they count, as a clause: after you move in."""

    counted: DeadlineCount | None
    """On which side of the event the last day lies; null if nobody has said."""


class Duration(Part):
    """How long something takes."""

    value: int
    """How many units, or at least how many."""

    maximum: int | None
    """At most how many units; null if `value` says it all."""

    unit: DurationUnit
    """The unit."""


class LegalBasis(Part):
    """The law behind a rule."""

    title: str
    """The name of the law, in the source language."""

    url: str | None
    """Where it can be read."""


class OpeningHours(Part):
    """A span of time in which an office is open or a line is staffed."""

    days: list[int]
    """ISO weekdays; Monday is 1."""

    opens: str
    """From when."""

    closes: str
    """Until when; earlier than `opens`, it is the next day."""

    by_appointment: bool
    """Only with an appointment."""


class Phone(Part):
    """A phone number and who can call it."""

    number: str
    """The number in E.164, ready for a tel: link."""

    languages: list[str]
    """The languages that are spoken on it, as BCP 47 tags."""


class Picture(Part):
    """The picture of a page, as it was uploaded. Show a smaller one to readers."""

    requested_language: str
    """The language that was asked for, as a BCP 47 tag; of several the one that was named first."""

    language: str
    """The language of its text, as a BCP 47 tag. Mark the text with it."""

    translation_state: TranslationState
    """What its text is to somebody who asked for `requestedLanguage`."""

    fallback: list[str]
    """The text fields of this object that are in the source language, because they have no translation."""

    url: str
    """The original; without a host it is on that of this API."""

    hash: str
    """SHA-1 of the original."""

    width: int
    """In pixels."""

    height: int
    """In pixels."""

    alt: str
    """What it shows, for those who do not see it."""

    credit: str
    """Who made it, and under which licence; may be empty."""


class Requirement(Part):
    """A paper that is asked for, and in which form."""

    requested_language: str
    """The language that was asked for, as a BCP 47 tag; of several the one that was named first."""

    language: str
    """The language of its text, as a BCP 47 tag. Mark the text with it."""

    translation_state: TranslationState
    """What its text is to somebody who asked for `requestedLanguage`."""

    fallback: list[str]
    """The text fields of this object that are in the source language, because they have no translation."""

    id: str
    """The same in every language."""

    document: DocumentType | None
    """The paper."""

    required: Need
    """When it is needed."""

    condition: str
    """When, if it is not always; else empty."""

    original: bool
    """The original is asked for."""

    copies: int
    """How many copies are asked for."""

    sworn_translation: bool
    """A translation by a sworn translator is asked for."""

    note: str
    """One sentence; may be empty."""
