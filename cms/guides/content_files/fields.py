"""The fields of each kind of content file, in the order in which they are written, and where pages keep them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue

from cms.cities.models import CityPage
from cms.guides.content_files.audience_codecs import Audience
from cms.guides.content_files.block_codecs import (
    Channels,
    Closures,
    Deadline,
    Duration,
    Laws,
    OpeningHours,
    Phones,
    Recurrence,
    Synonyms,
)
from cms.guides.content_files.codecs import (
    Amount,
    Choice,
    Codec,
    Country,
    Date,
    Degrees,
    Flag,
    Markdown,
    Number,
    Picture,
    Reference,
    References,
    Slot,
    Stored,
    Stream,
    Text,
    Time,
)
from cms.guides.content_files.kinds import BY_MODEL
from cms.guides.content_files.names import Loader, Names
from cms.guides.content_files.nested import put_at, value_at
from cms.guides.content_files.step_codecs import Body, Requirements, Steps
from cms.guides.models import GuidePage

# Fields that say where a page stands and which it is; they are no attributes of the page.
STRUCTURE = ("title", "order", "uuid", "topic", "parent")


@dataclass(frozen=True)
class Field:
    """A field of a file. `name` has a dot where its value is in a mapping; `attribute` is "" if no page stores it."""

    name: str
    attribute: str
    codec: Codec

    @property
    def place(self) -> tuple[str, ...]:
        """The keys that lead to the value."""
        return tuple(self.name.split("."))


def _same(name: str, codec: Codec) -> Field:
    return Field(name, name, codec)


COMMON = [
    Field("owner", "responsible_organisation_id", Reference("organisation")),
    _same("checked_on", Date()),
    _same("review_due", Date()),
    _same("source_url", Text()),
    _same("valid_from", Date()),
    _same("valid_until", Date()),
    _same("sensitivity", Choice("normal")),
]
FILED = [
    _same("also_in", References("topic", ["topic"])),
    _same("situations", References("situation", ["situation"])),
    _same("audience", Audience()),
]
PICTURE = [
    Field("picture.file", "picture_id", Picture()),
    Field("picture.shows", "picture_alt", Text()),
    Field("picture.credit", "picture_credit", Text()),
]
# Kinds of which a page may be affected by an alert; a slug that several have means the first.
AFFECTED = ["topic", "situation", "procedure", "service", "article", "office", "organisation", "document"]
WEBSITE = Field("url", "website", Text())
EMAIL = _same("email", Text())
ACCESSIBILITY = [
    Field(f"accessibility.{name}", name, Choice("unknown")) for name in ("step_free", "toilet", "lift", "hearing_loop")
]

FIELDS: dict[str, list[Field]] = {
    "city": [_same("introduction", Markdown())],
    "topic": [*COMMON, _same("summary", Text()), _same("icon", Text())],
    "situation": [
        *COMMON,
        _same("summary", Text()),
        _same("procedures", References("procedure", ["procedure", "service"])),
        _same("checklist", Flag()),
    ],
    "organisation": [
        *COMMON,
        Field("kind", "organisation_kind", Choice("")),
        _same("description", Markdown()),
        WEBSITE,
        EMAIL,
        _same("phones", Phones()),
        Field("parent", "parent_organisation_id", Reference("organisation")),
        _same("verified", Flag()),
    ],
    "office": [
        *COMMON,
        Field("organisation", "organisation_id", Reference("organisation")),
        Field("address.street", "street", Text()),
        Field("address.postal_code", "postal_code", Text()),
        Field("address.locality", "locality", Text()),
        Field("address.country", "", Country()),
        _same("latitude", Degrees()),
        _same("longitude", Degrees()),
        _same("access_notes", Text()),
        *ACCESSIBILITY,
        _same("phones", Phones()),
        EMAIL,
        WEBSITE,
        _same("opening_hours", OpeningHours()),
        _same("closures", Closures()),
        _same("appointment_url", Text()),
        _same("languages_spoken", Stream("language")),
        *PICTURE,
    ],
    "document": [
        *COMMON,
        _same("official_name", Text()),
        _same("description", Markdown()),
        _same("synonyms", Synonyms()),
        Field("issued_by", "issued_by_id", Reference("organisation")),
        Field("how_to_get", "how_to_get_id", Reference("procedure")),
    ],
    "cost": [
        *COMMON,
        _same("amount", Amount()),
        _same("currency", Text()),
        _same("free", Flag()),
        _same("reduction", Text()),
        _same("payment_methods", Stream("method")),
        _same("condition", Text()),
    ],
    "contact": [
        *COMMON,
        _same("number", Number()),
        EMAIL,
        WEBSITE,
        _same("when_to_call", Text()),
        _same("languages", Stream("language")),
        _same("always", Flag()),
        _same("opening_hours", OpeningHours()),
        _same("emergency", Flag()),
    ],
    "term": [*COMMON, _same("explanation", Markdown()), _same("do_not_translate", Flag())],
    "service": [
        *FILED,
        *COMMON,
        _same("summary", Text()),
        _same("for_whom", Markdown()),
        _same("body", Body()),
        _same("documents", Requirements("document")),
        Field("authority", "authority_id", Reference("organisation")),
        _same("offices", References("office", ["office"])),
        _same("channels", Channels()),
        _same("costs", References("cost", ["cost"])),
        _same("processing_time", Duration()),
        _same("deadline", Deadline()),
        _same("if_it_fails", Markdown()),
        _same("legal_basis", Laws()),
        Field("contact", "contact_id", Reference("contact")),
        Field("procedure", "procedure_id", Reference("procedure")),
        *PICTURE,
    ],
    "procedure": [
        *FILED,
        *COMMON,
        _same("summary", Text()),
        _same("outcome", Markdown()),
        _same("for_whom", Markdown()),
        Field("authority", "authority_id", Reference("organisation")),
        _same("deadline", Deadline()),
        _same("duration", Duration()),
        _same("online", Flag()),
        _same("steps", Steps()),
        _same("appeal", Markdown()),
        _same("if_it_fails", Markdown()),
        _same("legal_basis", Laws()),
    ],
    "alert": [
        *COMMON,
        _same("severity", Choice("info")),
        _same("text", Markdown()),
        _same("affects", References("page", AFFECTED)),
    ],
    "event": [
        *COMMON,
        _same("topics", References("topic", ["topic"])),
        Field("kind", "event_kind", Choice("event")),
        _same("summary", Text()),
        _same("text", Markdown()),
        _same("starts_on", Date()),
        _same("starts_at", Time()),
        _same("ends_on", Date()),
        _same("ends_at", Time()),
        _same("recurrence", Recurrence()),
        Field("office", "office_id", Reference("office")),
        Field("address.name", "venue", Text()),
        Field("address.street", "street", Text()),
        Field("address.postal_code", "postal_code", Text()),
        Field("address.locality", "locality", Text()),
        _same("level", Text()),
        Field("cost", "cost_id", Reference("cost")),
        _same("childcare", Flag()),
        _same("women_only", Flag()),
        _same("languages", Stream("language")),
        _same("registration_url", Text()),
        Field("organiser", "organiser_id", Reference("organisation")),
    ],
    "article": [
        *FILED,
        *COMMON,
        _same("summary", Text()),
        _same("body", Body()),
        _same("attribution", Text()),
        *PICTURE,
    ],
}

TITLE = Field("title", "title", Text())


def load_values(kind: str, data: dict[str, Any], loader: Loader) -> dict[str, Stored]:
    """What a page of this kind stores for the file's `data`, by attribute. Reports what is wrong to the loader."""
    values: dict[str, Stored] = {}
    for field in (TITLE, *FIELDS[kind]):
        stored = field.codec.load(value_at(data, field.place), field.place, loader)
        if field.attribute:
            values[field.attribute] = stored
    return values


def dump_values(page: GuidePage | CityPage, names: Names) -> dict[str, Any]:
    """What the file of a page says, without the fields of STRUCTURE except the title."""
    data: dict[str, Any] = {}
    for field in (TITLE, *FIELDS[BY_MODEL[type(page)].name]):
        written = field.codec.dump(stored_value(page, field), names)
        if written is not None:
            put_at(data, field.place, written)
    return data


def changed_values(page: GuidePage | CityPage, values: dict[str, Stored], names: Names) -> dict[str, Stored]:
    """Those of `values` that would be written to the file in another way than what the page has."""
    changed = {}
    for field in (TITLE, *FIELDS[BY_MODEL[type(page)].name]):
        if field.attribute and field.attribute in values:
            now, then = stored_value(page, field), values[field.attribute]
            if _in_order(field.codec.dump(now, names)) != _in_order(field.codec.dump(then, names)):
                changed[field.attribute] = then
    return changed


def _in_order(written: Any) -> Any:
    """`written` with its mappings as pairs: their order is that of the page, and dictionaries compare without it."""
    if isinstance(written, dict):
        return [(key, _in_order(value)) for key, value in written.items()]
    return [_in_order(value) for value in written] if isinstance(written, list) else written


def stored_value(page: GuidePage | CityPage, field: Field) -> Stored:
    """What a page stores for a field: raw blocks for streams."""
    value: Stored = getattr(page, field.attribute) if field.attribute else None
    return value.get_prep_value() if isinstance(value, StreamValue) else value


def slots(page: GuidePage | CityPage, names: Names) -> Iterator[Slot]:
    """The texts of a page that are translated and not empty, in the order of the file."""
    for field in (TITLE, *FIELDS[BY_MODEL[type(page)].name]):
        if field.attribute in translated_attributes(type(page)):
            for slot in field.codec.slots(stored_value(page, field), field.place, field.attribute, names):
                if slot.text:
                    yield slot


def translated_attributes(model: type[GuidePage | CityPage]) -> tuple[str, ...]:
    """The attributes of a kind of page that hold text."""
    return model.text_fields if issubclass(model, GuidePage) else ("title", "introduction")
