"""Segments whose source changed after they were translated: what they said, what changed, and what to do about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from translations.models import SegmentChange
from translations.provenance import carry_provenance
from translations.word_diff import Piece, word_diff


@dataclass(frozen=True)
class Outdated:
    """A segment of a source without a translation, of which an earlier wording has one."""

    segment: StringSegment
    earlier: StringTranslation
    since: datetime

    def diff(self) -> list[Piece]:
        """What changed in the source since the earlier wording was translated, by words."""
        return word_diff(self.earlier.translation_of.data, self.segment.string.data)


def outdated_segments(
    source_ids: Collection[int], locale_ids: Collection[int]
) -> dict[tuple[int, int], dict[int, Outdated]]:
    """By (source id, locale id), the outdated segments by their id, in three SQL statements however many there are."""
    segments = StringSegment.objects.filter(source__in=source_ids).select_related("string").order_by("source", "order")
    before: dict[tuple[int, int], list[SegmentChange]] = defaultdict(list)
    for change in SegmentChange.objects.filter(source__in=source_ids):
        before[change.context_id, change.after_id].append(change)
    translations = {
        (row.context_id, row.translation_of_id, row.locale_id): row
        for row in StringTranslation.objects.filter(
            context__object__sources__in=source_ids, locale__in=locale_ids
        ).select_related("translation_of")
    }
    found: dict[tuple[int, int], dict[int, Outdated]] = {
        (source, locale): {} for source in source_ids for locale in locale_ids
    }
    for segment in segments:
        for locale in locale_ids:
            if (segment.context_id, segment.string_id, locale) in translations:
                continue
            outdated = _earlier(segment, locale, before, translations)
            if outdated is not None:
                found[segment.source_id, locale][segment.pk] = outdated
    return found


def _earlier(
    segment: StringSegment,
    locale: int,
    before: dict[tuple[int, int], list[SegmentChange]],
    translations: dict[tuple[int, int, int], StringTranslation],
) -> Outdated | None:
    """Go back from wording to wording until one was translated. A wording that came back is not gone through twice."""
    string, bound = segment.string_id, None
    while True:
        steps = [change for change in before[segment.context_id, string] if bound is None or change.pk < bound]
        if not steps:
            return None
        change = steps[-1]
        string, bound = change.before_id, change.pk
        translation = translations.get((segment.context_id, string, locale))
        if translation is not None:
            return Outdated(segment, translation, change.made_at)


@transaction.atomic
def confirm(outdated: Outdated, user: Any) -> StringTranslation:
    """Keep that a person says the earlier translation is still right for what the source says now."""
    earlier = outdated.earlier
    row, _ = StringTranslation.objects.update_or_create(
        translation_of=outdated.segment.string,
        context=outdated.segment.context,
        locale=earlier.locale,
        defaults={
            "data": earlier.data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
        },
    )
    return row


def latest_changes(source: TranslationSource, since: datetime | None = None) -> list[SegmentChange]:
    """What the newest edit of the source's text changed; nothing if that was before `since`."""
    changes = SegmentChange.objects.filter(source=source).select_related("before", "after")
    newest = changes.order_by("-made_at").values_list("made_at", flat=True).first()
    if newest is None or (since is not None and newest < since):
        return []
    return list(changes.filter(made_at=newest))


@transaction.atomic
def keep_translations(changes: Collection[SegmentChange], user: Any) -> int:
    """Keep the translations of what was changed, in every language: the sense of the source is the same.

    Machine text stays machine text. Only what was translated immediately before the change is kept; what was outdated
    by then still is.

    Returns:
        How many translations were kept.
    """
    kept = 0
    for change in changes:
        done = set(
            StringTranslation.objects.filter(context=change.context_id, translation_of=change.after_id).values_list(
                "locale", flat=True
            )
        )
        valid = StringTranslation.objects.filter(context=change.context_id, translation_of=change.before_id)
        for row in valid.exclude(locale__in=done):
            copy = StringTranslation.objects.create(
                translation_of_id=change.after_id,
                context_id=change.context_id,
                locale_id=row.locale_id,
                data=row.data,
                translation_type=row.translation_type,
                tool_name=row.tool_name,
                last_translated_by=row.last_translated_by,
            )
            carry_provenance(row, copy)
            kept += 1
        change.minor_by, change.minor_at = user, timezone.now()
        change.save(update_fields=["minor_by", "minor_at"])
    return kept
