"""City: what the API says of it.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from typing import ClassVar

from .document import Document


class City(Document):
    """A city, and the home page of its guide."""

    PAGE_SIZE: ClassVar[int] = 59
    KIND: ClassVar[str | None] = "CITY"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on City { slug introduction "
        "country regionCode languages timeZone siteUrl publisher publisherEmail publisherAddress licence "
        "deskUrl }"
    )

    slug: str
    """The short name to ask by."""

    introduction: str
    """Who the guide is for and what it helps with."""

    country: str
    """ISO 3166-1 alpha-2."""

    region_code: str
    """NUTS or LAU code; may be empty."""

    languages: list[str]
    """The guide's languages as BCP 47 tags, the source language first."""

    time_zone: str
    """IANA name."""

    site_url: str
    """Where the guide is read."""

    publisher: str
    """Who answers for the guide."""

    publisher_email: str
    """How to write to them; may be empty."""

    publisher_address: str
    """Their postal address; may be empty."""

    licence: str | None
    """Under which licence the texts may be used; null if the city grants none."""

    desk_url: str | None
    """Where readers' forms are sent to, without a slash at the end; null if the city takes none."""
