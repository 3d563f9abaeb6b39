"""Translations that come as whole pages: by segment where they follow their source, by hand where they do not."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import Translation

from cms.cities.models import CityPage
from cms.guides.content_files.by_hand import publish_by_hand, switch
from cms.guides.content_files.fields import slots
from cms.guides.content_files.names import Names
from cms.guides.content_files.stored_strings import store_strings
from cms.guides.content_files.targets import write_target
from cms.guides.content_files.translated import TranslatedTexts
from cms.guides.models import GuidePage
from translations.checking import checked_together
from translations.sources import ensure_translations, sync_source
from translations.states import translation_states

SourcePage = CityPage | GuidePage


class Written(StrEnum):
    """How a translation was brought in."""

    BY_SEGMENT = "by_segment"
    BY_HAND = "by_hand"
    UNCHANGED = "unchanged"


def write_translation(
    page: SourcePage, locale: Locale, values: dict[str, Any], texts: TranslatedTexts | None
) -> Written:
    """Publish the translation of a page into a language, unless it is live as it is.

    Args:
        page: the source page, whose row holds its present content.
        locale: the language.
        values: what the translated page says, by attribute.
        texts: the same by segment, if the translation follows its source. It is kept even if a check stops it, so that
            its findings can be seen, but the page is then published as it came (docs/decisions/0011).
    """
    source, is_changed = sync_source(page)
    (translation,) = ensure_translations(source, [locale])
    if texts is not None and (written := _by_segment(page, translation, is_changed, texts)) is not None:
        return written
    # wagtail-localize's record is switched off, so that people edit the page like any other.
    return Written.BY_HAND if publish_by_hand(page, translation, values) else Written.UNCHANGED


def _by_segment(
    page: SourcePage, translation: Translation, source_is_changed: bool, texts: TranslatedTexts
) -> Written | None:
    """Store the strings and publish the page that follows from them; None if a check stops it."""
    source, locale = translation.source, translation.target_locale
    was_by_hand = not translation.enabled
    switch(translation, enabled=True)
    places = {slot.place: slot for slot in slots(page, Names(""))}
    with checked_together():
        is_new = store_strings(source, places, texts, locale)
    if not translation_states([source.pk], [locale.pk])[source.pk, locale.pk].is_publishable:
        switch(translation, enabled=not was_by_hand)
        return None
    target = page.get_translation_or_none(locale)
    if target is not None and target.live and not (is_new or source_is_changed or was_by_hand):
        return Written.UNCHANGED
    write_target(page, source, locale, goes_live=True).publish()
    return Written.BY_SEGMENT
