"""Documents that a guide is read by: the city, its topics and situations, its articles and its words."""

from __future__ import annotations

import graphene

from cms.api.types import field
from cms.api.types.concerns import concern_field
from cms.api.types.directory import Cost, Office, Organisation
from cms.api.types.documents import DOCUMENT, Document, document_of_kind
from cms.api.types.enums import AlertSeverity, EventKind, LanguageLevel
from cms.api.types.procedures import Procedure
from cms.api.types.scalars import URL
from cms.api.types.values import AudienceGroup, Block, Picture, Recurrence, Venue


@document_of_kind("city")
class City(graphene.ObjectType):
    """A city, and the home page of its guide."""

    class Meta:
        interfaces = DOCUMENT

    slug = graphene.String(
        required=True, description="The short name to ask by.", resolver=lambda root, _info: root["city"]
    )
    introduction = field.html("Who the guide is for and what it helps with.")
    country = field.text("ISO 3166-1 alpha-2.")
    region_code = field.text("NUTS or LAU code; may be empty.")
    languages = field.languages("The guide's languages as BCP 47 tags, the source language first.")
    time_zone = field.text("IANA name.")
    site_url = URL(required=True, description="Where the guide is read.")
    publisher = field.text("Who answers for the guide.")
    publisher_email = field.text("How to write to them; may be empty.")
    publisher_address = field.text("Their postal address; may be empty.")
    licence = field.url("Under which licence the texts may be used; null if the city grants none.")
    desk_url = field.url("Where readers' forms are sent to, without a slash at the end; null if the city takes none.")


class ListedCity(graphene.ObjectType):
    """A city as the list of cities shows it. Ask `city` for the rest."""

    slug = graphene.String(
        required=True, description="The short name to ask by.", resolver=lambda root, _info: root["city"]
    )
    title = field.text("Its name in the source language.")
    country = field.text("ISO 3166-1 alpha-2.")
    source_language = field.text("The language in which its editors write, as a BCP 47 tag.")
    languages = field.languages("The guide's languages as BCP 47 tags, the source language first.")
    site_url = URL(required=True, description="Where the guide is read.")


@document_of_kind("topic")
class Topic(graphene.ObjectType):
    """A subject under which pages are filed."""

    class Meta:
        interfaces = DOCUMENT

    summary = field.text("One sentence.")
    icon = field.text("Name of a picture that stands for it; may be empty.")


@document_of_kind("situation")
class Situation(graphene.ObjectType):
    """A situation in life, and the procedures that it brings."""

    class Meta:
        interfaces = DOCUMENT

    summary = field.text("One sentence.")
    procedures = field.references(Procedure, "procedures", "What there is to do, in order.")
    checklist = field.flag("Is meant to be ticked off.")


@document_of_kind("article")
class Article(graphene.ObjectType):
    """Something to read."""

    class Meta:
        interfaces = DOCUMENT

    summary = field.text("One or two sentences.")
    audience = field.maybe_many(
        AudienceGroup, "audience", "Whom it concerns: every group has to hold. Empty: everybody."
    )
    concern = concern_field()
    blocks = field.blocks(Block, "The text.")
    picture = field.part(Picture, "picture", "What the article is about.")
    attribution = field.text("The credit that a licence asks for, to be shown as it is; may be empty.")


@document_of_kind("alert")
class Alert(graphene.ObjectType):
    """Something that readers have to know from `validFrom` to `validUntil`, before anything else on a page."""

    class Meta:
        interfaces = DOCUMENT

    severity = AlertSeverity(required=True, description="How serious it is.")
    text = field.html("What happens, whom it concerns, and what to do.")
    affects = field.references(
        Document, "affects", "The pages that show it, with those below them; every page if `isForAll`."
    )
    is_for_all = graphene.Boolean(
        required=True,
        description="It concerns everybody: every page of the guide shows it.",
        resolver=lambda root, _info: not root["affects"],
    )


@document_of_kind("event")
class Event(graphene.ObjectType):
    """Something that people go to: once, or every week as a course does."""

    class Meta:
        interfaces = DOCUMENT

    event_kind = EventKind(required=True, description="Whether people come once or learn together.")
    summary = field.text("What happens there and who it is for, in one sentence.")
    text = field.html("What else there is to know; may be empty.")
    starts = field.text("YYYY-MM-DD for a whole day, or YYYY-MM-DDTHH:MM in the city's time zone.")
    ends = field.maybe_text("As `starts`, of the first time if it is repeated; null if that is not known.")
    recurrence = graphene.Field(Recurrence, description="How it is repeated; null if it happens once.")
    office = field.reference(Office, "office", "Where it takes place.")
    venue = graphene.Field(Venue, description="Where it takes place, if not in an office of the guide.")
    level = LanguageLevel(description="Which level of language it leads to or asks for.")
    cost = field.reference(Cost, "cost", "What it costs.")
    childcare = field.flag("Somebody looks after the children meanwhile.")
    women_only = field.flag("Only women take part.")
    languages = field.languages("The languages in which it is held, as BCP 47 tags.")
    registration_url = field.url("Where to register.")
    organiser = field.reference(Organisation, "organiser", "Who runs it.")


@document_of_kind("term")
class Term(graphene.ObjectType):
    """A word of the administration, explained."""

    class Meta:
        interfaces = DOCUMENT

    official_term = field.text("The word in the source language.")
    explanation = field.html("What it means, in plain words.")
    do_not_translate = field.flag("The word is used as it is in every language.")
