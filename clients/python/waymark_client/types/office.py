"""Office: what the API says of it.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from waymark_client.parts import Part

from .document import Document

if TYPE_CHECKING:
    from .organisation import Organisation
    from .parts import OpeningHours, Phone, Picture
    from .words import TranslationState


class Office(Document):
    """A place to go to."""

    PAGE_SIZE: ClassVar[int] = 34
    KIND: ClassVar[str | None] = "OFFICE"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Office { organisation { "
        "__typename uuid kind title path language organisationKind description url email phones { number "
        "languages } verified } address { street postalCode locality country } latitude longitude "
        "accessNotes accessibility { stepFree toilet lift hearingLoop } phones { number languages } email "
        "url openingHours { days opens closes byAppointment } closures { requestedLanguage language "
        "translationState fallback id from to reason } appointmentUrl languagesSpoken picture { "
        "requestedLanguage language translationState fallback url hash width height alt credit } }"
    )

    organisation: Organisation | None
    """Whose office it is."""

    address: Address
    """Where it is."""

    latitude: float | None
    """Degrees, WGS 84."""

    longitude: float | None
    """Degrees, WGS 84."""

    access_notes: str
    """How to find the door; may be empty."""

    accessibility: Accessibility
    """For people with a disability."""

    phones: list[Phone]
    """Its phone numbers."""

    email: str | None
    """Its e-mail address."""

    url: str | None
    """Its own page."""

    opening_hours: list[OpeningHours]
    """When it is open, in the city's time zone."""

    closures: list[Closure]
    """When it is closed all the same."""

    open_now: bool | None
    """Whether it is open, by appointment too: opening hours less closures. Null if its hours are not known."""

    appointment_url: str | None
    """Where to book an appointment."""

    languages_spoken: list[str]
    """The languages that are spoken there, as BCP 47 tags."""

    picture: Picture | None
    """Of the entrance, for instance."""


class Accessibility(Part):
    """What a person with a disability finds at an office."""

    step_free: YesNo
    """Can be reached without a step."""

    toilet: YesNo
    """Has an accessible toilet."""

    lift: YesNo
    """Has a lift."""

    hearing_loop: YesNo
    """Has a hearing loop."""


class Address(Part):
    """A postal address in the country's own spelling."""

    street: str
    """Street and number."""

    postal_code: str
    """Postal code."""

    locality: str
    """City or village."""

    country: str
    """ISO 3166-1 alpha-2."""


class Closure(Part):
    """Days on which an office is closed in spite of its opening hours."""

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

    from_: dt.date
    """The first day."""

    to: dt.date
    """The last day."""

    reason: str
    """Why; may be empty."""


class YesNo(StrEnum):
    """Whether something is so, if anybody has looked."""

    YES = "YES"
    """It is."""

    NO = "NO"
    """It is not."""

    UNKNOWN = "UNKNOWN"
    """Nobody has said yet."""
