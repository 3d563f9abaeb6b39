"""Whether a translated page may go live."""

from __future__ import annotations

from wagtail.models import Page
from wagtail_localize.models import Translation

from translations.states import translation_states


def is_publishable(page: Page) -> bool:
    """Whether `page`, a page in a target language, is a whole and sound translation of its source.

    An alias is never one: wagtail makes aliases of untranslated pages, full of source text. A page that no translation
    stands behind has nothing to be measured by and is not publishable either.
    """
    if page.alias_of_id is not None:
        return False
    translation = translation_behind(page)
    if translation is None:
        return False
    states = translation_states([translation.source_id], [page.locale_id])
    return states[translation.source_id, page.locale_id].is_publishable


def translation_behind(page: Page) -> Translation | None:
    """wagtail-localize's record of the translation that `page` is the target of."""
    return (
        Translation.objects.select_related("source", "source__locale", "target_locale")
        .filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
        .first()
    )
