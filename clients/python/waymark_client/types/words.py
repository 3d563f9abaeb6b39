"""Words that the API uses in several places.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from enum import StrEnum


class AudienceFacet(StrEnum):
    """What a condition asks of a person. A value `from-18` reaches up to the next one of its facet."""

    RESIDENCE = "RESIDENCE"
    """Residence status: asylum, protection, tolerated, permit, union, citizen, undocumented."""

    MONTHS = "MONTHS"
    """Months of living here: from-0, from-3, from-6, from-12, from-36, from-60."""

    AGE = "AGE"
    """Years of age: from-0, from-16, from-18, from-27, from-65."""

    CHILDREN = "CHILDREN"
    """Years of age of children, several may fit: none, from-0, from-3, from-6, from-15."""

    PREGNANT = "PREGNANT"
    """Pregnancy: yes, no."""

    DISABILITY = "DISABILITY"
    """Disability: yes, no."""

    EMPLOYMENT = "EMPLOYMENT"
    """Work: employed, self_employed, seeking, training, none."""

    LEVEL = "LEVEL"
    """CEFR level of the local language: none, A1, A2, B1, B2, C1 (and above)."""

    HOUSING = "HOUSING"
    """Housing: shelter, friends, renting, owner, homeless."""


class AudienceOperator(StrEnum):
    """How many of the conditions of a group have to hold."""

    ALL = "ALL"
    """Every condition."""

    ANY = "ANY"
    """At least one condition."""

    NONE = "NONE"
    """No condition."""


class BlockType(StrEnum):
    """How a piece of text is meant."""

    TEXT = "TEXT"
    """Running text."""

    INFO = "INFO"
    """A note beside the text."""

    WARNING = "WARNING"
    """A warning."""


class ConcernState(StrEnum):
    """Whether a document concerns a person, by what is known of her."""

    YES = "YES"
    """It does."""

    NO = "NO"
    """It does not."""

    MAYBE = "MAYBE"
    """That depends on what nobody has asked her yet. Hide nothing from her for it."""


class DeadlineCount(StrEnum):
    """On which side of its event a deadline lies."""

    AFTER = "AFTER"
    """The last day is so many calendar days after the event."""

    BEFORE = "BEFORE"
    """The last day is so many calendar days before the event."""


class DocumentKind(StrEnum):
    """What a document is about."""

    CITY = "CITY"
    """The home page of a guide."""

    TOPIC = "TOPIC"
    """A subject under which pages are filed."""

    SITUATION = "SITUATION"
    """A situation in life and the procedures that it brings."""

    ORGANISATION = "ORGANISATION"
    """An authority, an NGO, a company or a club."""

    OFFICE = "OFFICE"
    """A place to go to, with its opening hours."""

    DOCUMENT_TYPE = "DOCUMENT_TYPE"
    """A paper that offices ask for."""

    COST = "COST"
    """A fee."""

    CONTACT = "CONTACT"
    """A number or an address to turn to."""

    TERM = "TERM"
    """A word of the administration, explained."""

    SERVICE = "SERVICE"
    """Something that an authority or an organisation offers."""

    PROCEDURE = "PROCEDURE"
    """A matter that is settled in steps."""

    ARTICLE = "ARTICLE"
    """Anything else that newcomers read."""

    ALERT = "ALERT"
    """Something that readers have to know for a while."""

    EVENT = "EVENT"
    """Something that people go to: an event, a course."""


class DurationUnit(StrEnum):
    """The unit of a duration."""

    MINUTE = "MINUTE"
    """Counted in minutes."""

    HOUR = "HOUR"
    """Counted in hours."""

    DAY = "DAY"
    """Counted in days."""

    WEEK = "WEEK"
    """Counted in weeks."""

    MONTH = "MONTH"
    """Counted in months."""

    YEAR = "YEAR"
    """Counted in years."""


class Need(StrEnum):
    """When a paper is needed."""

    ALWAYS = "ALWAYS"
    """In every case."""

    IF = "IF"
    """Only under a condition."""


class TranslationState(StrEnum):
    """What a text is to somebody who asked for it in a language."""

    SOURCE = "SOURCE"
    """An original: it was written in the language that was asked for."""

    REVIEWED = "REVIEWED"
    """A translation of which a person has checked every segment."""

    MACHINE = "MACHINE"
    """A translation with machine-translated text that nobody has checked: say so."""

    FALLBACK = "FALLBACK"
    """There is none in the language that was asked for first: it is in `language`."""
