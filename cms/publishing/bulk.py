"""What is done to many translations at once: each page in each language by its own permission, the rest told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from cms.cities.models import City
from cms.cities.releasing import obstacles
from cms.publishing.models import TranslationRequest
from cms.publishing.recording import record_page
from cms.publishing.requests import request_translation
from translations.models import Assignment
from translations.outdated import confirm, outdated_segments
from translations.saving import save_translation
from translations.sources import sync_source
from translations.states import translation_states


@dataclass
class Outcome:
    """How many translations something was done to, and how many it was not done to for which reason."""

    done: int = 0
    left: Counter[str] = field(default_factory=Counter)


def draft(city: City, pages: Sequence[Page], locales: Sequence[Locale], user: Any) -> TranslationRequest | None:
    """Have what is missing or outdated drafted in the background, in the languages that the user may edit.

    Returns:
        What the worker will do; None if the user may edit none of the languages.
    """
    homes = {home.locale_id: home for home in city.pages.all()}
    tags = [locale.language_code for locale in locales if homes[locale.pk].permissions_for_user(user).can_edit()]
    if not tags:
        return None
    home = homes[city.source_locale_id]
    return request_translation(home, [page.pk for page in pages], tags, publish=False, user=user)


def assign(pages: Sequence[Page], locales: Sequence[Locale], assignee: Any, user: Any) -> Outcome:
    """Have a person take care of these pages in these languages; None takes an assignment back."""
    outcome = Outcome()
    for page in pages:
        source, _changed = sync_source(page)
        for locale in locales:
            if assignee is None:
                outcome.done += Assignment.objects.filter(source=source, locale=locale).delete()[0]
            else:
                Assignment.objects.update_or_create(
                    source=source, locale=locale, defaults={"user": assignee, "assigned_by": user}
                )
                outcome.done += 1
    return outcome


def confirm_outdated(pages: Sequence[Page], locales: Sequence[Locale], user: Any) -> Outcome:
    """Keep that the translations are still right for what the source says now; nothing that has no translation."""

    def still_right(translation: Translation, target: Page) -> str:
        key = (translation.source_id, translation.target_locale_id)
        outdated = outdated_segments([key[0]], [key[1]])[key]
        if not outdated:
            return _("nothing was outdated")
        for segment in outdated.values():
            confirm(segment, user)
        if target.live:
            record_page(target)
        return ""

    return _each(pages, locales, user, still_right)


def submit_for_review(pages: Sequence[Page], locales: Sequence[Locale], user: Any) -> Outcome:
    """Start the city's workflow for translations that are complete."""

    def submit(translation: Translation, target: Page) -> str:
        key = (translation.source_id, translation.target_locale_id)
        if not translation_states([key[0]], [key[1]])[key].is_complete:
            return _("not complete")
        if target.workflow_in_progress:
            return _("already in review")
        workflow = target.get_workflow()
        if workflow is None:
            return _("no workflow for this page")
        save_translation(translation, user, publish=False)
        workflow.start(target.specific_class.objects.get(pk=target.pk), user)
        return ""

    return _each(pages, locales, user, submit)


def publish(pages: Sequence[Page], locales: Sequence[Locale], user: Any) -> Outcome:
    """Publish the translations that are complete and sound, where the user may."""

    def go_live(translation: Translation, target: Page) -> str:
        if not target.permissions_for_user(user).can_publish():
            return _why_not_live(translation, target, user)
        save_translation(translation, user, publish=True)
        return ""

    return _each(pages, locales, user, go_live)


def _why_not_live(translation: Translation, target: Page, user: Any) -> str:
    """The first thing that keeps a translation from going live, in words that many pages can share."""
    key = (translation.source_id, translation.target_locale_id)
    state = translation_states([key[0]], [key[1]])[key]
    if not state.is_complete:
        return _("not complete")
    if state.blocked:
        return _("failed its checks")
    if obstacles(target):
        return _("sensitive, and not checked by a person yet")
    if obstacles(target, user):
        return _("partly your own work, which another person publishes in this city")
    return _("not yours to publish")


def _each(
    pages: Sequence[Page], locales: Sequence[Locale], user: Any, act: Callable[[Translation, Page], str]
) -> Outcome:
    """Do it to every translation that exists and that the user may edit, each in a transaction of its own.

    `act` answers why it did nothing, or "".
    """
    outcome = Outcome()
    keys = {page.translation_key: page for page in pages}
    wanted = Translation.objects.filter(
        source__in=TranslationSource.objects.filter(object__in=keys), target_locale__in=locales
    ).select_related("source", "target_locale")
    translations = {(each.source.object_id, each.target_locale_id): each for each in wanted}
    targets = {
        (target.translation_key, target.locale_id): target
        for target in Page.objects.filter(translation_key__in=keys, locale__in=locales, alias_of=None).specific()
    }
    for key in keys:
        for locale in locales:
            translation, target = translations.get((key, locale.pk)), targets.get((key, locale.pk))
            if translation is None or target is None:
                outcome.left[_("not begun")] += 1
            elif not target.permissions_for_user(user).can_edit():
                outcome.left[_("not yours to change")] += 1
            else:
                with transaction.atomic():
                    reason = act(translation, target)
                if reason:
                    outcome.left[reason] += 1
                else:
                    outcome.done += 1
    return outcome
