"""Documents that others refer to: organisations, offices, papers, costs and contacts."""

from __future__ import annotations

import graphene

from cms.api.types import field
from cms.api.types.documents import DOCUMENT, document_of_kind, of_kind
from cms.api.types.enums import OrganisationKind, PaymentMethod
from cms.api.types.opening import open_field
from cms.api.types.scalars import Decimal
from cms.api.types.values import Accessibility, Address, Closure, OpeningHours, Phone, Picture, Synonym


@document_of_kind("organisation")
class Organisation(graphene.ObjectType):
    """An authority, an NGO, a company or a club."""

    class Meta:
        interfaces = DOCUMENT

    organisation_kind = OrganisationKind(required=True, description="What kind of organisation it is.")
    description = field.html("What it does.")
    url = field.url("Its own site.")
    email = field.maybe_text("Its e-mail address.")
    phones = field.many(Phone, "Its phone numbers.")
    parent_organisation = field.reference(
        of_kind("organisation"), "parent_organisation", "The organisation that it is a part of."
    )
    verified = field.flag("The city has checked that it is what it says.")


@document_of_kind("office")
class Office(graphene.ObjectType):
    """A place to go to."""

    class Meta:
        interfaces = DOCUMENT

    organisation = field.reference(Organisation, "organisation", "Whose office it is.")
    address = graphene.Field(Address, required=True, description="Where it is.")
    latitude = graphene.Float(description="Degrees, WGS 84.")
    longitude = graphene.Float(description="Degrees, WGS 84.")
    access_notes = field.text("How to find the door; may be empty.")
    accessibility = graphene.Field(Accessibility, required=True, description="For people with a disability.")
    phones = field.many(Phone, "Its phone numbers.")
    email = field.maybe_text("Its e-mail address.")
    url = field.url("Its own page.")
    opening_hours = field.many(OpeningHours, "When it is open, in the city's time zone.")
    closures = field.parts(Closure, "closures", "When it is closed all the same.")
    open_now = open_field("Whether it is open, by appointment too: opening hours less closures.")
    appointment_url = field.url("Where to book an appointment.")
    languages_spoken = field.languages("The languages that are spoken there, as BCP 47 tags.")
    picture = field.part(Picture, "picture", "Of the entrance, for instance.")


@document_of_kind("document_type")
class DocumentType(graphene.ObjectType):
    """A paper that offices ask for."""

    class Meta:
        interfaces = DOCUMENT

    official_name = field.text("The word on the form, in the source language.")
    description = field.html("What it is and what it looks like.")
    synonyms = field.parts(Synonym, "synonyms", "Other names under which people know it.")
    issued_by = field.reference(Organisation, "issued_by", "Who issues it.")
    how_to_get = field.reference(of_kind("procedure"), "how_to_get", "How to get it.")


@document_of_kind("cost")
class Cost(graphene.ObjectType):
    """A fee."""

    class Meta:
        interfaces = DOCUMENT

    amount = Decimal(description="How much; null if it differs from case to case.")
    currency = field.text("ISO 4217.")
    free = field.flag("Nothing has to be paid.")
    reduction = field.text("Who pays less; may be empty.")
    payment_methods = field.many(PaymentMethod, "How it can be paid.")
    condition = field.text("When it has to be paid; may be empty.")


@document_of_kind("contact")
class Contact(graphene.ObjectType):
    """A number or an address to turn to, in an emergency among others."""

    class Meta:
        interfaces = DOCUMENT

    number = field.text("E.164, or a short number such as 112.")
    email = field.maybe_text("An e-mail address.")
    url = field.url("A page.")
    when_to_call = field.text("When to call; may be empty.")
    languages = field.languages("The languages that are spoken there, as BCP 47 tags.")
    always = field.flag("Day and night.")
    opening_hours = field.many(OpeningHours, "When somebody answers, in the city's time zone.")
    open_now = open_field("Whether somebody answers.")
    emergency = field.flag("For emergencies.")
