"""Writing translated text from its segments into pages, as drafts or live."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Max
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationLog, TranslationSource

from translations.engines.records import MachineProvenance
from translations.live_text import live_text
from translations.pipeline import Provenance
from translations.states import TranslationState, translation_states


def save_translation(translation: Translation, user: Any, *, publish: bool) -> None:
    """Write the translated text into the target page, as a draft or live.

    Raises:
        IncompleteTranslationError: when asked to publish what is incomplete or failed its checks: wagtail-localize
            would fill the gaps with source text.
    """
    if publish:
        state = translation_states([translation.source_id], [translation.target_locale_id])
        if not state[translation.source_id, translation.target_locale_id].is_publishable:
            raise IncompleteTranslationError(translation)
    _end_alias(translation)
    if _is_live(translation):
        # save_target writes drafts into the page itself too, from which readers are served (wagtail-localize 1.14.5).
        _save_revision(translation, user)
    else:
        translation.save_target(user=user, publish=False)
        _log_draft(translation, user)
    if publish:
        # Not save_target's own way: it publishes after the commit from an object made before, whose number of children
        # is old by then, so that the next page below takes a path that is taken (wagtail-localize 1.14.5, #773).
        target = translation.get_target_instance()
        target.get_latest_revision().publish(user=user)


class IncompleteTranslationError(ValueError):
    """A translation with gaps or failed checks was to be published."""

    def __init__(self, translation: Translation) -> None:
        super().__init__(
            f"The translation of “{translation.source.object_repr}” into {translation.target_locale} has gaps or "
            "failed checks. Complete it in the translation editor, then publish."
        )


def is_behind(source: TranslationSource, target: Page, state: TranslationState) -> bool:
    """Whether a live page still says what its source said before, all of it translated by now.

    Where somebody reworded the translation and did not publish it, that is theirs to do.
    """
    if not target.live or not state.is_complete:
        return False
    text = live_text(source, target.specific)
    return bool(text.superseded) and not text.reworded


def was_never_live(target: Page) -> bool:
    """Whether a draft waits for its first publication. What a person took from readers is not given back to them."""
    return target.first_published_at is None


def _is_live(translation: Translation) -> bool:
    target = target_of(translation.source, translation.target_locale)
    return target is not None and target.live


def _end_alias(translation: Translation) -> None:
    """Make a draft of its own of a page that Wagtail keeps as a copy of its source: no reader ever got its text."""
    Page.objects.filter(translation_key=translation.source.object_id, locale=translation.target_locale).exclude(
        alias_of=None
    ).update(alias_of=None, live=False, first_published_at=None, has_unpublished_changes=True)


def _save_revision(translation: Translation, user: Any) -> None:
    draft = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    draft.slug = find_available_slug(draft.get_parent(), draft.slug, ignore_page_id=draft.pk)
    revision = draft.save_revision(user=user, log_action=True)
    TranslationLog.objects.create(source=translation.source, locale=translation.target_locale, revision=revision)


def _log_draft(translation: Translation, user: Any) -> None:
    """Name the new revision in the history of the page, where people compare it: save_target does not."""
    target = target_of(translation.source, translation.target_locale)
    if target is not None and target.latest_revision_id is not None:
        revision = target.latest_revision_id
        log(instance=target, action="wagtail.edit", user=user, revision_id=revision, content_changed=True)


def target_of(source: TranslationSource, locale: Locale) -> Page | None:
    """The page that a source has in a language."""
    return Page.objects.filter(translation_key=source.object_id, locale=locale).first()


def with_unsaved_drafts(sources: Sequence[TranslationSource], locale: Locale) -> set[int]:
    """The ids of the sources for which a machine drafted text after their page in this language was last written."""
    written = dict(
        TranslationLog.objects.filter(source__in=sources, locale=locale)
        .order_by()
        .values_list("source_id")
        .annotate(Max("created_at"))
    )
    drafted = dict(
        MachineProvenance.objects.filter(
            translation__context__object__in=[source.object_id for source in sources], translation__locale=locale
        )
        .exclude(origin=Provenance.FILE)
        .order_by()
        .values_list("translation__context__object_id")
        .annotate(Max("made_at"))
    )
    return {
        source.pk
        for source in sources
        if source.object_id in drafted and (source.pk not in written or written[source.pk] < drafted[source.object_id])
    }
