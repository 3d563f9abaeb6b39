"""wagtail-localize's frozen copy of a source page, kept in step with the live page."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from translations.succession import Segments, present_segments, record_changes


@transaction.atomic
def sync_source(page: Page) -> tuple[TranslationSource, bool]:
    """Bring the copy and its segments in line with the live content of `page`, and record which replaced which.

    Returns:
        The copy, and whether it changed. Unchanged content costs one comparison and no write.
    """
    # A page built in memory has children without ids, which become new segments: take it from the database.
    live = page.specific_class.objects.get(pk=page.pk)
    before = TranslationSource.objects.filter(object_id=live.translation_key, locale_id=live.locale_id).first()
    segments: Segments = present_segments(before) if before else {}
    source, _ = TranslationSource.update_or_create_from_instance(live)
    is_changed = before is None or source.last_updated_at != before.last_updated_at
    if before is not None and is_changed:
        record_changes(source, segments)
    return source, is_changed


def ensure_translations(source: TranslationSource, locales: Collection[Locale]) -> list[Translation]:
    """The records of a source's translations into `locales`, made where they are missing."""
    for locale in locales:
        Translation.objects.get_or_create(source=source, target_locale=locale)
    return list(source.translations.filter(target_locale__in=locales).select_related("target_locale"))
