"""Organisation: what the API says of it.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from .document import Document

if TYPE_CHECKING:
    from .parts import Phone


class Organisation(Document):
    """An authority, an NGO, a company or a club."""

    PAGE_SIZE: ClassVar[int] = 50
    KIND: ClassVar[str | None] = "ORGANISATION"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Organisation { "
        "organisationKind description url email phones { number languages } parentOrganisation { "
        "__typename uuid kind title path language organisationKind description url email phones { number "
        "languages } verified } verified }"
    )

    organisation_kind: OrganisationKind
    """What kind of organisation it is."""

    description: str
    """What it does."""

    url: str | None
    """Its own site."""

    email: str | None
    """Its e-mail address."""

    phones: list[Phone]
    """Its phone numbers."""

    parent_organisation: Organisation | None
    """The organisation that it is a part of."""

    verified: bool
    """The city has checked that it is what it says."""


class OrganisationKind(StrEnum):
    """What kind of organisation it is."""

    AUTHORITY = "AUTHORITY"
    """A public authority."""

    NGO = "NGO"
    """A non-governmental organisation."""

    COMPANY = "COMPANY"
    """A company."""

    CLUB = "CLUB"
    """A club or society."""
