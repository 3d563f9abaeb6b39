"""Contact: what the API says of it.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from .document import Document

if TYPE_CHECKING:
    from .parts import OpeningHours


class Contact(Document):
    """A number or an address to turn to, in an emergency among others."""

    PAGE_SIZE: ClassVar[int] = 53
    KIND: ClassVar[str | None] = "CONTACT"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Contact { number email url "
        "whenToCall languages always openingHours { days opens closes byAppointment } emergency }"
    )

    number: str
    """E.164, or a short number such as 112."""

    email: str | None
    """An e-mail address."""

    url: str | None
    """A page."""

    when_to_call: str
    """When to call; may be empty."""

    languages: list[str]
    """The languages that are spoken there, as BCP 47 tags."""

    always: bool
    """Day and night."""

    opening_hours: list[OpeningHours]
    """When somebody answers, in the city's time zone."""

    open_now: bool | None
    """Whether somebody answers. Null if its hours are not known."""

    emergency: bool
    """For emergencies."""
