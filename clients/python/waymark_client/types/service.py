"""Service: what the API says of it.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from waymark_client.parts import Part

from .document import Document

if TYPE_CHECKING:
    from .contact import Contact
    from .cost import Cost
    from .office import Office
    from .organisation import Organisation
    from .parts import AudienceGroup, Block, Concern, Deadline, Duration, LegalBasis, Picture, Requirement
    from .procedure import Procedure


class Service(Document):
    """Something that an authority or an organisation offers."""

    PAGE_SIZE: ClassVar[int] = 7
    KIND: ClassVar[str | None] = "SERVICE"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Service { summary forWhom "
        "audience { operator conditions { facet values } } blocks { requestedLanguage language "
        "translationState fallback id type html } documents { requestedLanguage language translationState "
        "fallback id document { __typename uuid kind title path language } required condition original "
        "copies swornTranslation note } authority { __typename uuid kind title path language "
        "organisationKind description url email phones { number languages } verified } offices { "
        "__typename uuid kind title path language address { street postalCode locality country } latitude "
        "longitude accessNotes accessibility { stepFree toilet lift hearingLoop } phones { number "
        "languages } email url openingHours { days opens closes byAppointment } closures { "
        "requestedLanguage language translationState fallback id from to reason } appointmentUrl "
        "languagesSpoken picture { requestedLanguage language translationState fallback url hash width "
        "height alt credit } } channels { kind url } costs { __typename uuid kind title path language "
        "amount currency free reduction paymentMethods condition } processingTime { value maximum unit } "
        "deadline { requestedLanguage language translationState fallback days event counted } ifItFails "
        "legalBasis { title url } contact { __typename uuid kind title path language number email url "
        "whenToCall languages always openingHours { days opens closes byAppointment } emergency } "
        "procedure { __typename uuid kind title path language summary outcome forWhom audience { operator "
        "conditions { facet values } } deadline { requestedLanguage language translationState fallback "
        "days event counted } duration { value maximum unit } online appeal ifItFails legalBasis { title "
        "url } } picture { requestedLanguage language translationState fallback url hash width height alt "
        "credit } }"
    )

    summary: str
    """One or two sentences."""

    for_whom: str
    """Who can use it; may be empty."""

    audience: list[AudienceGroup]
    """Whom it concerns: every group has to hold. Empty: everybody."""

    concern: Concern
    """Whether it concerns a person. Work it out where she is, if you can: see docs/api."""

    blocks: list[Block]
    """What else there is to say."""

    documents: list[Requirement]
    """The papers to bring."""

    authority: Organisation | None
    """Who decides."""

    offices: list[Office]
    """Where to go."""

    channels: list[Channel]
    """The ways to use it."""

    costs: list[Cost]
    """What it costs."""

    processing_time: Duration | None
    """How long it takes."""

    deadline: Deadline | None
    """By when it must be asked for."""

    if_it_fails: str
    """What to do if it is refused; may be empty."""

    legal_basis: list[LegalBasis]
    """The law behind it."""

    contact: Contact | None
    """Whom to ask."""

    procedure: Procedure | None
    """The steps to follow."""

    picture: Picture | None
    """What helps to recognise it."""


class Channel(Part):
    """A way to use a service."""

    kind: ChannelKind
    """Which way."""

    url: str | None
    """Where to begin, if that is an address."""


class ChannelKind(StrEnum):
    """A way to use a service."""

    ONLINE = "ONLINE"
    """On the web."""

    PHONE = "PHONE"
    """By phone."""

    POST = "POST"
    """By letter."""

    VISIT = "VISIT"
    """In person."""
