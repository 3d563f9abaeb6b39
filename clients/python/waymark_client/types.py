"""What the API answers with.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

import datetime as dt
import decimal
from enum import StrEnum
from typing import Any, ClassVar

from .parts import Input, Part


class Document(Part):
    """
    A page or an entity of a city's guide, as it is published.

    Facts are the same in every language. Where a document has no translation into the language that was asked for, it
    is the one in the source language, and `language` says so. References to documents that are not published are null,
    or left out of lists.
    """

    PAGE_SIZE: ClassVar[int] = 100
    KIND: ClassVar[str | None] = None
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position translation { state outdated segments } owner { __typename uuid kind "
        "title path language } checkedOn reviewDue sourceUrl validFrom validUntil takenFrom { publisher "
        "url licence } voice { url hash size type transcript reader recordedOn } sensitivity fallback "
        "revision"
    )

    id: str
    """Opaque, and always the same for the same document as readers of the same languages get it."""

    uuid: str
    """The same in every language, and for ever."""

    kind: DocumentKind
    """What the document is about."""

    city: City | None
    """The city whose guide it belongs to."""

    language: str
    """The language of its text, as a BCP 47 tag."""

    requested_language: str
    """The language that was asked for, as a BCP 47 tag; of several the one that was named first."""

    translation_state: TranslationState
    """What its text is to somebody who asked for `requestedLanguage`."""

    source_language: str
    """The language in which the city's editors write, as a BCP 47 tag."""

    path: str
    """Its path in the guide, below the language and without slashes at its ends; empty for the city."""

    title: str
    """Name or title."""

    parent: Document | None
    """The document above it in the guide."""

    position: int
    """Its place among its siblings; lower comes first."""

    topics: list[Topic]
    """Topics it is filed under, the main one first."""

    situations: list[Situation]
    """Situations in which it matters."""

    translation: Translation
    """How far its text can be relied on."""

    owner: Organisation | None
    """The organisation that keeps it right."""

    checked_on: dt.date | None
    """The day on which a person last checked its facts."""

    review_due: dt.date | None
    """The day by which they must be checked again."""

    source_url: str | None
    """The official page that it rests on."""

    valid_from: dt.date | None
    """Not to be relied on before this day."""

    valid_until: dt.date | None
    """Not to be relied on after this day."""

    history: list[Change]
    """What changed on which day, the newest first."""

    taken_from: Origin | None
    """Where its text was taken over from; null for what the city wrote itself."""

    voice: Voice | None
    """The document read aloud by a person, in its own language; null if nobody did."""

    sensitivity: Sensitivity
    """How careful a reader must be that nobody sees the page."""

    fallback: list[str]
    """The text fields of this object that are in the source language, because they have no translation."""

    revision: int
    """The revision of the city at which it last changed."""

    body: Any
    """Everything at once: the document as JSON. Other documents are named in it by UUID."""


class Accessibility(Part):
    """What a person with a disability finds at an office."""

    step_free: YesNo
    """Can be reached without a step."""

    toilet: YesNo
    """Has an accessible toilet."""

    lift: YesNo
    """Has a lift."""

    hearing_loop: YesNo
    """Has a hearing loop."""


class Address(Part):
    """A postal address in the country's own spelling."""

    street: str
    """Street and number."""

    postal_code: str
    """Postal code."""

    locality: str
    """City or village."""

    country: str
    """ISO 3166-1 alpha-2."""


class Alert(Document):
    """Something that readers have to know from `validFrom` to `validUntil`, before anything else on a page."""

    PAGE_SIZE: ClassVar[int] = 52
    KIND: ClassVar[str | None] = "ALERT"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Alert { severity text "
        "affects { __typename uuid kind title path language } isForAll }"
    )

    severity: AlertSeverity
    """How serious it is."""

    text: str
    """What happens, whom it concerns, and what to do."""

    affects: list[Document]
    """The pages that show it, with those below them; every page if `isForAll`."""

    is_for_all: bool
    """It concerns everybody: every page of the guide shows it."""


class AlertSeverity(StrEnum):
    """How serious an alert is."""

    INFO = "INFO"
    """Good to know."""

    WARNING = "WARNING"
    """People may lose something who do not read it."""

    DANGER = "DANGER"
    """People may come to harm who do not read it."""


class Answer(Input):
    """What a person said of herself. Leave out what she was not asked: it hides nothing from her."""

    facet: AudienceFacet
    """To which question."""

    values: list[str]
    """What is true of her, as the description of the facet lists it; nothing counts as no answer."""


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


class AudienceCondition(Part):
    """Something that may be true of a person."""

    facet: AudienceFacet
    """What it asks."""

    values: list[str]
    """One of these has to be true of her."""


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


class AudienceGroup(Part):
    """Conditions that belong together."""

    operator: AudienceOperator
    """How many of the conditions have to hold."""

    conditions: list[AudienceCondition]
    """The conditions, each on another facet."""


class AudienceOperator(StrEnum):
    """How many of the conditions of a group have to hold."""

    ALL = "ALL"
    """Every condition."""

    ANY = "ANY"
    """At least one condition."""

    NONE = "NONE"
    """No condition."""


class Block(Part):
    """A piece of a longer text."""

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

    type: BlockType
    """How it is meant."""

    html: str
    """The text."""


class BlockType(StrEnum):
    """How a piece of text is meant."""

    TEXT = "TEXT"
    """Running text."""

    INFO = "INFO"
    """A note beside the text."""

    WARNING = "WARNING"
    """A warning."""


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


class Change(Part):
    """What changed in a document on a day."""

    on: dt.date
    """The day, in the city's time zone."""

    before: str
    """AMOUNT: the amount and its currency, or free; DEADLINE: the days; otherwise empty."""

    after: str
    """As `before`."""

    field: ChangedField
    """What changed."""


class ChangedDocument(Part):
    """A document as it is now, or the tombstone of one that was withdrawn."""

    uuid: str
    """The same in every language, and for ever."""

    language: str
    """The language of its text, as a BCP 47 tag. With the UUID it identifies the document."""

    kind: DocumentKind
    """What the document is about."""

    path: str
    """Its path below the language's root in the guide."""

    revision: int
    """The city's revision that this change is."""

    withdrawn: bool
    """It is no longer published: forget it."""

    body: Any
    """The document as JSON; null if it was withdrawn."""


class ChangedField(StrEnum):
    """What changed in a document."""

    ADDRESS = "ADDRESS"
    """Where it is."""

    AMOUNT = "AMOUNT"
    """What it costs."""

    COSTS = "COSTS"
    """Which costs arise."""

    DEADLINE = "DEADLINE"
    """By when it must be done."""

    DURATION = "DURATION"
    """How long it takes."""

    EMAIL = "EMAIL"
    """Where to write."""

    NUMBER = "NUMBER"
    """Whom to call."""

    OPENING_HOURS = "OPENING_HOURS"
    """When it is open."""

    PAPERS = "PAPERS"
    """Which document types are asked for."""

    PHONES = "PHONES"
    """Its telephone numbers."""

    STEPS = "STEPS"
    """The steps: their number, order, text, offices or costs."""

    TEXT = "TEXT"
    """Any other text."""


class Changes(Part):
    """What changed in a city, each document once, oldest change first."""

    documents: list[ChangedDocument]
    """The changed documents."""

    cursor: int
    """What to ask after next time."""

    has_more: bool
    """There is more: ask again at once."""


class Channel(Part):
    """A way to use a service."""

    kind: ChannelKind
    """Which way."""

    url: str | None
    """Where to begin, if that is an address."""


class ChannelKind(StrEnum):
    """A way to use a service."""

    ONLINE = "ONLINE"
    """On the web."""

    PHONE = "PHONE"
    """By phone."""

    POST = "POST"
    """By letter."""

    VISIT = "VISIT"
    """In person."""


class City(Document):
    """A city, and the home page of its guide."""

    PAGE_SIZE: ClassVar[int] = 59
    KIND: ClassVar[str | None] = "CITY"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on City { slug introduction "
        "country regionCode languages timeZone siteUrl publisher publisherEmail publisherAddress licence "
        "deskUrl }"
    )

    slug: str
    """The short name to ask by."""

    introduction: str
    """Who the guide is for and what it helps with."""

    country: str
    """ISO 3166-1 alpha-2."""

    region_code: str
    """NUTS or LAU code; may be empty."""

    languages: list[str]
    """The guide's languages as BCP 47 tags, the source language first."""

    time_zone: str
    """IANA name."""

    site_url: str
    """Where the guide is read."""

    publisher: str
    """Who answers for the guide."""

    publisher_email: str
    """How to write to them; may be empty."""

    publisher_address: str
    """Their postal address; may be empty."""

    licence: str | None
    """Under which licence the texts may be used; null if the city grants none."""

    desk_url: str | None
    """Where readers' forms are sent to, without a slash at the end; null if the city takes none."""


class Closure(Part):
    """Days on which an office is closed in spite of its opening hours."""

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

    from_: dt.date
    """The first day."""

    to: dt.date
    """The last day."""

    reason: str
    """Why; may be empty."""


class Concern(Part):
    """Whether a document concerns a person."""

    state: ConcernState
    """Whether it does."""

    depends_on: list[AudienceFacet]
    """What to ask her if that is open."""


class ConcernState(StrEnum):
    """Whether a document concerns a person, by what is known of her."""

    YES = "YES"
    """It does."""

    NO = "NO"
    """It does not."""

    MAYBE = "MAYBE"
    """That depends on what nobody has asked her yet. Hide nothing from her for it."""


class Contact(Document):
    """A number or an address to turn to, in an emergency among others."""

    PAGE_SIZE: ClassVar[int] = 53
    KIND: ClassVar[str | None] = "CONTACT"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Contact { number email url "
        "whenToCall languages always openingHours { days opens closes byAppointment } emergency }"
    )

    number: str
    """E.164, or a short number such as 112."""

    email: str | None
    """An e-mail address."""

    url: str | None
    """A page."""

    when_to_call: str
    """When to call; may be empty."""

    languages: list[str]
    """The languages that are spoken there, as BCP 47 tags."""

    always: bool
    """Day and night."""

    opening_hours: list[OpeningHours]
    """When somebody answers, in the city's time zone."""

    open_now: bool | None
    """Whether somebody answers. Null if its hours are not known."""

    emergency: bool
    """For emergencies."""


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


class Deadline(Part):
    """By when something must be done."""

    requested_language: str
    """The language that was asked for, as a BCP 47 tag; of several the one that was named first."""

    language: str
    """The language of its text, as a BCP 47 tag. Mark the text with it."""

    translation_state: TranslationState
    """What its text is to somebody who asked for `requestedLanguage`."""

    fallback: list[str]
    """The text fields of this object that are in the source language, because they have no translation."""

    days: int
    """How many days there are."""

    event: str
    """From which event they count, as a clause: after you move in."""

    counted: DeadlineCount | None
    """On which side of the event the last day lies; null if nobody has said."""


class DeadlineCount(StrEnum):
    """On which side of its event a deadline lies."""

    AFTER = "AFTER"
    """The last day is so many calendar days after the event."""

    BEFORE = "BEFORE"
    """The last day is so many calendar days before the event."""


class DocumentConnection(Part):
    """A page of a list of documents."""

    total_count: int
    """How many documents the whole list has."""

    revision: int
    """The newest revision of the city's documents: ask for what `changedAfter` it next time."""

    edges: list[DocumentEdge]
    """The documents with their cursors."""

    nodes: list[Document]
    """The documents."""

    page_info: PageInfo
    """Where the page stands."""


class DocumentEdge(Part):
    """A document and its place in the list."""

    cursor: str
    """The place, to be given as `after`."""

    node: Document
    """The document."""

    distance: int | None
    """Metres from the place that `near` names to the nearest of its offices; null without `near`."""


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


class DocumentOrder(StrEnum):
    """In which order documents are listed."""

    PATH = "PATH"
    """By path, so that what belongs together stands together."""

    DISTANCE = "DISTANCE"
    """The nearest first; only together with `near`."""


class DocumentType(Document):
    """A paper that offices ask for."""

    PAGE_SIZE: ClassVar[int] = 30
    KIND: ClassVar[str | None] = "DOCUMENT_TYPE"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on DocumentType { officialName "
        "description synonyms { requestedLanguage language translationState fallback id name } issuedBy { "
        "__typename uuid kind title path language organisationKind description url email phones { number "
        "languages } verified } howToGet { __typename uuid kind title path language summary outcome "
        "forWhom audience { operator conditions { facet values } } deadline { requestedLanguage language "
        "translationState fallback days event counted } duration { value maximum unit } online appeal "
        "ifItFails legalBasis { title url } } }"
    )

    official_name: str
    """The word on the form, in the source language."""

    description: str
    """What it is and what it looks like."""

    synonyms: list[Synonym]
    """Other names under which people know it."""

    issued_by: Organisation | None
    """Who issues it."""

    how_to_get: Procedure | None
    """How to get it."""


class Duration(Part):
    """How long something takes."""

    value: int
    """How many units, or at least how many."""

    maximum: int | None
    """At most how many units; null if `value` says it all."""

    unit: DurationUnit
    """The unit."""


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


class Event(Document):
    """Something that people go to: once, or every week as a course does."""

    PAGE_SIZE: ClassVar[int] = 29
    KIND: ClassVar[str | None] = "EVENT"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Event { eventKind summary "
        "text starts ends recurrence { days until } office { __typename uuid kind title path language "
        "address { street postalCode locality country } latitude longitude accessNotes accessibility { "
        "stepFree toilet lift hearingLoop } phones { number languages } email url openingHours { days "
        "opens closes byAppointment } closures { requestedLanguage language translationState fallback id "
        "from to reason } appointmentUrl languagesSpoken picture { requestedLanguage language "
        "translationState fallback url hash width height alt credit } } venue { name street postalCode "
        "locality country } level cost { __typename uuid kind title path language amount currency free "
        "reduction paymentMethods condition } childcare womenOnly languages registrationUrl organiser { "
        "__typename uuid kind title path language organisationKind description url email phones { number "
        "languages } verified } }"
    )

    event_kind: EventKind
    """Whether people come once or learn together."""

    summary: str
    """What happens there and who it is for, in one sentence."""

    text: str
    """What else there is to know; may be empty."""

    starts: str
    """YYYY-MM-DD for a whole day, or YYYY-MM-DDTHH:MM in the city's time zone."""

    ends: str | None
    """As `starts`, of the first time if it is repeated; null if that is not known."""

    recurrence: Recurrence | None
    """How it is repeated; null if it happens once."""

    office: Office | None
    """Where it takes place."""

    venue: Venue | None
    """Where it takes place, if not in an office of the guide."""

    level: LanguageLevel | None
    """Which level of language it leads to or asks for."""

    cost: Cost | None
    """What it costs."""

    childcare: bool
    """Somebody looks after the children meanwhile."""

    women_only: bool
    """Only women take part."""

    languages: list[str]
    """The languages in which it is held, as BCP 47 tags."""

    registration_url: str | None
    """Where to register."""

    organiser: Organisation | None
    """Who runs it."""


class EventKind(StrEnum):
    """Whether people come once or learn together."""

    EVENT = "EVENT"
    """An event or a meeting."""

    COURSE = "COURSE"
    """People learn something together and come again."""


class LanguageLevel(StrEnum):
    """A level of the Common European Framework of Reference for Languages."""

    A1 = "A1"
    """Breakthrough."""

    A2 = "A2"
    """Waystage."""

    B1 = "B1"
    """Threshold."""

    B2 = "B2"
    """Vantage."""

    C1 = "C1"
    """Effective operational proficiency."""

    C2 = "C2"
    """Mastery."""


class LegalBasis(Part):
    """The law behind a rule."""

    title: str
    """The name of the law, in the source language."""

    url: str | None
    """Where it can be read."""


class ListedCity(Part):
    """A city as the list of cities shows it. Ask `city` for the rest."""

    slug: str
    """The short name to ask by."""

    title: str
    """Its name in the source language."""

    country: str
    """ISO 3166-1 alpha-2."""

    source_language: str
    """The language in which its editors write, as a BCP 47 tag."""

    languages: list[str]
    """The guide's languages as BCP 47 tags, the source language first."""

    site_url: str
    """Where the guide is read."""


class Near(Input):
    """A place, and how far around it to look."""

    latitude: float
    """Degrees, WGS 84, from -90 to 90."""

    longitude: float
    """Degrees, WGS 84, from -180 to 180."""

    within: int
    """Metres as the crow flies, from 1 to 100,000."""


class Need(StrEnum):
    """When a paper is needed."""

    ALWAYS = "ALWAYS"
    """In every case."""

    IF = "IF"
    """Only under a condition."""


class Office(Document):
    """A place to go to."""

    PAGE_SIZE: ClassVar[int] = 34
    KIND: ClassVar[str | None] = "OFFICE"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Office { organisation { "
        "__typename uuid kind title path language organisationKind description url email phones { number "
        "languages } verified } address { street postalCode locality country } latitude longitude "
        "accessNotes accessibility { stepFree toilet lift hearingLoop } phones { number languages } email "
        "url openingHours { days opens closes byAppointment } closures { requestedLanguage language "
        "translationState fallback id from to reason } appointmentUrl languagesSpoken picture { "
        "requestedLanguage language translationState fallback url hash width height alt credit } }"
    )

    organisation: Organisation | None
    """Whose office it is."""

    address: Address
    """Where it is."""

    latitude: float | None
    """Degrees, WGS 84."""

    longitude: float | None
    """Degrees, WGS 84."""

    access_notes: str
    """How to find the door; may be empty."""

    accessibility: Accessibility
    """For people with a disability."""

    phones: list[Phone]
    """Its phone numbers."""

    email: str | None
    """Its e-mail address."""

    url: str | None
    """Its own page."""

    opening_hours: list[OpeningHours]
    """When it is open, in the city's time zone."""

    closures: list[Closure]
    """When it is closed all the same."""

    open_now: bool | None
    """Whether it is open, by appointment too: opening hours less closures. Null if its hours are not known."""

    appointment_url: str | None
    """Where to book an appointment."""

    languages_spoken: list[str]
    """The languages that are spoken there, as BCP 47 tags."""

    picture: Picture | None
    """Of the entrance, for instance."""


class OpeningHours(Part):
    """A span of time in which an office is open or a line is staffed."""

    days: list[int]
    """ISO weekdays; Monday is 1."""

    opens: str
    """From when."""

    closes: str
    """Until when; earlier than `opens`, it is the next day."""

    by_appointment: bool
    """Only with an appointment."""


class Organisation(Document):
    """An authority, an NGO, a company or a club."""

    PAGE_SIZE: ClassVar[int] = 50
    KIND: ClassVar[str | None] = "ORGANISATION"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Organisation { "
        "organisationKind description url email phones { number languages } parentOrganisation { "
        "__typename uuid kind title path language organisationKind description url email phones { number "
        "languages } verified } verified }"
    )

    organisation_kind: OrganisationKind
    """What kind of organisation it is."""

    description: str
    """What it does."""

    url: str | None
    """Its own site."""

    email: str | None
    """Its e-mail address."""

    phones: list[Phone]
    """Its phone numbers."""

    parent_organisation: Organisation | None
    """The organisation that it is a part of."""

    verified: bool
    """The city has checked that it is what it says."""


class OrganisationKind(StrEnum):
    """What kind of organisation it is."""

    AUTHORITY = "AUTHORITY"
    """A public authority."""

    NGO = "NGO"
    """A non-governmental organisation."""

    COMPANY = "COMPANY"
    """A company."""

    CLUB = "CLUB"
    """A club or society."""


class Origin(Part):
    """The page of another guide from which a text was taken over; it may have been changed since."""

    publisher: str
    """Who first wrote the text."""

    url: str
    """Where its first readers find it."""

    licence: str
    """The licence under which it was taken over."""


class PageInfo(Part):
    """Where a page stands in the list."""

    has_next_page: bool
    """There is more after it."""

    has_previous_page: bool
    """There is something before it."""

    start_cursor: str | None
    """The cursor of its first document; null if it is empty."""

    end_cursor: str | None
    """The cursor of its last document: the `after` of the next page."""


class Passage(Part):
    """A paragraph, a point of a list or a heading of a document."""

    text: str
    """Plain text, to be escaped where it becomes HTML."""

    language: str
    """The language of the text, as a BCP 47 tag."""

    is_heading: bool
    """It is a heading."""

    is_best: bool
    """It says most of what was asked: the one to show if there is room for one."""

    pieces: list[Piece]
    """The text cut up, so that the words that were asked for can be highlighted."""


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


class Phone(Part):
    """A phone number and who can call it."""

    number: str
    """The number in E.164, ready for a tel: link."""

    languages: list[str]
    """The languages that are spoken on it, as BCP 47 tags."""


class Picture(Part):
    """The picture of a page, as it was uploaded. Show a smaller one to readers."""

    requested_language: str
    """The language that was asked for, as a BCP 47 tag; of several the one that was named first."""

    language: str
    """The language of its text, as a BCP 47 tag. Mark the text with it."""

    translation_state: TranslationState
    """What its text is to somebody who asked for `requestedLanguage`."""

    fallback: list[str]
    """The text fields of this object that are in the source language, because they have no translation."""

    url: str
    """The original; without a host it is on that of this API."""

    hash: str
    """SHA-1 of the original."""

    width: int
    """In pixels."""

    height: int
    """In pixels."""

    alt: str
    """What it shows, for those who do not see it."""

    credit: str
    """Who made it, and under which licence; may be empty."""


class Piece(Part):
    """A piece of a passage."""

    text: str
    """Plain text, to be escaped where it becomes HTML."""

    is_asked: bool
    """It is a word that the question asks for: highlight it."""


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


class Recurrence(Part):
    """Every week on the same days."""

    days: list[int]
    """ISO weekdays, from 1 for Monday to 7 for Sunday."""

    until: dt.date
    """The day on which it takes place for the last time, or a day after that."""


class Requirement(Part):
    """A paper that is asked for, and in which form."""

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

    document: DocumentType | None
    """The paper."""

    required: Need
    """When it is needed."""

    condition: str
    """When, if it is not always; else empty."""

    original: bool
    """The original is asked for."""

    copies: int
    """How many copies are asked for."""

    sworn_translation: bool
    """A translation by a sworn translator is asked for."""

    note: str
    """One sentence; may be empty."""


class SearchHit(Part):
    """A document that fits a question."""

    document: Document
    """The document."""

    score: float
    """How well it fits; scores of two questions say nothing about each other."""

    share: float
    """How much of what was asked it says, from 0 to 1."""

    best: Passage | None
    """The passage that says most of what was asked; null where only its title or a name fits."""

    passages: list[Passage]
    """What fits best of its text, in order; empty where only its title or a name fits."""


class SearchResults(Part):
    """What was found for a question."""

    total_count: int
    """How many documents fit, 20 at most."""

    hits: list[SearchHit]
    """The documents, the best first."""

    did_you_mean: str | None
    """The question in words that the guide has; null unless little was found and a word is on no page."""


class Sensitivity(StrEnum):
    """How careful a reader must be that nobody sees the page."""

    NORMAL = "NORMAL"
    """Nothing is to be hidden."""

    SAFETY = "SAFETY"
    """To be found reading it can endanger a person: offer a way to leave quickly, store nothing."""


class Service(Document):
    """Something that an authority or an organisation offers."""

    PAGE_SIZE: ClassVar[int] = 7
    KIND: ClassVar[str | None] = "SERVICE"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Service { summary forWhom "
        "audience { operator conditions { facet values } } blocks { requestedLanguage language "
        "translationState fallback id type html } documents { requestedLanguage language translationState "
        "fallback id document { __typename uuid kind title path language } required condition original "
        "copies swornTranslation note } authority { __typename uuid kind title path language "
        "organisationKind description url email phones { number languages } verified } offices { "
        "__typename uuid kind title path language address { street postalCode locality country } latitude "
        "longitude accessNotes accessibility { stepFree toilet lift hearingLoop } phones { number "
        "languages } email url openingHours { days opens closes byAppointment } closures { "
        "requestedLanguage language translationState fallback id from to reason } appointmentUrl "
        "languagesSpoken picture { requestedLanguage language translationState fallback url hash width "
        "height alt credit } } channels { kind url } costs { __typename uuid kind title path language "
        "amount currency free reduction paymentMethods condition } processingTime { value maximum unit } "
        "deadline { requestedLanguage language translationState fallback days event counted } ifItFails "
        "legalBasis { title url } contact { __typename uuid kind title path language number email url "
        "whenToCall languages always openingHours { days opens closes byAppointment } emergency } "
        "procedure { __typename uuid kind title path language summary outcome forWhom audience { operator "
        "conditions { facet values } } deadline { requestedLanguage language translationState fallback "
        "days event counted } duration { value maximum unit } online appeal ifItFails legalBasis { title "
        "url } } picture { requestedLanguage language translationState fallback url hash width height alt "
        "credit } }"
    )

    summary: str
    """One or two sentences."""

    for_whom: str
    """Who can use it; may be empty."""

    audience: list[AudienceGroup]
    """Whom it concerns: every group has to hold. Empty: everybody."""

    concern: Concern
    """Whether it concerns a person. Work it out where she is, if you can: see docs/api."""

    blocks: list[Block]
    """What else there is to say."""

    documents: list[Requirement]
    """The papers to bring."""

    authority: Organisation | None
    """Who decides."""

    offices: list[Office]
    """Where to go."""

    channels: list[Channel]
    """The ways to use it."""

    costs: list[Cost]
    """What it costs."""

    processing_time: Duration | None
    """How long it takes."""

    deadline: Deadline | None
    """By when it must be asked for."""

    if_it_fails: str
    """What to do if it is refused; may be empty."""

    legal_basis: list[LegalBasis]
    """The law behind it."""

    contact: Contact | None
    """Whom to ask."""

    procedure: Procedure | None
    """The steps to follow."""

    picture: Picture | None
    """What helps to recognise it."""


class Situation(Document):
    """A situation in life, and the procedures that it brings."""

    PAGE_SIZE: ClassVar[int] = 14
    KIND: ClassVar[str | None] = "SITUATION"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Situation { summary "
        "procedures { __typename uuid kind title path language summary outcome forWhom audience { "
        "operator conditions { facet values } } deadline { requestedLanguage language translationState "
        "fallback days event counted } duration { value maximum unit } online appeal ifItFails legalBasis "
        "{ title url } } checklist }"
    )

    summary: str
    """One sentence."""

    procedures: list[Procedure]
    """What there is to do, in order."""

    checklist: bool
    """Is meant to be ticked off."""


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


class Synonym(Part):
    """Another name under which people know a paper."""

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

    name: str
    """The name."""


class Term(Document):
    """A word of the administration, explained."""

    PAGE_SIZE: ClassVar[int] = 63
    KIND: ClassVar[str | None] = "TERM"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Term { officialTerm "
        "explanation doNotTranslate }"
    )

    official_term: str
    """The word in the source language."""

    explanation: str
    """What it means, in plain words."""

    do_not_translate: bool
    """The word is used as it is in every language."""


class Topic(Document):
    """A subject under which pages are filed."""

    PAGE_SIZE: ClassVar[int] = 63
    KIND: ClassVar[str | None] = "TOPIC"
    SELECTION: ClassVar[str] = (
        "__typename id uuid kind city { __typename uuid kind title path language } language "
        "requestedLanguage translationState sourceLanguage path title parent { __typename uuid kind title "
        "path language } position topics { __typename uuid kind title path language } situations { "
        "__typename uuid kind title path language } translation { state outdated segments } owner { "
        "__typename uuid kind title path language } checkedOn reviewDue sourceUrl validFrom validUntil "
        "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
        "transcript reader recordedOn } sensitivity fallback revision ... on Topic { summary icon }"
    )

    summary: str
    """One sentence."""

    icon: str
    """Name of a picture that stands for it; may be empty."""


class Translation(Part):
    """How far the text of a document can be relied on."""

    state: TranslationQuality
    """Who answers for the text."""

    outdated: int
    """How many segments were translated from an older source text, or not yet."""

    segments: int
    """How many segments the text has."""


class TranslationQuality(StrEnum):
    """Who answers for the text."""

    SOURCE = "SOURCE"
    """It was written in this language."""

    MACHINE = "MACHINE"
    """It contains machine-translated text that nobody has checked."""

    REVIEWED = "REVIEWED"
    """A person has checked every segment."""


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


class Venue(Part):
    """A place that is no office of the guide."""

    name: str
    """As it stands at the door; may be empty."""

    street: str
    """Street and number."""

    postal_code: str
    """The postal code."""

    locality: str
    """The town."""

    country: str
    """ISO 3166-1 alpha-2."""


class Voice(Part):
    """A document read aloud by a person."""

    url: str
    """The recording; without a host it is on that of this API."""

    hash: str
    """SHA-1 of the recording."""

    size: int
    """In bytes."""

    type: str
    """Its media type."""

    transcript: str
    """What is said, in plain text; an empty line ends a paragraph."""

    reader: str
    """Who reads; may be empty."""

    recorded_on: dt.date
    """The day on which it was recorded."""


class YesNo(StrEnum):
    """Whether something is so, if anybody has looked."""

    YES = "YES"
    """It is."""

    NO = "NO"
    """It is not."""

    UNKNOWN = "UNKNOWN"
    """Nobody has said yet."""
