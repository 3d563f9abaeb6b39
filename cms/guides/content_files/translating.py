"""Storing the texts of translation files where wagtail-localize keeps them, and the pages that follow from them."""

from __future__ import annotations

from collections.abc import Sequence

from wagtail.models import Locale, Revision
from wagtail_localize.models import TranslationSource

from cms.cities.models import CityPage
from cms.guides.content_files.by_hand import switch, write_by_hand
from cms.guides.content_files.entries import Entry
from cms.guides.content_files.fields import slots
from cms.guides.content_files.names import Loader
from cms.guides.content_files.older_texts import is_stored, store_older, sync_successor
from cms.guides.content_files.stored_strings import store_strings
from cms.guides.content_files.targets import write_target
from cms.guides.content_files.translated import TextsByHand, Translated, TranslatedTexts
from cms.guides.models import GuidePage
from translations.checking import checked_together
from translations.sources import ensure_translations
from translations.states import TranslationState, translation_states

SourcePage = CityPage | GuidePage


def translate_page(
    page: SourcePage, entry: Entry, translations: Sequence[Translated], loader: Loader
) -> dict[str, bool]:
    """Store the translations of a page, whose row holds the present source, and write the pages that they change.

    Returns:
        Whether the translated page is live, by language, for those that were written.
    """
    by_segment = [texts for texts in translations if isinstance(texts, TranslatedTexts)]
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    written: dict[str, bool] = {}
    waiting: list[Revision] = []
    contexts = {slot.place: slot.context for slot in slots(page, loader.names)}
    older: set[str] = set()
    for texts in by_segment:
        if texts.made_from and not is_stored(page, texts, loader):
            source = store_older(page, entry, texts, loader, older)
            older |= {contexts[place] for place in texts.made_from}
            locale = locales[texts.language]
            written[texts.language] = _may_go_live(page, _states(source, [locale])[locale.pk])
            revision = write_target(page, source, locale, goes_live=written[texts.language])
            waiting += [revision] if written[texts.language] else []
    source, is_changed = sync_successor(page, older)
    changed = _store(page, source, by_segment, locales, loader)
    states = _states(source, [locales[texts.language] for texts in by_segment])
    for texts in by_segment:
        locale = locales[texts.language]
        target = page.get_translation_or_none(locale)
        may_go_live = _may_go_live(page, states[locale.pk])
        is_due = target is None or (may_go_live and (not target.live or is_changed)) or texts.language in changed
        if is_due and (may_go_live or target is None or not target.live) and texts.language not in written:
            revision = write_target(page, source, locale, goes_live=may_go_live)
            written[texts.language] = may_go_live
            waiting += [revision] if may_go_live else []
    for revision in waiting:
        revision.publish()
    for by_hand in (texts for texts in translations if isinstance(texts, TextsByHand)):
        (translation,) = ensure_translations(source, [locales[by_hand.language]])
        if write_by_hand(page, translation, by_hand, loader):
            written[by_hand.language] = True
    return written


def _store(
    page: SourcePage,
    source: TranslationSource,
    translations: Sequence[TranslatedTexts],
    locales: dict[str, Locale],
    loader: Loader,
) -> set[str]:
    """Store the strings that translate the present source; the languages in which something is new."""
    places = {slot.place: slot for slot in slots(page, loader.names)}
    by_hand = {record.target_locale_id: record for record in source.translations.filter(enabled=False)}
    changed = set()
    with checked_together():
        for texts in translations:
            locale = locales[texts.language]
            if store_strings(source, places, texts, locale, without=texts.made_from):
                changed.add(texts.language)
            if locale.pk in by_hand:
                switch(by_hand[locale.pk], enabled=True)
                changed.add(texts.language)
    return changed


def _states(source: TranslationSource, locales: Sequence[Locale]) -> dict[int, TranslationState]:
    states = translation_states([source.pk], [locale.pk for locale in locales])
    return {locale: state for (_source, locale), state in states.items()}


def _may_go_live(page: SourcePage, state: TranslationState) -> bool:
    """Whether a translation is complete and sound, and checked by a person where readers may be in danger."""
    return state.is_publishable and not (page.is_sensitive and state.machine)
