"""The languages of one page, as editors see them: state, progress and where to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from cms.cities.models import City
from cms.languages import CONTENT_LANGUAGES
from translations.states import TranslationState, translation_states


@dataclass(frozen=True)
class LanguageState:
    """How far a page is in one language."""

    tag: str
    name: str
    state: TranslationState
    live: bool
    edit_url: str
    """Where this person changes the translation, "" if there is none yet or they may not."""
    can_begin: bool
    """Whether this person may begin the translation: there is no page yet, or none that is tied to its source."""


def language_states(page: Page, city: City, user: Any) -> list[LanguageState]:
    """One entry for each target language of the city, in the order of its language switch, as `user` sees it."""
    names = dict(CONTENT_LANGUAGES)
    source = TranslationSource.objects.get_for_instance_or_none(page)
    languages = list(city.languages.exclude(locale=city.source_locale).select_related("locale"))
    states = translation_states([source.pk], [language.locale_id for language in languages]) if source else {}
    targets = {
        target.locale_id: target
        for target in Page.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk)
    }
    tied = set(source.translations.values_list("target_locale_id", flat=True)) if source else set()
    homes = {home.locale_id: home for home in city.pages.all()}
    result = []
    for language in languages:
        target = targets.get(language.locale_id)
        is_tied = target is not None and language.locale_id in tied
        tag = language.locale.language_code
        may_edit = homes[language.locale_id].permissions_for_user(user).can_edit()
        result.append(
            LanguageState(
                tag=tag,
                name=names.get(tag, tag),
                state=states[source.pk, language.locale_id] if source else TranslationState(),
                live=page.live and target is not None and target.live and homes[language.locale_id].is_online,
                edit_url=reverse("wagtailadmin_pages:edit", args=[target.pk])
                if target and is_tied and may_edit
                else "",
                can_begin=not is_tied and page.live and may_edit,
            )
        )
    return result
