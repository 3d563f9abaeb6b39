"""Which segment of a source took the place of which, found by comparing the source before and after an edit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils import timezone
from wagtail_localize.models import StringSegment, TranslationSource

from translations.models import SegmentChange
from translations.word_diff import likeness

# By context, the (string id, text) of its segments in their order.
Segments = dict[int, list[tuple[int, str]]]

# Two sentences that share less of their words are different sentences, not one that was changed.
ALIKE = 0.4


def present_segments(source: TranslationSource) -> Segments:
    """The segments of a source as they are now."""
    found: Segments = defaultdict(list)
    rows = StringSegment.objects.filter(source=source).order_by("order")
    for context, string, text in rows.values_list("context_id", "string_id", "string__data"):
        found[context].append((string, text))
    return found


def record_changes(source: TranslationSource, earlier: Segments) -> None:
    """Keep which of the source's present segments took the place of which `earlier` ones."""
    now = timezone.now()
    SegmentChange.objects.bulk_create(
        SegmentChange(source=source, context_id=context, before_id=before, after_id=after, made_at=now)
        for context, segments in present_segments(source).items()
        for before, after in successors(earlier.get(context, []), segments)
    )


def successors(earlier: Sequence[tuple[int, str]], present: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Pairs (earlier id, present id) of segments of one place in a page, each used once.

    The segments that are gone and those that are new are paired where they are most alike. A single one on each side
    is a pair however different they are: a title stays the title.
    """
    gone = [segment for segment in earlier if segment not in present]
    new = [segment for segment in present if segment not in earlier]
    if len(gone) == len(new) == 1 and len(earlier) == len(present) == 1:
        yield gone[0][0], new[0][0]
        return
    scored = [(likeness(old, text), before, after) for before, old in gone for after, text in new]
    used: set[tuple[str, int]] = set()
    for score, before, after in sorted(scored, key=lambda pair: -pair[0]):
        if score >= ALIKE and not used & {("before", before), ("after", after)}:
            used |= {("before", before), ("after", after)}
            yield before, after
