"""Situation: what the API says of it.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from .document import Document

if TYPE_CHECKING:
    from .procedure import Procedure


class Situation(Document):
    """A situation in life, and the procedures that it brings."""

    PAGE_SIZE: ClassVar[int] = 14
    KIND: ClassVar[str | None] = "SITUATION"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Situation { summary "
        "procedures { __typename uuid kind title path language summary outcome forWhom audience { "
        "operator conditions { facet values } } deadline { requestedLanguage language translationState "
        "fallback days event counted } duration { value maximum unit } online appeal ifItFails legalBasis "
        "{ title url } } checklist }"
    )

    summary: str
    """One sentence."""

    procedures: list[Procedure]
    """What there is to do, in order."""

    checklist: bool
    """Is meant to be ticked off."""
