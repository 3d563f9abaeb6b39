"""What the API answers with and is asked with, all in one name space.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from .alert import Alert, AlertSeverity
from .answers import (
    ChangedDocument,
    Changes,
    DocumentConnection,
    DocumentEdge,
    DocumentOrder,
    ListedCity,
    PageInfo,
    Passage,
    Piece,
    SearchHit,
    SearchResults,
)
from .article import Article
from .city import City
from .contact import Contact
from .cost import Cost, PaymentMethod
from .document import Change, ChangedField, Document, Origin, Sensitivity, Translation, TranslationQuality, Voice
from .document_type import DocumentType, Synonym
from .event import Event, EventKind, LanguageLevel, Recurrence, Venue
from .inputs import Answer, Near
from .office import Accessibility, Address, Closure, Office, YesNo
from .organisation import Organisation, OrganisationKind
from .parts import (
    AudienceCondition,
    AudienceGroup,
    Block,
    Concern,
    Deadline,
    Duration,
    LegalBasis,
    OpeningHours,
    Phone,
    Picture,
    Requirement,
)
from .procedure import Branch, Procedure, Step, StepKind
from .service import Channel, ChannelKind, Service
from .situation import Situation
from .term import Term
from .topic import Topic
from .words import (
    AudienceFacet,
    AudienceOperator,
    BlockType,
    ConcernState,
    DeadlineCount,
    DocumentKind,
    DurationUnit,
    Need,
    TranslationState,
)

__all__ = [
    "Accessibility",
    "Address",
    "Alert",
    "AlertSeverity",
    "Answer",
    "Article",
    "AudienceCondition",
    "AudienceFacet",
    "AudienceGroup",
    "AudienceOperator",
    "Block",
    "BlockType",
    "Branch",
    "Change",
    "ChangedDocument",
    "ChangedField",
    "Changes",
    "Channel",
    "ChannelKind",
    "City",
    "Closure",
    "Concern",
    "ConcernState",
    "Contact",
    "Cost",
    "Deadline",
    "DeadlineCount",
    "Document",
    "DocumentConnection",
    "DocumentEdge",
    "DocumentKind",
    "DocumentOrder",
    "DocumentType",
    "Duration",
    "DurationUnit",
    "Event",
    "EventKind",
    "LanguageLevel",
    "LegalBasis",
    "ListedCity",
    "Near",
    "Need",
    "Office",
    "OpeningHours",
    "Organisation",
    "OrganisationKind",
    "Origin",
    "PageInfo",
    "Passage",
    "PaymentMethod",
    "Phone",
    "Picture",
    "Piece",
    "Procedure",
    "Recurrence",
    "Requirement",
    "SearchHit",
    "SearchResults",
    "Sensitivity",
    "Service",
    "Situation",
    "Step",
    "StepKind",
    "Synonym",
    "Term",
    "Topic",
    "Translation",
    "TranslationQuality",
    "TranslationState",
    "Venue",
    "Voice",
    "YesNo",
]
