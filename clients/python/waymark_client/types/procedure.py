"""Procedure: what the API says of it.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from waymark_client.parts import Part

from .document import Document

if TYPE_CHECKING:
    from .cost import Cost
    from .office import Office
    from .organisation import Organisation
    from .parts import AudienceGroup, Concern, Deadline, Duration, LegalBasis, Requirement
    from .words import TranslationState


class Procedure(Document):
    """A matter that is settled in steps."""

    PAGE_SIZE: ClassVar[int] = 8
    KIND: ClassVar[str | None] = "PROCEDURE"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Procedure { summary outcome "
        "forWhom audience { operator conditions { facet values } } authority { __typename uuid kind title "
        "path language organisationKind description url email phones { number languages } verified } "
        "deadline { requestedLanguage language translationState fallback days event counted } duration { "
        "value maximum unit } online appeal ifItFails legalBasis { title url } steps { requestedLanguage "
        "language translationState fallback id kind title text documents { requestedLanguage language "
        "translationState fallback id document { __typename uuid kind title path language } required "
        "condition original copies swornTranslation note } cost { __typename uuid kind title path "
        "language } duration { value maximum unit } deadline { requestedLanguage language "
        "translationState fallback days event counted } office { __typename uuid kind title path language "
        "} link legalBasis { title url } branches { requestedLanguage language translationState fallback "
        "id condition step } } }"
    )

    summary: str
    """One or two sentences."""

    outcome: str
    """What you get."""

    for_whom: str
    """Who it is for."""

    audience: list[AudienceGroup]
    """Whom it concerns: every group has to hold. Empty: everybody."""

    concern: Concern
    """Whether it concerns a person. Work it out where she is, if you can: see docs/api."""

    authority: Organisation | None
    """Who decides."""

    deadline: Deadline | None
    """By when it must be done."""

    duration: Duration | None
    """How long it takes altogether."""

    online: bool
    """Can be done online from beginning to end."""

    appeal: str
    """How to object; may be empty."""

    if_it_fails: str
    """What to do if it goes wrong; may be empty."""

    legal_basis: list[LegalBasis]
    """The law behind it."""

    steps: list[Step]
    """The steps, in order."""


class Branch(Part):
    """Where a step leads under a condition. Without one that holds, the next step follows."""

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

    condition: str
    """Under which condition; empty: always."""

    step: str
    """The `id` of the step that follows."""


class Step(Part):
    """A step of a procedure."""

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

    kind: StepKind
    """How it follows the step before."""

    title: str
    """What to do, starting with a verb."""

    text: str
    """Explanation; may be empty."""

    documents: list[Requirement]
    """The papers to bring."""

    cost: Cost | None
    """What it costs."""

    duration: Duration | None
    """How long it takes."""

    deadline: Deadline | None
    """By when it must be done."""

    office: Office | None
    """Where to go."""

    link: str | None
    """Where it is done online."""

    legal_basis: list[LegalBasis]
    """The law behind it."""

    branches: list[Branch]
    """Other steps that it can lead to."""


class StepKind(StrEnum):
    """How a step follows the one before."""

    DO = "DO"
    """The next thing to do."""

    AND = "AND"
    """Together with the step before, in any order."""

    OR = "OR"
    """Instead of the step before."""

    WAIT = "WAIT"
    """Nothing to do but wait."""
