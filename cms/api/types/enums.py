"""The closed lists of the schema. Each value stands in the published document in lower case."""

from __future__ import annotations

from typing import Any

import graphene


def enumeration(name: str, description: str, values: dict[str, str]) -> Any:
    """A GraphQL enum from the values of the published document and what each of them means."""

    def describe(member: Any) -> str:
        return description if member is None else values[member.value]

    return graphene.Enum(name, [(value.upper(), value) for value in values], description=describe)


DocumentKind = enumeration(
    "DocumentKind",
    "What a document is about.",
    {
        "city": "The home page of a guide.",
        "topic": "A subject under which pages are filed.",
        "situation": "A situation in life and the procedures that it brings.",
        "organisation": "An authority, an NGO, a company or a club.",
        "office": "A place to go to, with its opening hours.",
        "document_type": "A paper that offices ask for.",
        "cost": "A fee.",
        "contact": "A number or an address to turn to.",
        "term": "A word of the administration, explained.",
        "service": "Something that an authority or an organisation offers.",
        "procedure": "A matter that is settled in steps.",
        "article": "Anything else that newcomers read.",
        "alert": "Something that readers have to know for a while.",
        "event": "Something that people go to: an event, a course.",
    },
)

Sensitivity = enumeration(
    "Sensitivity",
    "How careful a reader must be that nobody sees the page.",
    {
        "normal": "Nothing is to be hidden.",
        "safety": "To be found reading it can endanger a person: offer a way to leave quickly, store nothing.",
    },
)

EventKind = enumeration(
    "EventKind",
    "Whether people come once or learn together.",
    {"event": "An event or a meeting.", "course": "People learn something together and come again."},
)

LanguageLevel = enumeration(
    "LanguageLevel",
    "A level of the Common European Framework of Reference for Languages.",
    {
        "A1": "Breakthrough.",
        "A2": "Waystage.",
        "B1": "Threshold.",
        "B2": "Vantage.",
        "C1": "Effective operational proficiency.",
        "C2": "Mastery.",
    },
)

AlertSeverity = enumeration(
    "AlertSeverity",
    "How serious an alert is.",
    {
        "info": "Good to know.",
        "warning": "People may lose something who do not read it.",
        "danger": "People may come to harm who do not read it.",
    },
)

TranslationQuality = enumeration(
    "TranslationQuality",
    "Who answers for the text.",
    {
        "source": "It was written in this language.",
        "machine": "It contains machine-translated text that nobody has checked.",
        "reviewed": "A person has checked every segment.",
    },
)

ChangedField = enumeration(
    "ChangedField",
    "What changed in a document.",
    {
        "address": "Where it is.",
        "amount": "What it costs.",
        "costs": "Which costs arise.",
        "deadline": "By when it must be done.",
        "duration": "How long it takes.",
        "email": "Where to write.",
        "number": "Whom to call.",
        "opening_hours": "When it is open.",
        "papers": "Which document types are asked for.",
        "phones": "Its telephone numbers.",
        "steps": "The steps: their number, order, text, offices or costs.",
        "text": "Any other text.",
    },
)

DurationUnit = enumeration(
    "DurationUnit",
    "The unit of a duration.",
    {unit: f"Counted in {unit}s." for unit in ("minute", "hour", "day", "week", "month", "year")},
)

DeadlineCount = enumeration(
    "DeadlineCount",
    "On which side of its event a deadline lies.",
    {
        "after": "The last day is so many calendar days after the event.",
        "before": "The last day is so many calendar days before the event.",
    },
)

AudienceOperator = enumeration(
    "AudienceOperator",
    "How many of the conditions of a group have to hold.",
    {"all": "Every condition.", "any": "At least one condition.", "none": "No condition."},
)

AudienceFacet = enumeration(
    "AudienceFacet",
    "What a condition asks of a person. A value `from-18` reaches up to the next one of its facet.",
    {
        "residence": "Residence status: asylum, protection, tolerated, permit, union, citizen, undocumented.",
        "months": "Months of living here: from-0, from-3, from-6, from-12, from-36, from-60.",
        "age": "Years of age: from-0, from-16, from-18, from-27, from-65.",
        "children": "Years of age of children, several may fit: none, from-0, from-3, from-6, from-15.",
        "pregnant": "Pregnancy: yes, no.",
        "disability": "Disability: yes, no.",
        "employment": "Work: employed, self_employed, seeking, training, none.",
        "level": "CEFR level of the local language: none, A1, A2, B1, B2, C1 (and above).",
        "housing": "Housing: shelter, friends, renting, owner, homeless.",
    },
)

YesNo = enumeration(
    "YesNo",
    "Whether something is so, if anybody has looked.",
    {"yes": "It is.", "no": "It is not.", "unknown": "Nobody has said yet."},
)

BlockType = enumeration(
    "BlockType",
    "How a piece of text is meant.",
    {"text": "Running text.", "info": "A note beside the text.", "warning": "A warning."},
)

StepKind = enumeration(
    "StepKind",
    "How a step follows the one before.",
    {
        "do": "The next thing to do.",
        "and": "Together with the step before, in any order.",
        "or": "Instead of the step before.",
        "wait": "Nothing to do but wait.",
    },
)

Need = enumeration(
    "Need",
    "When a paper is needed.",
    {"always": "In every case.", "if": "Only under a condition."},
)

ChannelKind = enumeration(
    "ChannelKind",
    "A way to use a service.",
    {"online": "On the web.", "phone": "By phone.", "post": "By letter.", "visit": "In person."},
)

PaymentMethod = enumeration(
    "PaymentMethod",
    "A way to pay.",
    {
        "cash": "Cash.",
        "card": "Debit or credit card.",
        "transfer": "Bank transfer.",
        "direct_debit": "Direct debit.",
        "online": "Online payment.",
    },
)

OrganisationKind = enumeration(
    "OrganisationKind",
    "What kind of organisation it is.",
    {
        "authority": "A public authority.",
        "ngo": "A non-governmental organisation.",
        "company": "A company.",
        "club": "A club or society.",
    },
)

TranslationState = enumeration(
    "TranslationState",
    "What a text is to somebody who asked for it in a language.",
    {
        "source": "An original: it was written in the language that was asked for.",
        "reviewed": "A translation of which a person has checked every segment.",
        "machine": "A translation with machine-translated text that nobody has checked: say so.",
        "fallback": "There is none in the language that was asked for first: it is in `language`.",
    },
)

ConcernState = enumeration(
    "ConcernState",
    "Whether a document concerns a person, by what is known of her.",
    {
        "yes": "It does.",
        "no": "It does not.",
        "maybe": "That depends on what nobody has asked her yet. Hide nothing from her for it.",
    },
)

DocumentOrder = enumeration(
    "DocumentOrder",
    "In which order documents are listed.",
    {
        "path": "By path, so that what belongs together stands together.",
        "distance": "The nearest first; only together with `near`.",
    },
)
