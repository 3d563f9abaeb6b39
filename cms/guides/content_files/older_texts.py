"""Translations of older source texts, which stand beside a source that has moved on and count as outdated."""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy
from typing import Any

from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, TranslationContext, TranslationSource

from cms.cities.models import CityPage
from cms.guides.content_files.alignment import segments
from cms.guides.content_files.entries import Entry
from cms.guides.content_files.fields import changed_values, load_values, slots
from cms.guides.content_files.names import Loader
from cms.guides.content_files.problems import Place
from cms.guides.content_files.stored_strings import store_strings
from cms.guides.content_files.translated import TranslatedTexts, stored_text
from cms.guides.models import GuidePage
from translations.checking import checked_together
from translations.models import SegmentChange
from translations.sources import sync_source
from translations.succession import Segments, present_segments

SourcePage = CityPage | GuidePage


def store_older(
    page: SourcePage, entry: Entry, texts: TranslatedTexts, loader: Loader, older_still: Collection[str]
) -> TranslationSource:
    """Store the translation of the page as its source once was, and return that source.

    The page's row holds the older source only inside this transaction: nobody reads it, nothing is published from it.
    `older_still` are the contexts at which the source is older already, from the translation into another language.
    """
    present = load_values(entry.kind.name, entry.data, loader)
    older = load_values(entry.kind.name, _with_older_texts(entry.data, texts.made_from), loader)
    differing = changed_values(page, older, loader.names)
    _put(page, differing)
    source, _changed = sync_successor(page, older_still)
    places = {slot.place: slot for slot in slots(page, loader.names)}
    with checked_together():
        store_strings(source, places, texts, Locale.objects.get(language_code=texts.language))
    _put(page, {attribute: present[attribute] for attribute in differing})
    return source


def is_stored(page: SourcePage, texts: TranslatedTexts, loader: Loader) -> bool:
    """Whether the translations of all older texts are there from an earlier import."""
    wanted = set()
    for slot in slots(page, loader.names):
        if slot.place in texts.made_from:
            older = stored_text(slot, texts.made_from[slot.place], loader)
            originals = segments(older, is_rich=slot.is_rich)
            for (string, _links), translated in zip(originals, texts.strings[slot.place], strict=True):
                if translated:
                    wanted.add((slot.context, String._get_data_hash(string), translated))
    stored = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale__language_code=texts.language
    ).values_list("context__path", "translation_of__data_hash", "data")
    return wanted <= set(stored)


def sync_successor(page: SourcePage, paths: Collection[str]) -> tuple[TranslationSource, bool]:
    """Like `sync_source`, for a page whose source was an older one a moment ago, which differs at these contexts.

    Which segment took the place of which need not be guessed from their words there: where a text has as many segments
    as before, they follow one another in their order.
    """
    before = TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id).first()
    earlier: Segments = present_segments(before) if before and paths else {}
    newest = SegmentChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    source, is_changed = sync_source(page)
    if is_changed and earlier:
        contexts = TranslationContext.objects.filter(object_id=page.translation_key, path__in=paths)
        present = present_segments(source)
        for context in contexts.values_list("pk", flat=True):
            if len(earlier.get(context, ())) == len(present.get(context, ())):
                SegmentChange.objects.filter(source=source, context_id=context, pk__gt=newest).delete()
                _record(source, context, earlier, present)
    return source, is_changed


def _record(source: TranslationSource, context: int, earlier: Segments, present: Segments) -> None:
    pairs = zip(earlier.get(context, ()), present.get(context, ()), strict=True)
    SegmentChange.objects.bulk_create(
        SegmentChange(source=source, context_id=context, before_id=before, after_id=after, made_at=timezone.now())
        for (before, _old), (after, _new) in dict.fromkeys(pairs)
        if before != after
    )


def _put(page: SourcePage, values: dict[str, Any]) -> None:
    for attribute, value in values.items():
        setattr(page, attribute, value)
    page.save(clean=False)


def _with_older_texts(data: dict[str, Any], older: dict[Place, str]) -> dict[str, Any]:
    data = deepcopy(data)
    for place, text in older.items():
        holder: Any = data
        for key in place[:-1]:
            holder = holder[key]
        holder[place[-1]] = text
    return data
