"""What keeps a translated page from going live, said so that a person knows what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.cities.trees import home_of
from translations.completeness import translation_behind
from translations.states import translation_states

# What would mislead readers on a page in the source language, by apps that know its kind: each answers reasons in
# words, with what to do. An app adds its own in its AppConfig.ready().
MISLEADING: list[Callable[[Page], list[str]]] = []


def misleading(page: Page) -> list[str]:
    """Why people may not publish `page`, a page in the source language, as it is in memory.

    Imports publish all the same: what they bring is live elsewhere already, or was checked as files.
    """
    home = home_of(page)
    if home is None or not home.is_source:
        return []
    return [reason for reasons in MISLEADING for reason in reasons(page)]


def obstacles(page: Page, user: Any = None) -> list[str]:
    """Why `page`, a page in a target language, may not go live now; an empty list if nothing is in the way.

    Args:
        page: a translated page.
        user: who would publish it; None if that does not matter, as where a workflow ends.
    """
    # wagtail makes aliases of untranslated pages, full of source text.
    translation = None if page.alias_of_id else translation_behind(page)
    if translation is None:
        return [_("It is not a translation of a page in the source language.")]
    key = (translation.source_id, page.locale_id)
    state = translation_states([key[0]], [key[1]])[key]
    found = []
    if not state.segments:
        found.append(_("It has no text."))
    if state.outdated:
        text = ngettext(
            "%(count)d segment is not translated.", "%(count)d segments are not translated.", state.outdated
        )
        found.append(text % {"count": state.outdated})
    if state.blocked:
        text = ngettext(
            "%(count)d segment failed its checks.",
            "%(count)d segments failed their checks.",
            state.blocked,
        )
        found.append(text % {"count": state.blocked})
    if state.machine and _is_sensitive(translation):
        text = ngettext(
            "%(count)d segment was checked by nobody, and the page is marked as sensitive.",
            "%(count)d segments were checked by nobody, and the page is marked as sensitive.",
            state.machine,
        )
        found.append(text % {"count": state.machine})
    if user is not None and _needs_another_person(page, translation, user):
        found.append(_("You wrote or accepted a part of it, and this city has another person publish it."))
    return found


def may_go_live(page: Page, user: Any = None) -> bool:
    """Whether a page may go live as far as its text is concerned; a page in the source language always may."""
    home = home_of(page)
    return home is None or home.is_source or not obstacles(page, user)


def _is_sensitive(translation: Translation) -> bool:
    source: Any = translation.source.specific_content_type.model_class()
    pages = source.objects.filter(translation_key=translation.source.object_id, locale=translation.source.locale_id)
    page = pages.first()
    return page is not None and page.is_sensitive


def _needs_another_person(page: Page, translation: Translation, user: Any) -> bool:
    home = home_of(page)
    if home is None or not home.city.four_eyes:
        return False
    own = StringTranslation.objects.filter(
        locale=page.locale_id, context__object_id=page.translation_key, last_translated_by=user.pk
    ).filter(
        translation_of__in=StringSegment.objects.filter(source=translation.source_id).values("string"),
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
    )
    if page.live and page.last_published_at is not None:
        own = own.filter(updated_at__gt=page.last_published_at)
    return own.exists()
