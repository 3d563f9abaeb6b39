// Types. Written by `make clients` from docs/api/schema.graphql: change that, and run it again.

/** A document that another one names, or that a list tells of: enough for a link to it, and some of its facts. */
export type Named<D extends Document> =
  Pick<D, "__typename" | "uuid" | "kind" | "title" | "path" | "language"> & Partial<D>;

export interface Options { signal?: AbortSignal }

export interface ClientOptions {
  /** Milliseconds that a server may be silent; 30,000. */
  timeout?: number;
  /** Milliseconds that a question may wait altogether for a server that is busy or away; 60,000. */
  patience?: number;
  /** Ask by the hash of a query, which caches can answer; true. */
  persisted?: boolean;
  fetch?: typeof globalThis.fetch;
}

export class WaymarkError extends Error {
  /** The API's code, or UNREACHABLE, BUSY or UNEXPECTED; null where the query asks for what is not in the schema. */
  readonly code: string | null;
  /** HTTP's. */
  readonly status: number | null;
  readonly errors: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
  /** What was answered all the same. */
  readonly data: unknown;
  /** Seconds. */
  readonly retryAfter: number | null;
}

/** What a person with a disability finds at an office. */
export interface Accessibility {
  /** Can be reached without a step. */
  stepFree: YesNo;
  /** Has an accessible toilet. */
  toilet: YesNo;
  /** Has a lift. */
  lift: YesNo;
  /** Has a hearing loop. */
  hearingLoop: YesNo;
}

/** A postal address in the country's own spelling. */
export interface Address {
  /** Street and number. */
  street: string;
  /** Postal code. */
  postalCode: string;
  /** City or village. */
  locality: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

/** Something that readers have to know from `validFrom` to `validUntil`, before anything else on a page. */
export interface Alert extends Document {
  __typename: "Alert";
  /** How serious it is. */
  severity: AlertSeverity;
  /** What happens, whom it concerns, and what to do. */
  text: string;
  /** The pages that show it, with those below them; every page if `isForAll`. */
  affects: Named<Document>[];
  /** It concerns everybody: every page of the guide shows it. */
  isForAll: boolean;
}

/** How serious an alert is. */
export type AlertSeverity =
  /** Good to know. */
  | "INFO"
  /** People may lose something who do not read it. */
  | "WARNING"
  /** People may come to harm who do not read it. */
  | "DANGER"

/** What a person said of herself. Leave out what she was not asked: it hides nothing from her. */
export interface Answer {
  /** To which question. */
  facet: AudienceFacet;
  /** What is true of her, as the description of the facet lists it; nothing counts as no answer. */
  values: string[];
}

/** Something to read. */
export interface Article extends Document {
  __typename: "Article";
  /** One or two sentences. */
  summary: string;
  /** Whom it concerns: every group has to hold. Empty: everybody. */
  audience: AudienceGroup[];
  /** Whether it concerns a person. Work it out where she is, if you can: see docs/api. */
  concern: Concern;
  /** The text. */
  blocks: Block[];
  /** What the article is about. */
  picture: Picture | null;
  /** The credit that a licence asks for, to be shown as it is; may be empty. */
  attribution: string;
}

/** Something that may be true of a person. */
export interface AudienceCondition {
  /** What it asks. */
  facet: AudienceFacet;
  /** One of these has to be true of her. */
  values: string[];
}

/** What a condition asks of a person. A value `from-18` reaches up to the next one of its facet. */
export type AudienceFacet =
  /** Residence status: asylum, protection, tolerated, permit, union, citizen, undocumented. */
  | "RESIDENCE"
  /** Months of living here: from-0, from-3, from-6, from-12, from-36, from-60. */
  | "MONTHS"
  /** Years of age: from-0, from-16, from-18, from-27, from-65. */
  | "AGE"
  /** Years of age of children, several may fit: none, from-0, from-3, from-6, from-15. */
  | "CHILDREN"
  /** Pregnancy: yes, no. */
  | "PREGNANT"
  /** Disability: yes, no. */
  | "DISABILITY"
  /** Work: employed, self_employed, seeking, training, none. */
  | "EMPLOYMENT"
  /** CEFR level of the local language: none, A1, A2, B1, B2, C1 (and above). */
  | "LEVEL"
  /** Housing: shelter, friends, renting, owner, homeless. */
  | "HOUSING"

/** Conditions that belong together. */
export interface AudienceGroup {
  /** How many of the conditions have to hold. */
  operator: AudienceOperator;
  /** The conditions, each on another facet. */
  conditions: AudienceCondition[];
}

/** How many of the conditions of a group have to hold. */
export type AudienceOperator =
  /** Every condition. */
  | "ALL"
  /** At least one condition. */
  | "ANY"
  /** No condition. */
  | "NONE"

/** A piece of a longer text. */
export interface Block {
  /** The language that was asked for, as a BCP 47 tag; of several the one that was named first. */
  requestedLanguage: string;
  /** The language of its text, as a BCP 47 tag. Mark the text with it. */
  language: string;
  /** What its text is to somebody who asked for `requestedLanguage`. */
  translationState: TranslationState;
  /** The text fields of this object that are in the source language, because they have no translation. */
  fallback: string[];
  /** The same in every language. */
  id: string;
  /** How it is meant. */
  type: BlockType;
  /** The text. */
  html: string;
}

/** How a piece of text is meant. */
export type BlockType =
  /** Running text. */
  | "TEXT"
  /** A note beside the text. */
  | "INFO"
  /** A warning. */
  | "WARNING"

/** Where a step leads under a condition. Without one that holds, the next step follows. */
export interface Branch {
  /** The language that was asked for, as a BCP 47 tag; of several the one that was named first. */
  requestedLanguage: string;
  /** The language of its text, as a BCP 47 tag. Mark the text with it. */
  language: string;
  /** What its text is to somebody who asked for `requestedLanguage`. */
  translationState: TranslationState;
  /** The text fields of this object that are in the source language, because they have no translation. */
  fallback: string[];
  /** The same in every language. */
  id: string;
  /** Under which condition; empty: always. */
  condition: string;
  /** The `id` of the step that follows. */
  step: string;
}

/** What changed in a document on a day. */
export interface Change {
  /** The day, in the city's time zone. */
  on: string;
  /** AMOUNT: the amount and its currency, or free; DEADLINE: the days; otherwise empty. */
  before: string;
  /** As `before`. */
  after: string;
  /** What changed. */
  field: ChangedField;
}

/** A document as it is now, or the tombstone of one that was withdrawn. */
export interface ChangedDocument {
  /** The same in every language, and for ever. */
  uuid: string;
  /** The language of its text, as a BCP 47 tag. With the UUID it identifies the document. */
  language: string;
  /** What the document is about. */
  kind: DocumentKind;
  /** Its path below the language's root in the guide. */
  path: string;
  /** The city's revision that this change is. */
  revision: number;
  /** It is no longer published: forget it. */
  withdrawn: boolean;
  /** The document as JSON; null if it was withdrawn. */
  body: unknown | null;
}

/** What changed in a document. */
export type ChangedField =
  /** Where it is. */
  | "ADDRESS"
  /** What it costs. */
  | "AMOUNT"
  /** Which costs arise. */
  | "COSTS"
  /** By when it must be done. */
  | "DEADLINE"
  /** How long it takes. */
  | "DURATION"
  /** Where to write. */
  | "EMAIL"
  /** Whom to call. */
  | "NUMBER"
  /** When it is open. */
  | "OPENING_HOURS"
  /** Which document types are asked for. */
  | "PAPERS"
  /** Its telephone numbers. */
  | "PHONES"
  /** The steps: their number, order, text, offices or costs. */
  | "STEPS"
  /** Any other text. */
  | "TEXT"

/** What changed in a city, each document once, oldest change first. */
export interface Changes {
  /** The changed documents. */
  documents: ChangedDocument[];
  /** What to ask after next time. */
  cursor: number;
  /** There is more: ask again at once. */
  hasMore: boolean;
}

/** A way to use a service. */
export interface Channel {
  /** Which way. */
  kind: ChannelKind;
  /** Where to begin, if that is an address. */
  url: string | null;
}

/** A way to use a service. */
export type ChannelKind =
  /** On the web. */
  | "ONLINE"
  /** By phone. */
  | "PHONE"
  /** By letter. */
  | "POST"
  /** In person. */
  | "VISIT"

/** A city, and the home page of its guide. */
export interface City extends Document {
  __typename: "City";
  /** The short name to ask by. */
  slug: string;
  /** Who the guide is for and what it helps with. */
  introduction: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** NUTS or LAU code; may be empty. */
  regionCode: string;
  /** The guide's languages as BCP 47 tags, the source language first. */
  languages: string[];
  /** IANA name. */
  timeZone: string;
  /** Where the guide is read. */
  siteUrl: string;
  /** Who answers for the guide. */
  publisher: string;
  /** How to write to them; may be empty. */
  publisherEmail: string;
  /** Their postal address; may be empty. */
  publisherAddress: string;
  /** Under which licence the texts may be used; null if the city grants none. */
  licence: string | null;
  /** Where readers' forms are sent to, without a slash at the end; null if the city takes none. */
  deskUrl: string | null;
}

/** Days on which an office is closed in spite of its opening hours. */
export interface Closure {
  /** The language that was asked for, as a BCP 47 tag; of several the one that was named first. */
  requestedLanguage: string;
  /** The language of its text, as a BCP 47 tag. Mark the text with it. */
  language: string;
  /** What its text is to somebody who asked for `requestedLanguage`. */
  translationState: TranslationState;
  /** The text fields of this object that are in the source language, because they have no translation. */
  fallback: string[];
  /** The same in every language. */
  id: string;
  /** The first day. */
  from: string;
  /** The last day. */
  to: string;
  /** Why; may be empty. */
  reason: string;
}

/** Whether a document concerns a person. */
export interface Concern {
  /** Whether it does. */
  state: ConcernState;
  /** What to ask her if that is open. */
  dependsOn: AudienceFacet[];
}

/** Whether a document concerns a person, by what is known of her. */
export type ConcernState =
  /** It does. */
  | "YES"
  /** It does not. */
  | "NO"
  /** That depends on what nobody has asked her yet. Hide nothing from her for it. */
  | "MAYBE"

/** A number or an address to turn to, in an emergency among others. */
export interface Contact extends Document {
  __typename: "Contact";
  /** E.164, or a short number such as 112. */
  number: string;
  /** An e-mail address. */
  email: string | null;
  /** A page. */
  url: string | null;
  /** When to call; may be empty. */
  whenToCall: string;
  /** The languages that are spoken there, as BCP 47 tags. */
  languages: string[];
  /** Day and night. */
  always: boolean;
  /** When somebody answers, in the city's time zone. */
  openingHours: OpeningHours[];
  /** Whether somebody answers. Null if its hours are not known. */
  openNow: boolean | null;
  /** For emergencies. */
  emergency: boolean;
}

/** A fee. */
export interface Cost extends Document {
  __typename: "Cost";
  /** How much; null if it differs from case to case. */
  amount: string | null;
  /** ISO 4217. */
  currency: string;
  /** Nothing has to be paid. */
  free: boolean;
  /** Who pays less; may be empty. */
  reduction: string;
  /** How it can be paid. */
  paymentMethods: PaymentMethod[];
  /** When it has to be paid; may be empty. */
  condition: string;
}

/** By when something must be done. */
export interface Deadline {
  /** The language that was asked for, as a BCP 47 tag; of several the one that was named first. */
  requestedLanguage: string;
  /** The language of its text, as a BCP 47 tag. Mark the text with it. */
  language: string;
  /** What its text is to somebody who asked for `requestedLanguage`. */
  translationState: TranslationState;
  /** The text fields of this object that are in the source language, because they have no translation. */
  fallback: string[];
  /** How many days there are. */
  days: number;
  /** From which event they count, as a clause: after you move in. */
  event: string;
  /** On which side of the event the last day lies; null if nobody has said. */
  counted: DeadlineCount | null;
}

/** On which side of its event a deadline lies. */
export type DeadlineCount =
  /** The last day is so many calendar days after the event. */
  | "AFTER"
  /** The last day is so many calendar days before the event. */
  | "BEFORE"

/**
 * A page or an entity of a city's guide, as it is published.
 *
 * Facts are the same in every language. Where a document has no translation into the language that was asked for, it is
 * the one in the source language, and `language` says so. References to documents that are not published are null, or
 * left out of lists.
 */
export interface Document {
  __typename: "Alert" | "Article" | "City" | "Contact" | "Cost" | "DocumentType" | "Event" | "Office" | "Organisation" | "Procedure" | "Service" | "Situation" | "Term" | "Topic";
  /** Opaque, and always the same for the same document as readers of the same languages get it. */
  id: string;
  /** The same in every language, and for ever. */
  uuid: string;
  /** What the document is about. */
  kind: DocumentKind;
  /** The city whose guide it belongs to. */
  city: Named<City> | null;
  /** The language of its text, as a BCP 47 tag. */
  language: string;
  /** The language that was asked for, as a BCP 47 tag; of several the one that was named first. */
  requestedLanguage: string;
  /** What its text is to somebody who asked for `requestedLanguage`. */
  translationState: TranslationState;
  /** The language in which the city's editors write, as a BCP 47 tag. */
  sourceLanguage: string;
  /** Its path in the guide, below the language and without slashes at its ends; empty for the city. */
  path: string;
  /** Name or title. */
  title: string;
  /** The document above it in the guide. */
  parent: Named<Document> | null;
  /** Its place among its siblings; lower comes first. */
  position: number;
  /** Topics it is filed under, the main one first. */
  topics: Named<Topic>[];
  /** Situations in which it matters. */
  situations: Named<Situation>[];
  /** How far its text can be relied on. */
  translation: Translation;
  /** The organisation that keeps it right. */
  owner: Named<Organisation> | null;
  /** The day on which a person last checked its facts. */
  checkedOn: string | null;
  /** The day by which they must be checked again. */
  reviewDue: string | null;
  /** The official page that it rests on. */
  sourceUrl: string | null;
  /** Not to be relied on before this day. */
  validFrom: string | null;
  /** Not to be relied on after this day. */
  validUntil: string | null;
  /** What changed on which day, the newest first. */
  history: Change[];
  /** Where its text was taken over from; null for what the city wrote itself. */
  takenFrom: Origin | null;
  /** The document read aloud by a person, in its own language; null if nobody did. */
  voice: Voice | null;
  /** How careful a reader must be that nobody sees the page. */
  sensitivity: Sensitivity;
  /** The text fields of this object that are in the source language, because they have no translation. */
  fallback: string[];
  /** The revision of the city at which it last changed. */
  revision: number;
  /** Everything at once: the document as JSON. Other documents are named in it by UUID. */
  body: unknown;
}

/** A page of a list of documents. */
export interface DocumentConnection {
  /** How many documents the whole list has. */
  totalCount: number;
  /** The newest revision of the city's documents: ask for what `changedAfter` it next time. */
  revision: number;
  /** The documents with their cursors. */
  edges: DocumentEdge[];
  /** The documents. */
  nodes: Named<Document>[];
  /** Where the page stands. */
  pageInfo: PageInfo;
}

/** A document and its place in the list. */
export interface DocumentEdge {
  /** The place, to be given as `after`. */
  cursor: string;
  /** The document. */
  node: Named<Document>;
  /** Metres from the place that `near` names to the nearest of its offices; null without `near`. */
  distance: number | null;
}

/** What a document is about. */
export type DocumentKind =
  /** The home page of a guide. */
  | "CITY"
  /** A subject under which pages are filed. */
  | "TOPIC"
  /** A situation in life and the procedures that it brings. */
  | "SITUATION"
  /** An authority, an NGO, a company or a club. */
  | "ORGANISATION"
  /** A place to go to, with its opening hours. */
  | "OFFICE"
  /** A paper that offices ask for. */
  | "DOCUMENT_TYPE"
  /** A fee. */
  | "COST"
  /** A number or an address to turn to. */
  | "CONTACT"
  /** A word of the administration, explained. */
  | "TERM"
  /** Something that an authority or an organisation offers. */
  | "SERVICE"
  /** A matter that is settled in steps. */
  | "PROCEDURE"
  /** Anything else that newcomers read. */
  | "ARTICLE"
  /** Something that readers have to know for a while. */
  | "ALERT"
  /** Something that people go to: an event, a course. */
  | "EVENT"

/** In which order documents are listed. */
export type DocumentOrder =
  /** By path, so that what belongs together stands together. */
  | "PATH"
  /** The nearest first; only together with `near`. */
  | "DISTANCE"

/** A paper that offices ask for. */
export interface DocumentType extends Document {
  __typename: "DocumentType";
  /** The word on the form, in the source language. */
  officialName: string;
  /** What it is and what it looks like. */
  description: string;
  /** Other names under which people know it. */
  synonyms: Synonym[];
  /** Who issues it. */
  issuedBy: Named<Organisation> | null;
  /** How to get it. */
  howToGet: Named<Procedure> | null;
}

/** How long something takes. */
export interface Duration {
  /** How many units, or at least how many. */
  value: number;
  /** At most how many units; null if `value` says it all. */
  maximum: number | null;
  /** The unit. */
  unit: DurationUnit;
}

/** The unit of a duration. */
export type DurationUnit =
  /** Counted in minutes. */
  | "MINUTE"
  /** Counted in hours. */
  | "HOUR"
  /** Counted in days. */
  | "DAY"
  /** Counted in weeks. */
  | "WEEK"
  /** Counted in months. */
  | "MONTH"
  /** Counted in years. */
  | "YEAR"

/** Something that people go to: once, or every week as a course does. */
export interface Event extends Document {
  __typename: "Event";
  /** Whether people come once or learn together. */
  eventKind: EventKind;
  /** What happens there and who it is for, in one sentence. */
  summary: string;
  /** What else there is to know; may be empty. */
  text: string;
  /** YYYY-MM-DD for a whole day, or YYYY-MM-DDTHH:MM in the city's time zone. */
  starts: string;
  /** As `starts`, of the first time if it is repeated; null if that is not known. */
  ends: string | null;
  /** How it is repeated; null if it happens once. */
  recurrence: Recurrence | null;
  /** Where it takes place. */
  office: Named<Office> | null;
  /** Where it takes place, if not in an office of the guide. */
  venue: Venue | null;
  /** Which level of language it leads to or asks for. */
  level: LanguageLevel | null;
  /** What it costs. */
  cost: Named<Cost> | null;
  /** Somebody looks after the children meanwhile. */
  childcare: boolean;
  /** Only women take part. */
  womenOnly: boolean;
  /** The languages in which it is held, as BCP 47 tags. */
  languages: string[];
  /** Where to register. */
  registrationUrl: string | null;
  /** Who runs it. */
  organiser: Named<Organisation> | null;
}

/** Whether people come once or learn together. */
export type EventKind =
  /** An event or a meeting. */
  | "EVENT"
  /** People learn something together and come again. */
  | "COURSE"

/** A level of the Common European Framework of Reference for Languages. */
export type LanguageLevel =
  /** Breakthrough. */
  | "A1"
  /** Waystage. */
  | "A2"
  /** Threshold. */
  | "B1"
  /** Vantage. */
  | "B2"
  /** Effective operational proficiency. */
  | "C1"
  /** Mastery. */
  | "C2"

/** The law behind a rule. */
export interface LegalBasis {
  /** The name of the law, in the source language. */
  title: string;
  /** Where it can be read. */
  url: string | null;
}

/** A city as the list of cities shows it. Ask `city` for the rest. */
export interface ListedCity {
  /** The short name to ask by. */
  slug: string;
  /** Its name in the source language. */
  title: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** The language in which its editors write, as a BCP 47 tag. */
  sourceLanguage: string;
  /** The guide's languages as BCP 47 tags, the source language first. */
  languages: string[];
  /** Where the guide is read. */
  siteUrl: string;
}

/** A place, and how far around it to look. */
export interface Near {
  /** Degrees, WGS 84, from -90 to 90. */
  latitude: number;
  /** Degrees, WGS 84, from -180 to 180. */
  longitude: number;
  /** Metres as the crow flies, from 1 to 100,000. */
  within: number;
}

/** When a paper is needed. */
export type Need =
  /** In every case. */
  | "ALWAYS"
  /** Only under a condition. */
  | "IF"

/** A place to go to. */
export interface Office extends Document {
  __typename: "Office";
  /** Whose office it is. */
  organisation: Named<Organisation> | null;
  /** Where it is. */
  address: Address;
  /** Degrees, WGS 84. */
  latitude: number | null;
  /** Degrees, WGS 84. */
  longitude: number | null;
  /** How to find the door; may be empty. */
  accessNotes: string;
  /** For people with a disability. */
  accessibility: Accessibility;
  /** Its phone numbers. */
  phones: Phone[];
  /** Its e-mail address. */
  email: string | null;
  /** Its own page. */
  url: string | null;
  /** When it is open, in the city's time zone. */
  openingHours: OpeningHours[];
  /** When it is closed all the same. */
  closures: Closure[];
  /** Whether it is open, by appointment too: opening hours less closures. Null if its hours are not known. */
  openNow: boolean | null;
  /** Where to book an appointment. */
  appointmentUrl: string | null;
  /** The languages that are spoken there, as BCP 47 tags. */
  languagesSpoken: string[];
  /** Of the entrance, for instance. */
  picture: Picture | null;
}

/** A span of time in which an office is open or a line is staffed. */
export interface OpeningHours {
  /** ISO weekdays; Monday is 1. */
  days: number[];
  /** From when. */
  opens: string;
  /** Until when; earlier than `opens`, it is the next day. */
  closes: string;
  /** Only with an appointment. */
  byAppointment: boolean;
}

/** An authority, an NGO, a company or a club. */
export interface Organisation extends Document {
  __typename: "Organisation";
  /** What kind of organisation it is. */
  organisationKind: OrganisationKind;
  /** What it does. */
  description: string;
  /** Its own site. */
  url: string | null;
  /** Its e-mail address. */
  email: string | null;
  /** Its phone numbers. */
  phones: Phone[];
  /** The organisation that it is a part of. */
  parentOrganisation: Named<Organisation> | null;
  /** The city has checked that it is what it says. */
  verified: boolean;
}

/** What kind of organisation it is. */
export type OrganisationKind =
  /** A public authority. */
  | "AUTHORITY"
  /** A non-governmental organisation. */
  | "NGO"
  /** A company. */
  | "COMPANY"
  /** A club or society. */
  | "CLUB"

/** The page of another guide from which a text was taken over; it may have been changed since. */
export interface Origin {
  /** Who first wrote the text. */
  publisher: string;
  /** Where its first readers find it. */
  url: string;
  /** The licence under which it was taken over. */
  licence: string;
}

/** Where a page stands in the list. */
export interface PageInfo {
  /** There is more after it. */
  hasNextPage: boolean;
  /** There is something before it. */
  hasPreviousPage: boolean;
  /** The cursor of its first document; null if it is empty. */
  startCursor: string | null;
  /** The cursor of its last document: the `after` of the next page. */
  endCursor: string | null;
}

/** A paragraph, a point of a list or a heading of a document. */
export interface Passage {
  /** Plain text, to be escaped where it becomes HTML. */
  text: string;
  /** The language of the text, as a BCP 47 tag. */
  language: string;
  /** It is a heading. */
  isHeading: boolean;
  /** It says most of what was asked: the one to show if there is room for one. */
  isBest: boolean;
  /** The text cut up, so that the words that were asked for can be highlighted. */
  pieces: Piece[];
}

/** A way to pay. */
export type PaymentMethod =
  /** Cash. */
  | "CASH"
  /** Debit or credit card. */
  | "CARD"
  /** Bank transfer. */
  | "TRANSFER"
  /** Direct debit. */
  | "DIRECT_DEBIT"
  /** Online payment. */
  | "ONLINE"

/** A phone number and who can call it. */
export interface Phone {
  /** The number in E.164, ready for a tel: link. */
  number: string;
  /** The languages that are spoken on it, as BCP 47 tags. */
  languages: string[];
}

/** The picture of a page, as it was uploaded. Show a smaller one to readers. */
export interface Picture {
  /** The language that was asked for, as a BCP 47 tag; of several the one that was named first. */
  requestedLanguage: string;
  /** The language of its text, as a BCP 47 tag. Mark the text with it. */
  language: string;
  /** What its text is to somebody who asked for `requestedLanguage`. */
  translationState: TranslationState;
  /** The text fields of this object that are in the source language, because they have no translation. */
  fallback: string[];
  /** The original; without a host it is on that of this API. */
  url: string;
  /** SHA-1 of the original. */
  hash: string;
  /** In pixels. */
  width: number;
  /** In pixels. */
  height: number;
  /** What it shows, for those who do not see it. */
  alt: string;
  /** Who made it, and under which licence; may be empty. */
  credit: string;
}

/** A piece of a passage. */
export interface Piece {
  /** Plain text, to be escaped where it becomes HTML. */
  text: string;
  /** It is a word that the question asks for: highlight it. */
  isAsked: boolean;
}

/** A matter that is settled in steps. */
export interface Procedure extends Document {
  __typename: "Procedure";
  /** One or two sentences. */
  summary: string;
  /** What you get. */
  outcome: string;
  /** Who it is for. */
  forWhom: string;
  /** Whom it concerns: every group has to hold. Empty: everybody. */
  audience: AudienceGroup[];
  /** Whether it concerns a person. Work it out where she is, if you can: see docs/api. */
  concern: Concern;
  /** Who decides. */
  authority: Named<Organisation> | null;
  /** By when it must be done. */
  deadline: Deadline | null;
  /** How long it takes altogether. */
  duration: Duration | null;
  /** Can be done online from beginning to end. */
  online: boolean;
  /** How to object; may be empty. */
  appeal: string;
  /** What to do if it goes wrong; may be empty. */
  ifItFails: string;
  /** The law behind it. */
  legalBasis: LegalBasis[];
  /** The steps, in order. */
  steps: Step[];
}

/** Every week on the same days. */
export interface Recurrence {
  /** ISO weekdays, from 1 for Monday to 7 for Sunday. */
  days: number[];
  /** The day on which it takes place for the last time, or a day after that. */
  until: string;
}

/** A paper that is asked for, and in which form. */
export interface Requirement {
  /** The language that was asked for, as a BCP 47 tag; of several the one that was named first. */
  requestedLanguage: string;
  /** The language of its text, as a BCP 47 tag. Mark the text with it. */
  language: string;
  /** What its text is to somebody who asked for `requestedLanguage`. */
  translationState: TranslationState;
  /** The text fields of this object that are in the source language, because they have no translation. */
  fallback: string[];
  /** The same in every language. */
  id: string;
  /** The paper. */
  document: Named<DocumentType> | null;
  /** When it is needed. */
  required: Need;
  /** When, if it is not always; else empty. */
  condition: string;
  /** The original is asked for. */
  original: boolean;
  /** How many copies are asked for. */
  copies: number;
  /** A translation by a sworn translator is asked for. */
  swornTranslation: boolean;
  /** One sentence; may be empty. */
  note: string;
}

/** A document that fits a question. */
export interface SearchHit {
  /** The document. */
  document: Named<Document>;
  /** How well it fits; scores of two questions say nothing about each other. */
  score: number;
  /** How much of what was asked it says, from 0 to 1. */
  share: number;
  /** The passage that says most of what was asked; null where only its title or a name fits. */
  best: Passage | null;
  /** What fits best of its text, in order; empty where only its title or a name fits. */
  passages: Passage[];
}

/** What was found for a question. */
export interface SearchResults {
  /** How many documents fit, 20 at most. */
  totalCount: number;
  /** The documents, the best first. */
  hits: SearchHit[];
  /** The question in words that the guide has; null unless little was found and a word is on no page. */
  didYouMean: string | null;
}

/** How careful a reader must be that nobody sees the page. */
export type Sensitivity =
  /** Nothing is to be hidden. */
  | "NORMAL"
  /** To be found reading it can endanger a person: offer a way to leave quickly, store nothing. */
  | "SAFETY"

/** Something that an authority or an organisation offers. */
export interface Service extends Document {
  __typename: "Service";
  /** One or two sentences. */
  summary: string;
  /** Who can use it; may be empty. */
  forWhom: string;
  /** Whom it concerns: every group has to hold. Empty: everybody. */
  audience: AudienceGroup[];
  /** Whether it concerns a person. Work it out where she is, if you can: see docs/api. */
  concern: Concern;
  /** What else there is to say. */
  blocks: Block[];
  /** The papers to bring. */
  documents: Requirement[];
  /** Who decides. */
  authority: Named<Organisation> | null;
  /** Where to go. */
  offices: Named<Office>[];
  /** The ways to use it. */
  channels: Channel[];
  /** What it costs. */
  costs: Named<Cost>[];
  /** How long it takes. */
  processingTime: Duration | null;
  /** By when it must be asked for. */
  deadline: Deadline | null;
  /** What to do if it is refused; may be empty. */
  ifItFails: string;
  /** The law behind it. */
  legalBasis: LegalBasis[];
  /** Whom to ask. */
  contact: Named<Contact> | null;
  /** The steps to follow. */
  procedure: Named<Procedure> | null;
  /** What helps to recognise it. */
  picture: Picture | null;
}

/** A situation in life, and the procedures that it brings. */
export interface Situation extends Document {
  __typename: "Situation";
  /** One sentence. */
  summary: string;
  /** What there is to do, in order. */
  procedures: Named<Procedure>[];
  /** Is meant to be ticked off. */
  checklist: boolean;
}

/** A step of a procedure. */
export interface Step {
  /** The language that was asked for, as a BCP 47 tag; of several the one that was named first. */
  requestedLanguage: string;
  /** The language of its text, as a BCP 47 tag. Mark the text with it. */
  language: string;
  /** What its text is to somebody who asked for `requestedLanguage`. */
  translationState: TranslationState;
  /** The text fields of this object that are in the source language, because they have no translation. */
  fallback: string[];
  /** The same in every language. */
  id: string;
  /** How it follows the step before. */
  kind: StepKind;
  /** What to do, starting with a verb. */
  title: string;
  /** Explanation; may be empty. */
  text: string;
  /** The papers to bring. */
  documents: Requirement[];
  /** What it costs. */
  cost: Named<Cost> | null;
  /** How long it takes. */
  duration: Duration | null;
  /** By when it must be done. */
  deadline: Deadline | null;
  /** Where to go. */
  office: Named<Office> | null;
  /** Where it is done online. */
  link: string | null;
  /** The law behind it. */
  legalBasis: LegalBasis[];
  /** Other steps that it can lead to. */
  branches: Branch[];
}

/** How a step follows the one before. */
export type StepKind =
  /** The next thing to do. */
  | "DO"
  /** Together with the step before, in any order. */
  | "AND"
  /** Instead of the step before. */
  | "OR"
  /** Nothing to do but wait. */
  | "WAIT"

/** Another name under which people know a paper. */
export interface Synonym {
  /** The language that was asked for, as a BCP 47 tag; of several the one that was named first. */
  requestedLanguage: string;
  /** The language of its text, as a BCP 47 tag. Mark the text with it. */
  language: string;
  /** What its text is to somebody who asked for `requestedLanguage`. */
  translationState: TranslationState;
  /** The text fields of this object that are in the source language, because they have no translation. */
  fallback: string[];
  /** The same in every language. */
  id: string;
  /** The name. */
  name: string;
}

/** A word of the administration, explained. */
export interface Term extends Document {
  __typename: "Term";
  /** The word in the source language. */
  officialTerm: string;
  /** What it means, in plain words. */
  explanation: string;
  /** The word is used as it is in every language. */
  doNotTranslate: boolean;
}

/** A subject under which pages are filed. */
export interface Topic extends Document {
  __typename: "Topic";
  /** One sentence. */
  summary: string;
  /** Name of a picture that stands for it; may be empty. */
  icon: string;
}

/** How far the text of a document can be relied on. */
export interface Translation {
  /** Who answers for the text. */
  state: TranslationQuality;
  /** How many segments were translated from an older source text, or not yet. */
  outdated: number;
  /** How many segments the text has. */
  segments: number;
}

/** Who answers for the text. */
export type TranslationQuality =
  /** It was written in this language. */
  | "SOURCE"
  /** It contains machine-translated text that nobody has checked. */
  | "MACHINE"
  /** A person has checked every segment. */
  | "REVIEWED"

/** What a text is to somebody who asked for it in a language. */
export type TranslationState =
  /** An original: it was written in the language that was asked for. */
  | "SOURCE"
  /** A translation of which a person has checked every segment. */
  | "REVIEWED"
  /** A translation with machine-translated text that nobody has checked: say so. */
  | "MACHINE"
  /** There is none in the language that was asked for first: it is in `language`. */
  | "FALLBACK"

/** A place that is no office of the guide. */
export interface Venue {
  /** As it stands at the door; may be empty. */
  name: string;
  /** Street and number. */
  street: string;
  /** The postal code. */
  postalCode: string;
  /** The town. */
  locality: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

/** A document read aloud by a person. */
export interface Voice {
  /** The recording; without a host it is on that of this API. */
  url: string;
  /** SHA-1 of the recording. */
  hash: string;
  /** In bytes. */
  size: number;
  /** Its media type. */
  type: string;
  /** What is said, in plain text; an empty line ends a paragraph. */
  transcript: string;
  /** Who reads; may be empty. */
  reader: string;
  /** The day on which it was recorded. */
  recordedOn: string;
}

/** Whether something is so, if anybody has looked. */
export type YesNo =
  /** It is. */
  | "YES"
  /** It is not. */
  | "NO"
  /** Nobody has said yet. */
  | "UNKNOWN"

export interface Kinds {
  Document: Named<Document>;
  Alert: Alert;
  Article: Article;
  City: City;
  Contact: Contact;
  Cost: Cost;
  DocumentType: DocumentType;
  Event: Event;
  Office: Office;
  Organisation: Organisation;
  Procedure: Procedure;
  Service: Service;
  Situation: Situation;
  Term: Term;
  Topic: Topic;
}

/** Whatever it is: `__typename` tells. */
export type AnyDocument = Alert | Article | City | Contact | Cost | DocumentType | Event | Office | Organisation | Procedure | Service | Situation | Term | Topic;

export class Client {
  constructor(url: string | URL, options?: ClientOptions);

  /** The `data` of the answer to a query of your own. */
  query<Data = unknown>(text: string, variables?: Record<string, unknown>, options?: Options): Promise<Data>;

  /** Every document of a kind with all that it holds; of "Document", every one with what lists tell. */
  each<K extends keyof Kinds>(kind: K, variables: { city: string; language?: string | null; languages?: string[] | null; topic?: string | null; situation?: string | null; office?: string | null; organisation?: string | null; answers?: Answer[] | null; concern?: ConcernState[]; changedAfter?: number | null; changedSince?: string | null; near?: Near | null; order?: DocumentOrder }, options?: Options): AsyncGenerator<Kinds[K]>;

  /** The changes of a city since a revision, page by page, until there is nothing new. */
  follow(city: string, after?: number, options?: Options): AsyncGenerator<Changes>;

  /** The cities that have published a guide, by slug. */
  cities(variables?: Record<string, never>, options?: Options): Promise<ListedCity[]>;

  /** A city; null if there is none, or if its home page is not published. */
  city(variables: { slug: string; language?: string | null; languages?: string[] | null }, options?: Options): Promise<City | null>;

  /** One document, by its UUID or by its path; null if it is not published. */
  document(variables: { city: string; language?: string | null; languages?: string[] | null; uuid?: string | null; path?: string | null }, options?: Options): Promise<AnyDocument | null>;

  /** The documents of a city, by path. To keep a copy of all of them, follow `changes`. */
  documents(variables: { city: string; language?: string | null; languages?: string[] | null; kind?: DocumentKind | null; topic?: string | null; situation?: string | null; office?: string | null; organisation?: string | null; answers?: Answer[] | null; concern?: ConcernState[]; changedAfter?: number | null; changedSince?: string | null; near?: Near | null; order?: DocumentOrder; first?: number; after?: string | null }, options?: Options): Promise<DocumentConnection>;

  /** What has this id, in the languages in which it was asked for; null if it is no longer published. */
  node(variables: { id: string }, options?: Options): Promise<AnyDocument | null>;

  /** What changed in a city, in all languages, since a revision. Once in a query. */
  changes(variables: { city: string; after: number; first?: number }, options?: Options): Promise<Changes>;

  /** What a guide has on a question, ranked as on its readers' devices. */
  search(variables: { city: string; language?: string | null; query: string; kinds?: DocumentKind[] | null; first?: number }, options?: Options): Promise<SearchResults>;

  /**
   * The draft of one page in one language, as the document that it would become. What it refers to is read as it is
   * published. Its `revision` is 0. Never keep the answer.
   */
  preview(variables: { token: string }, options?: Options): Promise<AnyDocument | null>;
}
