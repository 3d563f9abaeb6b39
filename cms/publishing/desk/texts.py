"""Whole texts into the segments of a translation: what a proposal says, or what an earlier version of the page said."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.publishing.desk.desk import Desk
from cms.publishing.desk.notation import to_text
from cms.publishing.desk.saving import Result, save_text
from cms.publishing.desk.segments import seen_token

Text = tuple[str, tuple[tuple[str, str], ...]]
"""A segment's HTML, and where its links lead."""


class OtherParagraphsError(ValueError):
    """A text has another number of paragraphs than the source, so that nobody can tell which belongs to which."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        super().__init__(f"The source has {wanted} paragraphs here.")


class ConflictError(ValueError):
    """Somebody else stores a text of the same segment in this moment."""


def texts_of(page: Any) -> dict[str, list[Text]]:
    """The segments of a translated page in memory, in their order, by their path."""
    found: dict[str, list[Text]] = defaultdict(list)
    for value in extract_segments(page):
        if isinstance(value, StringSegmentValue):
            links = tuple((name, _place(each)) for name, each in sorted((value.attrs or {}).items()))
            found[value.path].append((value.string.data, links))
    return dict(found)


def segments_at(desk: Desk, path: str) -> list[StringSegment]:
    """The segments of the source at a path, in their order."""
    found = StringSegment.objects.filter(source=desk.translation.source, context__path=path)
    return list(found.select_related("string", "context").order_by("order"))


def store_texts(desk: Desk, path: str, texts: Sequence[Text], before: Sequence[Text]) -> int:
    """Store the texts at a path that are not as `before`, as the person's; how many.

    Raises:
        OtherParagraphsError, ConflictError: nothing may be kept of what was stored so far: call it in a transaction.
    """
    segments = segments_at(desk, path)
    if len(segments) != len(texts):
        raise OtherParagraphsError(len(segments))
    rows = StringTranslation.objects.filter(
        context__in=[segment.context_id for segment in segments], locale=desk.translation.target_locale
    )
    stored = {(row.translation_of_id, row.context_id): row for row in rows}
    count = 0
    for number, (segment, text) in enumerate(zip(segments, texts, strict=True)):
        if list(before[number : number + 1]) == [text]:
            continue
        row = stored.get((segment.string_id, segment.context_id))
        seen = seen_token(row, to_text(row.data, desk.direction) if row else "")
        result = save_text(desk, segment, to_text(named_as_in_source(text, segment)), seen, accept=True)
        if result is Result.CONFLICT:
            raise ConflictError
        count += result is Result.SAVED
    return count


def named_as_in_source(text: Text, segment: StringSegment) -> str:
    """The HTML with its links under the names that they have in the source, where those lead to the same place."""
    html, links = text
    names = {_place(each): name for name, each in (json.loads(segment.attrs or "null") or {}).items()}
    for name, place in links:
        # No name is taken for one that was given just now.
        html = html.replace(f'id="{name}"', f'id="~{names.get(place, name)}"')
    return html.replace('id="~', 'id="')


def _place(attributes: dict[str, Any]) -> str:
    return str(sorted((name, str(value)) for name, value in attributes.items()))
