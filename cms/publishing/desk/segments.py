"""The segments of a page as the desk shows them: source, translation, state, terms and findings."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringSegment, StringTranslation

from cms.publishing.desk.desk import Desk
from cms.publishing.desk.marked import diff_html, shown
from cms.publishing.desk.notation import to_text
from translations.glossary.lookup import terms_for
from translations.markup import LINE_BREAK, Markup, parse
from translations.memory.owners import owner_of_object
from translations.models import SegmentFinding
from translations.outdated import Outdated, outdated_segments
from translations.pipeline import Provenance
from translations.places import Place, places
from translations.provenance import MadeBy, provenance_of
from translations.terms import Found, Term, find_terms


class SegmentState(models.TextChoices):
    """How far one segment is."""

    MISSING = "missing", _("Not translated")
    OUTDATED = "outdated", _("Outdated")
    MACHINE = "machine", _("Machine translation")
    FILE = "file", _("From a file, not reviewed here")
    REVIEWED = "reviewed", _("Reviewed")


@dataclass(frozen=True)
class Row:
    """One segment at the desk. `unsaved` is what a person typed and could not be stored, None if nothing is."""

    desk: Desk
    segment: StringSegment
    place: Place
    stored: StringTranslation | None
    outdated: Outdated | None
    terms: tuple[Found, ...]
    findings: tuple[SegmentFinding, ...]
    # What made the text before any person changed it.
    made_by: MadeBy | None = None
    unsaved: str | None = None
    # Among those of the same place, 0 where there is but one.
    number: int = 0
    markup: Markup = field(default_factory=lambda: Markup(""))

    @property
    def pk(self) -> int:
        """Of the segment."""
        return int(self.segment.pk)

    @property
    def label(self) -> str:
        """What it is, within its part of the page; "" where the heading says so already."""
        if self.number:
            return f"{self.place.label} {self.number}"
        return "" if self.place.label == self.place.section else self.place.label

    @property
    def state(self) -> SegmentState:
        """How far it is."""
        if self.stored is None:
            return SegmentState.OUTDATED if self.outdated else SegmentState.MISSING
        if self.stored.translation_type != StringTranslation.TRANSLATION_TYPE_MACHINE:
            return SegmentState.REVIEWED
        is_from_file = self.made_by is not None and self.made_by.origin is Provenance.FILE
        return SegmentState.FILE if is_from_file else SegmentState.MACHINE

    @property
    def text(self) -> str:
        """What the text field begins with: the translation, or that of the earlier wording."""
        return begins_with(self.stored, self.outdated, self.desk.direction)

    @property
    def shown_text(self) -> str:
        """What stands in the text field now."""
        return self.text if self.unsaved is None else self.unsaved

    @property
    def seen(self) -> str:
        """What the person before the screen has seen of it, to tell later what they changed and what others did."""
        return seen_token(self.stored, self.text)

    @property
    def error(self) -> str:
        """What keeps wagtail-localize from using the text, such as a link that the source does not have."""
        return (self.stored.get_error() or "") if self.stored and self.stored.has_error else ""

    @property
    def open_findings(self) -> list[SegmentFinding]:
        """Findings that nobody has declared wrong."""
        return [finding for finding in self.findings if finding.dismissed_at is None]

    @property
    def is_blocked(self) -> bool:
        """Whether it keeps the page from being published."""
        return bool(self.error) or any(finding.severity == "error" for finding in self.open_findings)

    @property
    def is_unfinished(self) -> bool:
        """Whether a person still has something to do here."""
        return self.state is not SegmentState.REVIEWED or self.is_blocked

    @property
    def source_html(self) -> SafeString:
        """The source with visible tags and terms."""
        return shown(self.markup, self.desk.source_direction, self.terms)

    @property
    def diff_html(self) -> SafeString:
        """What changed in the source since its earlier wording was translated."""
        return diff_html(self.outdated.diff() if self.outdated else [], self.desk.source_direction)

    @property
    def tags(self) -> list[tuple[str, str]]:
        """The name of each pair of tags of the source, and the words that it is around."""
        return [(span.id or span.tag, self.markup.text[span.start : span.end]) for span in self.markup.spans]

    @property
    def one_line(self) -> bool:
        """Whether a line break has no place here."""
        return f"<{LINE_BREAK}" not in self.segment.string.data

    @property
    def agreed_terms(self) -> list[Term]:
        """The terms of the source, each once."""
        return list(dict.fromkeys(found.term for found in self.terms))


def begins_with(stored: StringTranslation | None, outdated: Outdated | None, direction: str) -> str:
    """The text that a person finds in the field of a segment."""
    row = stored or (outdated.earlier if outdated else None)
    return to_text(row.data, direction) if row else ""


def seen_token(stored: StringTranslation | None, text: str) -> str:
    """Names a stored translation in one version, and the text that was shown for it."""
    version = f"{stored.pk}-{stored.updated_at.timestamp():.6f}" if stored else "0"
    return f"{version}.{digest(text)}"


def digest(text: str) -> str:
    """Short, and another for another text; forms send line breaks in their own way."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:16]


def rows_of(desk: Desk, only: Collection[int] | None = None) -> list[Row]:
    """The segments of the page in the order of the editor's form, in a fixed number of SQL statements.

    Args:
        desk: the page.
        only: ids of the segments that are wanted; None for all.
    """
    source, locale = desk.translation.source, desk.translation.target_locale
    segments = StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order")
    if only is not None:
        segments = segments.filter(pk__in=only)
    found = list(segments)
    stored = {
        (row.context_id, row.translation_of_id): row
        for row in StringTranslation.objects.filter(locale=locale, context__object_id=source.object_id).select_related(
            "translation_of", "last_translated_by", "context"
        )
    }
    findings: dict[int, list[SegmentFinding]] = {}
    for finding in SegmentFinding.objects.filter(translation__in=stored.values()).select_related("dismissed_by"):
        findings.setdefault(finding.translation_id, []).append(finding)
    made_by = provenance_of(stored.values())
    outdated = outdated_segments([source.pk], [locale.pk])[source.pk, locale.pk]
    where = places(source.get_source_instance(), [segment.context.path for segment in found])
    terms = terms_for(owner_of_object(source.object_id), desk.source_language, desk.language)
    rows = []
    for segment in found:
        row = stored.get((segment.context_id, segment.string_id))
        markup = parse(segment.string.data)
        rows.append(
            Row(
                desk=desk,
                segment=segment,
                place=where[segment.context.path],
                stored=row,
                outdated=outdated.get(segment.pk),
                terms=tuple(find_terms(markup.text, terms, desk.source_language)),
                findings=tuple(findings.get(row.pk, ())) if row else (),
                made_by=made_by.get(row.pk) if row else None,
                markup=markup,
            )
        )
    return list(_numbered(sorted(rows, key=lambda row: (row.place.order, row.segment.order))))


def _numbered(rows: Sequence[Row]) -> Iterator[Row]:
    """Several paragraphs of one field get numbers, so that people can talk about them."""
    alike = Counter(row.place for row in rows)
    before: Counter[Place] = Counter()
    for row in rows:
        before[row.place] += 1
        number = before[row.place]
        yield replace(row, number=number) if alike[row.place] > 1 else row


def sections(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The rows under the headings of the parts of the page that they stand in."""
    for name, members in groupby(rows, key=lambda row: row.place.section):
        yield name, list(members)


@dataclass(frozen=True)
class Progress:
    """How many segments of the page are how far."""

    rows: Sequence[Row]

    @property
    def total(self) -> int:
        """All segments."""
        return len(self.rows)

    @property
    def finished(self) -> int:
        """Reviewed, and nothing in them keeps the page from being published."""
        return sum(not row.is_unfinished for row in self.rows)

    @property
    def findings(self) -> int:
        """Segments with something to look at."""
        return sum(bool(row.open_findings or row.error) for row in self.rows)

    @property
    def counts(self) -> list[tuple[Any, int]]:
        """The states that occur, each with its number, the worst first."""
        found = [(state, sum(row.state is state for row in self.rows)) for state in SegmentState]
        return [(state, number) for state, number in found if number]
