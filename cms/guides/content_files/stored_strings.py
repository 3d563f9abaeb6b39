"""Translated strings where wagtail-localize keeps them: by source string, place in the page, and language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from cms.guides.content_files.codecs import Slot
from cms.guides.content_files.problems import Place
from cms.guides.content_files.translated import TranslatedTexts

MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
PERSON = StringTranslation.TRANSLATION_TYPE_MANUAL
Strings = dict[str, list[tuple[int, int]]]


def _strings(source: TranslationSource) -> Strings:
    """(string id, context id) of the segments of each context, in their order."""
    found: Strings = defaultdict(list)
    rows = StringSegment.objects.filter(source=source).order_by("order")
    for path, string, context in rows.values_list("context__path", "string_id", "context_id"):
        found[path].append((string, context))
    return found


def store_strings(
    source: TranslationSource,
    places: Mapping[Place, Slot],
    texts: TranslatedTexts,
    locale: Locale,
    *,
    without: Iterable[Place] = (),
) -> bool:
    """Store what is new in the texts of a translation, and say whether anything was. What was checked stays checked.

    Args:
        source: what the strings are translations of.
        places: the texts of the page that the source was made from.
        texts: the translation.
        locale: its language.
        without: places of texts that are left out.
    """
    strings = _strings(source)
    present = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(context__object_id=source.object_id, locale=locale)
    }
    is_new = False
    for place, translated in texts.strings.items():
        if place in without:
            continue
        segments = zip(strings[places[place].context], translated, strict=True)
        for number, ((string, context), data) in enumerate(segments):
            if not data:
                continue
            kind = MACHINE if texts.is_by_machine(place, number) else PERSON
            row = present.get((string, context)) or StringTranslation(
                translation_of_id=string, context_id=context, locale=locale
            )
            if row.pk and row.data == data and row.translation_type in (kind, PERSON):
                continue
            row.data, row.translation_type, row.tool_name, row.has_error = data, kind, "", False
            row.save()
            present[string, context] = row
            is_new = True
    return is_new
