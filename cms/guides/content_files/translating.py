"""Storing the texts of translation files where wagtail-localize keeps them, and the pages that follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from wagtail.models import Locale, Revision
from wagtail_localize.models import String, StringTranslation, TranslationSource

from cms.cities.models import CityPage
from cms.guides.choices import Sensitivity
from cms.guides.content_files.alignment import segments
from cms.guides.content_files.entries import Entry
from cms.guides.content_files.fields import changed_values, load_values, slots
from cms.guides.content_files.names import Loader
from cms.guides.content_files.problems import Place
from cms.guides.content_files.stored_strings import store_strings
from cms.guides.content_files.targets import write_target
from cms.guides.content_files.translated import TranslatedTexts, stored_text
from cms.guides.models import GuidePage
from translations.sources import sync_source
from translations.states import TranslationState, translation_states

SourcePage = CityPage | GuidePage


def translate_page(
    page: SourcePage, entry: Entry, translations: Sequence[TranslatedTexts], loader: Loader
) -> dict[str, bool]:
    """Store the translations of a page, whose row holds the present source, and write the pages that they change.

    Returns:
        Whether the translated page is live, by language, for those that were written.
    """
    written: dict[str, bool] = {}
    waiting: list[Revision] = []
    for texts in translations:
        if texts.made_from and not _is_stored(page, texts, loader):
            revision, is_complete = _translate_older(page, entry, texts, loader)
            written[texts.language] = is_complete
            waiting += [revision] if is_complete else []
    source, is_changed = sync_source(page)
    places = {slot.place: slot for slot in slots(page, loader.names)}
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    touched = set()
    for texts in translations:
        if store_strings(source, places, texts, locales[texts.language], without=texts.made_from):
            touched.add(texts.language)
    states = _states(source, [locales[texts.language] for texts in translations])
    for texts in translations:
        locale = locales[texts.language]
        target = page.get_translation_or_none(locale)
        may_go_live = _may_go_live(page, states[locale.pk])
        is_due = target is None or (may_go_live and (not target.live or is_changed)) or texts.language in touched
        if is_due and (may_go_live or target is None or not target.live) and texts.language not in written:
            revision = write_target(page, source, locale, goes_live=may_go_live)
            written[texts.language] = may_go_live
            waiting += [revision] if may_go_live else []
    for revision in waiting:
        revision.publish()
    return written


def _translate_older(page: SourcePage, entry: Entry, texts: TranslatedTexts, loader: Loader) -> tuple[Revision, bool]:
    """Translate the page as its source once was, so that the translation stands beside a source that has moved on.

    The page's row holds the older source only inside this transaction: nobody reads it, nothing is published from it.
    """
    present = load_values(entry.kind.name, entry.data, loader)
    older = load_values(entry.kind.name, _with_older_texts(entry.data, texts.made_from), loader)
    differing = changed_values(page, older, loader.names)
    _put(page, differing)
    source, _changed = sync_source(page)
    locale = Locale.objects.get(language_code=texts.language)
    places = {slot.place: slot for slot in slots(page, loader.names)}
    store_strings(source, places, texts, locale)
    is_complete = _may_go_live(page, _states(source, [locale])[locale.pk])
    revision = write_target(page, source, locale, goes_live=is_complete)
    _put(page, {attribute: present[attribute] for attribute in differing})
    return revision, is_complete


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


def _is_stored(page: SourcePage, texts: TranslatedTexts, loader: Loader) -> bool:
    """Whether the translations of all older texts are there from an earlier import."""
    wanted = set()
    for slot in slots(page, loader.names):
        if slot.place in texts.made_from:
            older = stored_text(slot, texts.made_from[slot.place], loader)
            originals = segments(older, is_rich=slot.is_rich)
            for (string, _links), translated in zip(originals, texts.strings[slot.place], strict=True):
                wanted.add((slot.context, String._get_data_hash(string), translated))
    stored = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale__language_code=texts.language
    ).values_list("context__path", "translation_of__data_hash", "data")
    return wanted <= set(stored)


def _states(source: TranslationSource, locales: Sequence[Locale]) -> dict[int, TranslationState]:
    states = translation_states([source.pk], [locale.pk for locale in locales])
    return {locale: state for (_source, locale), state in states.items()}


def _may_go_live(page: SourcePage, state: TranslationState) -> bool:
    """Whether a translation is complete and sound, and checked by a person where readers may be in danger."""
    is_safety = getattr(page, "sensitivity", Sensitivity.NORMAL) == Sensitivity.SAFETY
    return state.is_publishable and not (is_safety and state.machine)
