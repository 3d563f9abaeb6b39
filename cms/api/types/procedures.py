"""Documents that tell a person what to do: services and procedures."""

from __future__ import annotations

import graphene

from cms.api.types import field
from cms.api.types.concerns import concern_field
from cms.api.types.directory import Contact, Cost, DocumentType, Office, Organisation
from cms.api.types.documents import DOCUMENT, document_of_kind
from cms.api.types.enums import Need, StepKind
from cms.api.types.text import Text
from cms.api.types.values import AudienceGroup, Block, Channel, Deadline, Duration, LegalBasis, Picture


class Requirement(graphene.ObjectType):
    """A paper that is asked for, and in which form."""

    class Meta:
        interfaces = (Text,)

    id = graphene.ID(required=True, description="The same in every language.")
    document = field.reference(DocumentType, "document", "The paper.")
    required = Need(required=True, description="When it is needed.")
    condition = field.text("When, if it is not always; else empty.")
    original = field.flag("The original is asked for.")
    copies = field.number("How many copies are asked for.")
    sworn_translation = field.flag("A translation by a sworn translator is asked for.")
    note = field.text("One sentence; may be empty.")


class Branch(graphene.ObjectType):
    """Where a step leads under a condition. Without one that holds, the next step follows."""

    class Meta:
        interfaces = (Text,)

    id = graphene.ID(required=True, description="The same in every language.")
    condition = field.text("Under which condition; empty: always.")
    step = graphene.ID(required=True, description="The `id` of the step that follows.")


class Step(graphene.ObjectType):
    """A step of a procedure."""

    class Meta:
        interfaces = (Text,)

    id = graphene.ID(required=True, description="The same in every language.")
    kind = StepKind(required=True, description="How it follows the step before.")
    title = field.text("What to do, starting with a verb.")
    text = field.html("Explanation; may be empty.")
    documents = field.parts(Requirement, "documents", "The papers to bring.")
    cost = field.reference(Cost, "cost", "What it costs.")
    duration = graphene.Field(Duration, description="How long it takes.")
    deadline = field.part(Deadline, "deadline", "By when it must be done.")
    office = field.reference(Office, "office", "Where to go.")
    link = field.url("Where it is done online.")
    legal_basis = field.many(LegalBasis, "The law behind it.")
    branches = field.parts(Branch, "branches", "Other steps that it can lead to.")


@document_of_kind("procedure")
class Procedure(graphene.ObjectType):
    """A matter that is settled in steps."""

    class Meta:
        interfaces = DOCUMENT

    summary = field.text("One or two sentences.")
    outcome = field.html("What you get.")
    for_whom = field.html("Who it is for.")
    audience = field.maybe_many(
        AudienceGroup, "audience", "Whom it concerns: every group has to hold. Empty: everybody."
    )
    concern = concern_field()
    authority = field.reference(Organisation, "authority", "Who decides.")
    deadline = field.part(Deadline, "deadline", "By when it must be done.")
    duration = graphene.Field(Duration, description="How long it takes altogether.")
    online = field.flag("Can be done online from beginning to end.")
    appeal = field.html("How to object; may be empty.")
    if_it_fails = field.html("What to do if it goes wrong; may be empty.")
    legal_basis = field.many(LegalBasis, "The law behind it.")
    steps = field.parts(Step, "steps", "The steps, in order.")


@document_of_kind("service")
class Service(graphene.ObjectType):
    """Something that an authority or an organisation offers."""

    class Meta:
        interfaces = DOCUMENT

    summary = field.text("One or two sentences.")
    for_whom = field.html("Who can use it; may be empty.")
    audience = field.maybe_many(
        AudienceGroup, "audience", "Whom it concerns: every group has to hold. Empty: everybody."
    )
    concern = concern_field()
    blocks = field.blocks(Block, "What else there is to say.")
    documents = field.parts(Requirement, "documents", "The papers to bring.")
    authority = field.reference(Organisation, "authority", "Who decides.")
    offices = field.references(Office, "offices", "Where to go.")
    channels = field.many(Channel, "The ways to use it.")
    costs = field.references(Cost, "costs", "What it costs.")
    processing_time = graphene.Field(Duration, description="How long it takes.")
    deadline = field.part(Deadline, "deadline", "By when it must be asked for.")
    if_it_fails = field.html("What to do if it is refused; may be empty.")
    legal_basis = field.many(LegalBasis, "The law behind it.")
    contact = field.reference(Contact, "contact", "Whom to ask.")
    procedure = field.reference(Procedure, "procedure", "The steps to follow.")
    picture = field.part(Picture, "picture", "What helps to recognise it.")
