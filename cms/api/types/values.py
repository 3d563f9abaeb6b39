"""The small values inside documents: phones, durations, opening hours, blocks of text."""

from __future__ import annotations

import graphene

from cms.api.types import field
from cms.api.types.enums import (
    AudienceFacet,
    AudienceOperator,
    BlockType,
    ChangedField,
    ChannelKind,
    DeadlineCount,
    DurationUnit,
    TranslationQuality,
    YesNo,
)
from cms.api.types.scalars import URL, Date, Time
from cms.api.types.text import Text


class Translation(graphene.ObjectType):
    """How far the text of a document can be relied on."""

    state = TranslationQuality(required=True, description="Who answers for the text.")
    outdated = field.number("How many segments were translated from an older source text, or not yet.")
    segments = field.number("How many segments the text has.")


class Change(graphene.ObjectType):
    """What changed in a document on a day."""

    on = Date(required=True, description="The day, in the city's time zone.")
    before = field.text("AMOUNT: the amount and its currency, or free; DEADLINE: the days; otherwise empty.")
    after = field.text("As `before`.")
    field = ChangedField(required=True, description="What changed.")


class Phone(graphene.ObjectType):
    """A phone number and who can call it."""

    number = field.text("The number in E.164, ready for a tel: link.")
    languages = field.languages("The languages that are spoken on it, as BCP 47 tags.")


class Duration(graphene.ObjectType):
    """How long something takes."""

    value = field.number("How many units, or at least how many.")
    maximum = graphene.Int(description="At most how many units; null if `value` says it all.")
    unit = DurationUnit(required=True, description="The unit.")


class Deadline(graphene.ObjectType):
    """By when something must be done."""

    class Meta:
        interfaces = (Text,)

    days = field.number("How many days there are.")
    event = field.text("From which event they count, as a clause: after you move in.")
    counted = DeadlineCount(description="On which side of the event the last day lies; null if nobody has said.")


class AudienceCondition(graphene.ObjectType):
    """Something that may be true of a person."""

    facet = AudienceFacet(required=True, description="What it asks.")
    values = field.many(graphene.String, "One of these has to be true of her.")


class AudienceGroup(graphene.ObjectType):
    """Conditions that belong together."""

    operator = AudienceOperator(required=True, description="How many of the conditions have to hold.")
    conditions = field.many(AudienceCondition, "The conditions, each on another facet.")


class LegalBasis(graphene.ObjectType):
    """The law behind a rule."""

    title = field.text("The name of the law, in the source language.")
    url = field.url("Where it can be read.")


class OpeningHours(graphene.ObjectType):
    """A span of time in which an office is open or a line is staffed."""

    days = field.many(graphene.Int, "ISO weekdays; Monday is 1.")
    opens = Time(required=True, description="From when.")
    closes = Time(required=True, description="Until when; earlier than `opens`, it is the next day.")
    by_appointment = field.flag("Only with an appointment.")


class Closure(graphene.ObjectType):
    """Days on which an office is closed in spite of its opening hours."""

    class Meta:
        interfaces = (Text,)

    id = graphene.ID(required=True, description="The same in every language.")
    from_ = Date(required=True, name="from", description="The first day.", resolver=lambda root, _info: root["from"])
    to = Date(required=True, description="The last day.")
    reason = field.text("Why; may be empty.")


class Picture(graphene.ObjectType):
    """The picture of a page, as it was uploaded. Show a smaller one to readers."""

    class Meta:
        interfaces = (Text,)

    url = field.text("The original; without a host it is on that of this API.")
    hash = field.text("SHA-1 of the original.")
    width = field.number("In pixels.")
    height = field.number("In pixels.")
    alt = field.text("What it shows, for those who do not see it.")
    credit = field.text("Who made it, and under which licence; may be empty.")


class Voice(graphene.ObjectType):
    """A document read aloud by a person."""

    url = field.text("The recording; without a host it is on that of this API.")
    hash = field.text("SHA-1 of the recording.")
    size = field.number("In bytes.")
    type = field.text("Its media type.")
    transcript = field.text("What is said, in plain text; an empty line ends a paragraph.")
    reader = field.text("Who reads; may be empty.")
    recorded_on = Date(required=True, description="The day on which it was recorded.")


class Address(graphene.ObjectType):
    """A postal address in the country's own spelling."""

    street = field.text("Street and number.")
    postal_code = field.text("Postal code.")
    locality = field.text("City or village.")
    country = field.text("ISO 3166-1 alpha-2.")


class Accessibility(graphene.ObjectType):
    """What a person with a disability finds at an office."""

    step_free = YesNo(required=True, description="Can be reached without a step.")
    toilet = YesNo(required=True, description="Has an accessible toilet.")
    lift = YesNo(required=True, description="Has a lift.")
    hearing_loop = YesNo(required=True, description="Has a hearing loop.")


class Channel(graphene.ObjectType):
    """A way to use a service."""

    kind = ChannelKind(required=True, description="Which way.")
    url = field.url("Where to begin, if that is an address.")


class Synonym(graphene.ObjectType):
    """Another name under which people know a paper."""

    class Meta:
        interfaces = (Text,)

    id = graphene.ID(required=True, description="The same in every language.")
    name = field.text("The name.")


class Block(graphene.ObjectType):
    """A piece of a longer text."""

    class Meta:
        interfaces = (Text,)

    id = graphene.ID(required=True, description="The same in every language.")
    type = BlockType(required=True, description="How it is meant.")
    html = field.html("The text.")


class Recurrence(graphene.ObjectType):
    """Every week on the same days."""

    days = graphene.List(
        graphene.NonNull(graphene.Int), required=True, description="ISO weekdays, from 1 for Monday to 7 for Sunday."
    )
    until = Date(required=True, description="The day on which it takes place for the last time, or a day after that.")


class Venue(graphene.ObjectType):
    """A place that is no office of the guide."""

    name = field.text("As it stands at the door; may be empty.")
    street = field.text("Street and number.")
    postal_code = field.text("The postal code.")
    locality = field.text("The town.")
    country = field.text("ISO 3166-1 alpha-2.")


class Origin(graphene.ObjectType):
    """The page of another guide from which a text was taken over; it may have been changed since."""

    publisher = field.text("Who first wrote the text.")
    url = URL(required=True, description="Where its first readers find it.")
    licence = URL(required=True, description="The licence under which it was taken over.")
