"""Alert: what the API says of it.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from .document import Document


class Alert(Document):
    """Something that readers have to know from `validFrom` to `validUntil`, before anything else on a page."""

    PAGE_SIZE: ClassVar[int] = 52
    KIND: ClassVar[str | None] = "ALERT"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Alert { severity text "
        "affects { __typename uuid kind title path language } isForAll }"
    )

    severity: AlertSeverity
    """How serious it is."""

    text: str
    """What happens, whom it concerns, and what to do."""

    affects: list[Document]
    """The pages that show it, with those below them; every page if `isForAll`."""

    is_for_all: bool
    """It concerns everybody: every page of the guide shows it."""


class AlertSeverity(StrEnum):
    """How serious an alert is."""

    INFO = "INFO"
    """Good to know."""

    WARNING = "WARNING"
    """People may lose something who do not read it."""

    DANGER = "DANGER"
    """People may come to harm who do not read it."""
