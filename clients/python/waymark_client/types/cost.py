"""Cost: what the API says of it.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

import decimal
from enum import StrEnum
from typing import ClassVar

from .document import Document


class Cost(Document):
    """A fee."""

    PAGE_SIZE: ClassVar[int] = 62
    KIND: ClassVar[str | None] = "COST"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Cost { amount currency free "
        "reduction paymentMethods condition }"
    )

    amount: decimal.Decimal | None
    """How much; null if it differs from case to case."""

    currency: str
    """ISO 4217."""

    free: bool
    """Nothing has to be paid."""

    reduction: str
    """Who pays less; may be empty."""

    payment_methods: list[PaymentMethod]
    """How it can be paid."""

    condition: str
    """When it has to be paid; may be empty."""


class PaymentMethod(StrEnum):
    """A way to pay."""

    CASH = "CASH"
    """Cash."""

    CARD = "CARD"
    """Debit or credit card."""

    TRANSFER = "TRANSFER"
    """Bank transfer."""

    DIRECT_DEBIT = "DIRECT_DEBIT"
    """Direct debit."""

    ONLINE = "ONLINE"
    """Online payment."""
