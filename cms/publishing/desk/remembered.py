"""What the translation memory knows for a segment, as the desk shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from wagtail_localize.models import StringSegment, StringTranslation

from cms.publishing.desk.desk import Desk
from cms.publishing.desk.marked import diff_html
from cms.publishing.desk.notation import to_text
from translations.memory.owners import owner_of_object
from translations.memory.suggestions import Suggestion, suggestions

# As many as have a key.
SHOWN = 3


@dataclass(frozen=True)
class Remembered:
    """A suggestion with its text as the text field takes it, and the way from its source to the one asked for."""

    number: int
    suggestion: Suggestion
    text: str
    diff: SafeString


def remembered(desk: Desk, segment: StringSegment) -> list[Remembered]:
    """The best suggestions for a segment, without what is in its text field anyway."""
    owner = owner_of_object(desk.translation.source.object_id)
    known = _translations_here(desk, segment)
    found = suggestions(segment.string.data, desk.source_language, desk.language, owner, SHOWN + len(known))
    found = [each for each in found if each.target not in known][:SHOWN]
    return [
        Remembered(number, each, to_text(each.target, desk.direction), diff_html(each.pieces, desk.source_direction))
        for number, each in enumerate(found, start=1)
    ]


def _translations_here(desk: Desk, segment: StringSegment) -> set[str]:
    """What the segment is translated as, now or before its source changed."""
    here = StringTranslation.objects.filter(context=segment.context, locale=desk.translation.target_locale)
    rows = here.order_by("-updated_at").values_list("translation_of", "data")
    present = [data for string, data in rows if string == segment.string_id]
    return set(present or [data for _string, data in rows[:1]])
