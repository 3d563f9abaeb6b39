"""The translated page that follows from a source and its stored strings."""

from __future__ import annotations

from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import TranslationLog, TranslationSource

from cms.cities.models import CityPage
from cms.guides.models import GuidePage
from translations.sources import ensure_translations


def write_target(page: CityPage | GuidePage, source: TranslationSource, locale: Locale, *, goes_live: bool) -> Revision:
    """Write a draft of the page in a language; what is not translated is in the source language until it is.

    `goes_live` says that the caller publishes the revision, which writes the page itself too.

    wagtail-localize's own `save_target` copies a new page in full and saves it five times; this makes it once.
    """
    ensure_translations(source, [locale])
    ensure_target(page, locale)
    Page.objects.filter(translation_key=page.translation_key, locale=locale).exclude(alias_of=None).update(
        alias_of=None
    )
    target = source.get_translated_instance(locale)
    is_live = target.live
    target = source.get_ephemeral_translated_instance(locale, fallback=True)
    if not is_live and not goes_live:
        target.save(clean=False)
    revision = target.save_revision(log_action=True, clean=False)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    return revision


def ensure_target(page: Page, locale: Locale) -> None:
    """Make an empty draft of the page in a language, below the translation of its parent, unless there is a page."""
    if page.has_translation(locale):
        return
    parent = page.get_parent().specific
    ensure_target(parent, locale)
    empty = type(page)(
        title=page.title, slug=page.slug, translation_key=page.translation_key, locale=locale, live=False
    )
    parent.get_translation(locale).add_child(instance=empty)
