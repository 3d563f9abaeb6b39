"""Article: what the API says of it.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from .document import Document

if TYPE_CHECKING:
    from .parts import AudienceGroup, Block, Concern, Picture


class Article(Document):
    """Something to read."""

    PAGE_SIZE: ClassVar[int] = 36
    KIND: ClassVar[str | None] = "ARTICLE"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Article { summary audience { "
        "operator conditions { facet values } } blocks { requestedLanguage language translationState "
        "fallback id type html } picture { requestedLanguage language translationState fallback url hash "
        "width height alt credit } attribution }"
    )

    summary: str
    """One or two sentences."""

    audience: list[AudienceGroup]
    """Whom it concerns: every group has to hold. Empty: everybody."""

    concern: Concern
    """Whether it concerns a person. Work it out where she is, if you can: see docs/api."""

    blocks: list[Block]
    """The text."""

    picture: Picture | None
    """What the article is about."""

    attribution: str
    """The credit that a licence asks for, to be shown as it is; may be empty."""
