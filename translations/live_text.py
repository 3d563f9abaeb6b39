"""Whether the text that readers see is the text that stands in a translation's segments.

Segments change when somebody drafts or edits; the live page follows when the translation is published. In between, or
when the source went back to a wording that was translated before, the state of the segments is not that of the page.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from translations.markup import parse
from translations.states import TranslationState


@dataclass(frozen=True)
class LiveText:
    """How the text of a live translated page differs from its segments. All numbers are segments."""

    # The page says what was the translation of another source text: readers of the source read something else.
    superseded: int = 0
    # The page says what is in no segment any more: the translation was reworded and not published since.
    reworded: int = 0

    def within(self, state: TranslationState) -> TranslationState:
        """The state of the live page: what it does not say yet is outdated, and checked by nobody that is known."""
        return replace(
            state,
            translated=state.translated - self.superseded,
            machine=state.machine + self.superseded + self.reworded,
        )


def live_text(source: TranslationSource, page: Page) -> LiveText:
    """Compare `page`, the live translation of `source` as it is in the database, with the segments of today."""
    if Translation.objects.filter(source=source, target_locale=page.locale_id, enabled=False).exists():
        # Written by hand: it has no segments to be compared with.
        return LiveText()
    shown: dict[str, set[str]] = defaultdict(set)
    for value in extract_segments(page):
        if isinstance(value, StringSegmentValue):
            shown[value.path].add(_words(value.string.data))
    today = set(StringSegment.objects.filter(source=source).values_list("context_id", "string_id"))
    differs: list[str] = []
    earlier: dict[str, set[str]] = defaultdict(set)
    rows = StringTranslation.objects.filter(locale=page.locale_id, context__object_id=source.object_id)
    for context, path, string, data in rows.values_list("context_id", "context__path", "translation_of_id", "data"):
        words = _words(data)
        if (context, string) not in today:
            earlier[path].add(words)
        elif words not in shown[path]:
            differs.append(path)
    superseded = sum(bool(shown[path] & earlier[path]) for path in differs)
    return LiveText(superseded, len(differs) - superseded)


def _words(html: str) -> str:
    """What two texts have in common that read alike, however their markup and white space are written."""
    return " ".join(parse(html).text.split())
