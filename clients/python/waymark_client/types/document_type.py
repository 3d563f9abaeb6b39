"""DocumentType: what the API says of it.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from waymark_client.parts import Part

from .document import Document

if TYPE_CHECKING:
    from .organisation import Organisation
    from .procedure import Procedure
    from .words import TranslationState


class DocumentType(Document):
    """A paper that offices ask for."""

    PAGE_SIZE: ClassVar[int] = 30
    KIND: ClassVar[str | None] = "DOCUMENT_TYPE"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on DocumentType { officialName "
        "description synonyms { requestedLanguage language translationState fallback id name } issuedBy { "
        "__typename uuid kind title path language organisationKind description url email phones { number "
        "languages } verified } howToGet { __typename uuid kind title path language summary outcome "
        "forWhom audience { operator conditions { facet values } } deadline { requestedLanguage language "
        "translationState fallback days event counted } duration { value maximum unit } online appeal "
        "ifItFails legalBasis { title url } } }"
    )

    official_name: str
    """The word on the form, in the source language."""

    description: str
    """What it is and what it looks like."""

    synonyms: list[Synonym]
    """Other names under which people know it."""

    issued_by: Organisation | None
    """Who issues it."""

    how_to_get: Procedure | None
    """How to get it."""


class Synonym(Part):
    """Another name under which people know a paper."""

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

    name: str
    """The name."""
