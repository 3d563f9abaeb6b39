"""Storing what a person says of a segment: a text, “accept”, “still right”, “the text is right”. Nothing typed is lost.

Each form carries what its person has seen of every segment. What somebody else stored meanwhile is never written over:
both texts are shown, and a person decides.
"""

from __future__ import annotations

from enum import StrEnum

from django.db import IntegrityError, transaction
from wagtail_localize.models import StringSegment, StringTranslation

from cms.publishing.desk.desk import Desk
from cms.publishing.desk.notation import to_html, to_text
from cms.publishing.desk.segments import begins_with, digest, seen_token
from cms.publishing.recording import record_page
from translations.markup import LINE_BREAK
from translations.models import SegmentFinding
from translations.outdated import Outdated, confirm, outdated_segments


class Result(StrEnum):
    """What became of one segment."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    # Somebody else stored another text meanwhile. Nothing was written.
    CONFLICT = "conflict"
    # There is no text to accept.
    EMPTY = "empty"


@transaction.atomic
def save_text(desk: Desk, segment: StringSegment, text: str, seen: str, *, accept: bool = False) -> Result:
    """Store what a person made of a segment, which is then reviewed by them.

    Args:
        desk: the page and the person.
        segment: of the page's source.
        text: what stands in the text field.
        seen: `Row.seen` of when the text field was shown.
        accept: the person says that the text is right, changed or not. Without it, what was not changed stays as it is.
    """
    stored = (
        StringTranslation.objects.select_for_update(of=("self",))
        .filter(translation_of=segment.string, context=segment.context, locale=desk.translation.target_locale)
        .select_related("translation_of")
        .first()
    )
    changed = digest(text) != seen.rpartition(".")[2]
    if not changed and not accept:
        return Result.UNCHANGED
    outdated = None if stored else _outdated(desk, segment)
    present = begins_with(stored, outdated, desk.direction)
    if seen_token(stored, "").rpartition(".")[0] != seen.rpartition(".")[0]:
        if not _same(text, present):
            return Result.CONFLICT
        changed = False
    if accept and not text.strip():
        return Result.EMPTY
    return _store(desk, segment, stored, outdated, text, changed=changed)


def _store(
    desk: Desk,
    segment: StringSegment,
    stored: StringTranslation | None,
    outdated: Outdated | None,
    text: str,
    *,
    changed: bool,
) -> Result:
    if not text.strip():
        if stored is None:
            return Result.UNCHANGED
        stored.delete()
        return Result.SAVED
    if not changed and outdated is not None:
        confirm(outdated, desk.user)
        return Result.SAVED
    manual = StringTranslation.TRANSLATION_TYPE_MANUAL
    if stored is not None and not changed and stored.translation_type == manual and not stored.has_error:
        # Whoever reviewed it stays the one who did.
        return Result.UNCHANGED
    row = stored or StringTranslation(
        translation_of=segment.string, context=segment.context, locale=desk.translation.target_locale
    )
    if changed:
        row.data = to_html(text, one_line=f"<{LINE_BREAK}" not in segment.string.data)
    row.translation_type, row.tool_name, row.last_translated_by = manual, "", desk.user
    row.has_error, row.field_error = False, ""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        # Somebody else was the first to translate it, in this very moment.
        return Result.CONFLICT
    return Result.SAVED


def still_right(desk: Desk, segment: StringSegment) -> Result:
    """Keep that the translation of the earlier wording is right for the present one."""
    outdated = _outdated(desk, segment)
    if outdated is None:
        return Result.UNCHANGED
    confirm(outdated, desk.user)
    return Result.SAVED


def dismiss(desk: Desk, segment: StringSegment, finding_id: str) -> Result:
    """Keep that this person says the text is right, whatever a check found in it."""
    finding = SegmentFinding.objects.filter(
        pk=int(finding_id) if finding_id.isdecimal() else 0,
        translation__translation_of=segment.string,
        translation__context=segment.context,
        translation__locale=desk.translation.target_locale,
        dismissed_at=None,
    ).first()
    if finding is None:
        return Result.UNCHANGED
    finding.dismiss(desk.user)
    return Result.SAVED


def tell_readers(desk: Desk) -> None:
    """What readers are told of a live page's translation follows from its segments: write it anew."""
    if desk.page.live:
        record_page(desk.page)


def _outdated(desk: Desk, segment: StringSegment) -> Outdated | None:
    key = (desk.translation.source_id, desk.translation.target_locale_id)
    return outdated_segments([key[0]], [key[1]])[key].get(segment.pk)


def _same(text: str, other: str) -> bool:
    return to_text(to_html(text)) == to_text(to_html(other))
