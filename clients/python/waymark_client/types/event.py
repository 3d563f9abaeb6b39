"""Event: what the API says of it.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from waymark_client.parts import Part

from .document import Document

if TYPE_CHECKING:
    from .cost import Cost
    from .office import Office
    from .organisation import Organisation


class Event(Document):
    """Something that people go to: once, or every week as a course does."""

    PAGE_SIZE: ClassVar[int] = 29
    KIND: ClassVar[str | None] = "EVENT"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Event { eventKind summary "
        "text starts ends recurrence { days until } office { __typename uuid kind title path language "
        "address { street postalCode locality country } latitude longitude accessNotes accessibility { "
        "stepFree toilet lift hearingLoop } phones { number languages } email url openingHours { days "
        "opens closes byAppointment } closures { requestedLanguage language translationState fallback id "
        "from to reason } appointmentUrl languagesSpoken picture { requestedLanguage language "
        "translationState fallback url hash width height alt credit } } venue { name street postalCode "
        "locality country } level cost { __typename uuid kind title path language amount currency free "
        "reduction paymentMethods condition } childcare womenOnly languages registrationUrl organiser { "
        "__typename uuid kind title path language organisationKind description url email phones { number "
        "languages } verified } }"
    )

    event_kind: EventKind
    """Whether people come once or learn together."""

    summary: str
    """What happens there and who it is for, in one sentence."""

    text: str
    """What else there is to know; may be empty."""

    starts: str
    """YYYY-MM-DD for a whole day, or YYYY-MM-DDTHH:MM in the city's time zone."""

    ends: str | None
    """As `starts`, of the first time if it is repeated; null if that is not known."""

    recurrence: Recurrence | None
    """How it is repeated; null if it happens once."""

    office: Office | None
    """Where it takes place."""

    venue: Venue | None
    """Where it takes place, if not in an office of the guide."""

    level: LanguageLevel | None
    """Which level of language it leads to or asks for."""

    cost: Cost | None
    """What it costs."""

    childcare: bool
    """Somebody looks after the children meanwhile."""

    women_only: bool
    """Only women take part."""

    languages: list[str]
    """The languages in which it is held, as BCP 47 tags."""

    registration_url: str | None
    """Where to register."""

    organiser: Organisation | None
    """Who runs it."""


class EventKind(StrEnum):
    """Whether people come once or learn together."""

    EVENT = "EVENT"
    """An event or a meeting."""

    COURSE = "COURSE"
    """People learn something together and come again."""


class LanguageLevel(StrEnum):
    """A level of the Common European Framework of Reference for Languages."""

    A1 = "A1"
    """Breakthrough."""

    A2 = "A2"
    """Waystage."""

    B1 = "B1"
    """Threshold."""

    B2 = "B2"
    """Vantage."""

    C1 = "C1"
    """Effective operational proficiency."""

    C2 = "C2"
    """Mastery."""


class Recurrence(Part):
    """Every week on the same days."""

    days: list[int]
    """ISO weekdays, from 1 for Monday to 7 for Sunday."""

    until: dt.date
    """The day on which it takes place for the last time, or a day after that."""


class Venue(Part):
    """A place that is no office of the guide."""

    name: str
    """As it stands at the door; may be empty."""

    street: str
    """Street and number."""

    postal_code: str
    """The postal code."""

    locality: str
    """The town."""

    country: str
    """ISO 3166-1 alpha-2."""
