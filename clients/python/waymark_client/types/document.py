"""What every document has.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from waymark_client.parts import Part

if TYPE_CHECKING:
    from .city import City
    from .organisation import Organisation
    from .situation import Situation
    from .topic import Topic
    from .words import DocumentKind, TranslationState


class Document(Part):
    """
    A page or an entity of a city's guide, as it is published.

    Facts are the same in every language. Where a document has no translation into the language that was asked for, it
    is the one in the source language, and `language` says so. References to documents that are not published are null,
    or left out of lists.
    """

    PAGE_SIZE: ClassVar[int] = 100
    KIND: ClassVar[str | None] = None
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position translation { state outdated segments } owner { __typename uuid kind "
        "title path language } checkedOn reviewDue sourceUrl validFrom validUntil takenFrom { publisher "
        "url licence } voice { url hash size type transcript reader recordedOn } sensitivity fallback "
        "revision"
    )

    id: str
    """Opaque, and always the same for the same document as readers of the same languages get it."""

    uuid: str
    """The same in every language, and for ever."""

    kind: DocumentKind
    """What the document is about."""

    city: City | None
    """The city whose guide it belongs to."""

    language: str
    """The language of its text, as a BCP 47 tag."""

    requested_language: str
    """The language that was asked for, as a BCP 47 tag; of several the one that was named first."""

    translation_state: TranslationState
    """What its text is to somebody who asked for `requestedLanguage`."""

    source_language: str
    """The language in which the city's editors write, as a BCP 47 tag."""

    path: str
    """Its path in the guide, below the language and without slashes at its ends; empty for the city."""

    title: str
    """Name or title."""

    parent: Document | None
    """The document above it in the guide."""

    position: int
    """Its place among its siblings; lower comes first."""

    topics: list[Topic]
    """Topics it is filed under, the main one first."""

    situations: list[Situation]
    """Situations in which it matters."""

    translation: Translation
    """How far its text can be relied on."""

    owner: Organisation | None
    """The organisation that keeps it right."""

    checked_on: dt.date | None
    """The day on which a person last checked its facts."""

    review_due: dt.date | None
    """The day by which they must be checked again."""

    source_url: str | None
    """The official page that it rests on."""

    valid_from: dt.date | None
    """Not to be relied on before this day."""

    valid_until: dt.date | None
    """Not to be relied on after this day."""

    history: list[Change]
    """What changed on which day, the newest first."""

    taken_from: Origin | None
    """Where its text was taken over from; null for what the city wrote itself."""

    voice: Voice | None
    """The document read aloud by a person, in its own language; null if nobody did."""

    sensitivity: Sensitivity
    """How careful a reader must be that nobody sees the page."""

    fallback: list[str]
    """The text fields of this object that are in the source language, because they have no translation."""

    revision: int
    """The revision of the city at which it last changed."""

    body: Any
    """Everything at once: the document as JSON. Other documents are named in it by UUID."""


class Change(Part):
    """What changed in a document on a day."""

    on: dt.date
    """The day, in the city's time zone."""

    before: str
    """AMOUNT: the amount and its currency, or free; DEADLINE: the days; otherwise empty."""

    after: str
    """As `before`."""

    field: ChangedField
    """What changed."""


class ChangedField(StrEnum):
    """What changed in a document."""

    ADDRESS = "ADDRESS"
    """Where it is."""

    AMOUNT = "AMOUNT"
    """What it costs."""

    COSTS = "COSTS"
    """Which costs arise."""

    DEADLINE = "DEADLINE"
    """By when it must be done."""

    DURATION = "DURATION"
    """How long it takes."""

    EMAIL = "EMAIL"
    """Where to write."""

    NUMBER = "NUMBER"
    """Whom to call."""

    OPENING_HOURS = "OPENING_HOURS"
    """When it is open."""

    PAPERS = "PAPERS"
    """Which document types are asked for."""

    PHONES = "PHONES"
    """Its telephone numbers."""

    STEPS = "STEPS"
    """The steps: their number, order, text, offices or costs."""

    TEXT = "TEXT"
    """Any other text."""


class Origin(Part):
    """The page of another guide from which a text was taken over; it may have been changed since."""

    publisher: str
    """Who first wrote the text."""

    url: str
    """Where its first readers find it."""

    licence: str
    """The licence under which it was taken over."""


class Sensitivity(StrEnum):
    """How careful a reader must be that nobody sees the page."""

    NORMAL = "NORMAL"
    """Nothing is to be hidden."""

    SAFETY = "SAFETY"
    """To be found reading it can endanger a person: offer a way to leave quickly, store nothing."""


class Translation(Part):
    """How far the text of a document can be relied on."""

    state: TranslationQuality
    """Who answers for the text."""

    outdated: int
    """How many segments were translated from an older source text, or not yet."""

    segments: int
    """How many segments the text has."""


class TranslationQuality(StrEnum):
    """Who answers for the text."""

    SOURCE = "SOURCE"
    """It was written in this language."""

    MACHINE = "MACHINE"
    """It contains machine-translated text that nobody has checked."""

    REVIEWED = "REVIEWED"
    """A person has checked every segment."""


class Voice(Part):
    """A document read aloud by a person."""

    url: str
    """The recording; without a host it is on that of this API."""

    hash: str
    """SHA-1 of the recording."""

    size: int
    """In bytes."""

    type: str
    """Its media type."""

    transcript: str
    """What is said, in plain text; an empty line ends a paragraph."""

    reader: str
    """Who reads; may be empty."""

    recorded_on: dt.date
    """The day on which it was recorded."""
