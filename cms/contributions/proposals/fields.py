"""Which fields and sections of a page can be proposed to, and what readers find there now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from markupsafe import Markup
from wagtail.models import Page

from cms.cities.models import City
from cms.cities.trees import city_of
from cms.contributions.desk.pages import environment_of
from cms.contributions.proposals.plain_text import plain
from cms.publishing.models import PublishedDocument
from site_builder.views.desk import DistantGuide
from site_builder.views.edition import Edition
from site_builder.views.proposable import parts, references
from site_builder.views.proposable_parts import Kind, Part

# Kinds that an editor cannot take over as they are written: the part of a fact that is meant has to be found.
FREE = frozenset({Kind.WORDS})


@dataclass(frozen=True)
class ProposableField:
    """A field or section: see `Part`. `value` is plain text, rich text as `plain_text` writes it."""

    path: str
    label: str
    kind: Kind
    value: str
    is_text: bool
    group: str

    @property
    def name(self) -> str:
        """What it is called where it stands alone."""
        return f"{self.group} – {self.label}" if self.group else self.label

    @property
    def is_free(self) -> bool:
        """Whether what is proposed is a note to the editor, who makes facts of it by hand."""
        return self.kind in FREE


@dataclass(frozen=True)
class ProposablePage:
    """A published page or entity as readers find it in a language."""

    uuid: str
    title: str
    # In which it is shown: the source language where it is not translated.
    language: str
    fields: list[ProposableField]
    # Titles of the entities whose facts it shows, by UUID: what is wrong with them is proposed there.
    shown: dict[str, str]
    # HTML attributes of its text, where that is not in the language of the reader.
    text_attrs: Markup

    def field(self, path: str) -> ProposableField | None:
        """The field of that path, if it can be proposed to."""
        return next((field for field in self.fields if field.path == path), None)


def proposable_page(city: City, language: str, uuid: str) -> ProposablePage | None:
    """What readers of that language find under that UUID now; None if it is not published."""
    bodies = _bodies(city, language, [uuid])
    if not any(body["uuid"] == uuid for body in bodies) or not any(body["kind"] == "city" for body in bodies):
        return None
    named = {name for body in bodies if body["uuid"] == uuid for name in references(body)}
    shown = _bodies(city, language, named) if named else []
    guide = DistantGuide([*bodies, *(body for body in shown if body["kind"] != "city")], site_url=city.guide_url)
    edition = Edition(guide, language, environment_of(city))
    document = edition.document(uuid)
    if document is None:
        return None
    return ProposablePage(
        uuid=uuid,
        title=document["title"],
        language=document["language"],
        fields=[_field(part) for part in parts(edition, document)],
        shown={found["uuid"]: found["title"] for found in edition.documents(references(document))},
        text_attrs=edition.source_attrs if edition.is_fallback(document) else Markup(),
    )


def proposable_fields(page: Page, language: str) -> list[ProposableField]:
    """The fields of a page as its readers find them in a language; none of what is not published."""
    city = city_of(page)
    found = proposable_page(city, language, str(page.translation_key)) if city else None
    return found.fields if found else []


def _bodies(city: City, language: str, uuids: Iterable[str]) -> list[dict[str, Any]]:
    """The city's document and those with these UUIDs, in the language and in the source language."""
    current = PublishedDocument.objects.current().filter(
        Q(kind="city") | Q(uuid__in=uuids), city=city, language__in={city.source_language, language}
    )
    return list(current.values_list("body", flat=True))


def _field(part: Part) -> ProposableField:
    value = plain(part.value) if part.kind is Kind.RICH else part.value
    return ProposableField(part.path, part.label, part.kind, value, part.is_text, part.group)
