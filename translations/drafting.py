"""Drafting pages by machine in bulk: one batch per language for all pages, stored as wagtail-localize stores its text.

wagtail-localize's own way translates page by page inside the request, never looks at what other pages say, and
publishes source text where a translation is missing. Its storage is kept, its way is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from translations.checking import store_findings
from translations.draft_report import DraftReport
from translations.engines.base import Engine, EngineError
from translations.engines.registry import engine_for
from translations.findings import Finding
from translations.live_text import live_text
from translations.memory import Memory, recall
from translations.memory.owners import owner_of_object
from translations.memory.reviewed import memory_for
from translations.pipeline import Draft, Provenance, Segment, translate_segments
from translations.sources import ensure_translations, sync_source
from translations.states import TranslationState, translation_states
from translations.stored_states import mark_stale
from translations.terms import Term

# What one batch may hold: enough to keep the engine busy, little enough to lose when the worker is killed.
PAGES_PER_BATCH = 25


def draft_language(
    pages: Sequence[Page],
    locale: Locale,
    *,
    terms: Iterable[Term],
    may_publish: Callable[[Page], bool],
    user: Any = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> DraftReport:
    """Draft what `pages` lack in one language; segments that are translated already stay as they are.

    Args:
        pages: source pages, parents before children; translations of those that are not live stay drafts.
        locale: the target language.
        terms: the glossary for this pair of languages.
        may_publish: asked for each page whose translation is complete and passes its checks.
        user: named in the history of the pages.
        progress: called with (pages done, pages in all).
    """
    report = DraftReport()
    known_terms = list(terms)
    for start in range(0, len(pages), PAGES_PER_BATCH):
        batch = pages[start : start + PAGES_PER_BATCH]
        with transaction.atomic():
            report += _draft_batch(batch, locale, known_terms, may_publish, user)
        progress(start + len(batch), len(pages))
    return report


def _draft_batch(
    pages: Sequence[Page], locale: Locale, terms: list[Term], may_publish: Callable[[Page], bool], user: Any
) -> DraftReport:
    report = DraftReport()
    sources = [sync_source(page)[0] for page in pages]
    missing = list(_untranslated(sources, locale))
    if missing:
        report.segments = len(missing)
        unknown = _recall(missing, locale, terms, user)
        report.from_memory = len(missing) - len(unknown)
        try:
            _translate(unknown, locale, terms, user)
        except EngineError as error:
            report.not_drafted[locale.language_code] = str(error)
    mark_stale({source.object_id for source in sources})
    touched = {segment.source_id for segment in missing}
    states = translation_states([source.pk for source in sources], [locale.pk])
    for page, source in zip(pages, sources, strict=True):
        state = states[source.pk, locale.pk]
        entry = (page.title, locale.language_code)
        target = _target(source, locale)
        is_written = target is not None and target.alias_of_id is None
        publishable = page.live and state.is_publishable and may_publish(page)
        if not state.translated or (
            source.pk not in touched
            and is_written
            and not _is_behind(source, target, state)
            and not (publishable and _was_never_live(target))
        ):
            report.unchanged.append(entry)
            continue
        (translation,) = ensure_translations(source, [locale])
        if publishable:
            save_translation(translation, user, publish=True)
            report.published.append(entry)
        else:
            save_translation(translation, user, publish=False)
            (report.drafted if state.is_complete else report.incomplete).append(entry)
    return report


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
    if _is_live(translation):
        # save_target writes drafts into the page itself too, from which readers are served (wagtail-localize 1.14.5).
        _save_revision(translation, user)
    else:
        translation.save_target(user=user, publish=False)
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


def _is_behind(source: TranslationSource, target: Page, state: TranslationState) -> bool:
    """Whether a live page still says what its source said before, all of it translated by now.

    Where somebody reworded the translation and did not publish it, that is theirs to do.
    """
    if not target.live or not state.is_complete:
        return False
    text = live_text(source, target.specific)
    return bool(text.superseded) and not text.reworded


def _was_never_live(target: Page) -> bool:
    """Whether a draft waits for its first publication. What a person took from readers is not given back to them."""
    return target.first_published_at is None


def _is_live(translation: Translation) -> bool:
    target = _target(translation.source, translation.target_locale)
    return target is not None and target.live


def _save_revision(translation: Translation, user: Any) -> None:
    draft = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    draft.slug = find_available_slug(draft.get_parent(), draft.slug, ignore_page_id=draft.pk)
    revision = draft.save_revision(user=user)
    TranslationLog.objects.create(source=translation.source, locale=translation.target_locale, revision=revision)


def _target(source: TranslationSource, locale: Locale) -> Page | None:
    return Page.objects.filter(translation_key=source.object_id, locale=locale).first()


def _untranslated(sources: Sequence[TranslationSource], locale: Locale) -> Iterator[StringSegment]:
    # Where people write the page by hand, no machine adds to it.
    by_hand = Translation.objects.filter(source__in=sources, target_locale=locale, enabled=False).values("source")
    segments = (
        StringSegment.objects.filter(source__in=sources)
        .exclude(source__in=by_hand)
        .select_related("string", "context", "source__locale")
    )
    done = set(
        StringTranslation.objects.filter(locale=locale, context__object__sources__in=sources).values_list(
            "translation_of_id", "context_id"
        )
    )
    for segment in segments.order_by("source_id", "order"):
        if (segment.string_id, segment.context_id) not in done:
            done.add((segment.string_id, segment.context_id))
            yield segment


def _recall(segments: list[StringSegment], locale: Locale, terms: list[Term], user: Any) -> list[StringSegment]:
    """Store what the memory knows of `segments`, with or without an engine for the rest, which is returned."""
    source = segments[0].source
    owner = owner_of_object(source.object_id)
    memory = memory_for({segment.string.data for segment in segments}, source.locale, locale, owner)
    known: list[StringSegment] = []
    unknown: list[StringSegment] = []
    for segment in segments:
        remembered = recall(memory, segment.string.data, locale.language_code)
        (unknown if remembered is None else known).append(segment)
    _store(known, _drafts(known, locale, None, terms, memory), locale, user)
    return unknown


def _translate(segments: list[StringSegment], locale: Locale, terms: list[Term], user: Any) -> None:
    if segments:
        engine = engine_for(segments[0].source.locale.language_code, locale.language_code)
        _store(segments, _drafts(segments, locale, engine, terms), locale, user)


def _drafts(
    segments: Sequence[StringSegment],
    locale: Locale,
    engine: Engine | None,
    terms: list[Term],
    memory: Memory | None = None,
) -> list[Draft]:
    if not segments:
        return []
    return translate_segments(
        [Segment(str(segment.pk), segment.string.data) for segment in segments],
        segments[0].source.locale.language_code,
        locale.language_code,
        engine,
        terms=terms,
        memory=memory,
    )


def _store(segments: Sequence[StringSegment], drafts: Sequence[Draft], locale: Locale, user: Any) -> None:
    rows = [
        StringTranslation(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            data=draft.html,
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
            tool_name=_tool(draft),
            last_translated_by=user,
        )
        for segment, draft in zip(segments, drafts, strict=True)
    ]
    # bulk_create leaves out StringTranslation.save(), which checks the markup: our own checks did that.
    StringTranslation.objects.bulk_create(rows)
    findings: dict[StringTranslation, Sequence[Finding]] = {
        row: draft.findings for row, draft in zip(rows, drafts, strict=True)
    }
    store_findings(findings)


def _tool(draft: Draft) -> str:
    if draft.provenance is not Provenance.MACHINE:
        return f"Waymark {draft.provenance.value}"
    return f"{draft.engine} {draft.engine_version}".strip()
