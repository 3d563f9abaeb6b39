"""Term: what the API says of it.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from typing import ClassVar

from .document import Document


class Term(Document):
    """A word of the administration, explained."""

    PAGE_SIZE: ClassVar[int] = 63
    KIND: ClassVar[str | None] = "TERM"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Term { officialTerm "
        "explanation doNotTranslate }"
    )

    official_term: str
    """The word in the source language."""

    explanation: str
    """What it means, in plain words."""

    do_not_translate: bool
    """The word is used as it is in every language."""
