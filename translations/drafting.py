"""Drafting pages by machine in bulk: some pages at a time, stored as wagtail-localize stores its text.

wagtail-localize's own way translates page by page inside the request, never looks at what other pages say, and
publishes source text where a translation is missing. Its storage is kept, its way is not.

No transaction is open while an engine works, since that takes seconds and others want to write. What is to be done
follows from the segments and pages as they are: text is stored with what it cost in one commit, each page is written in
one of its own, and whoever comes after a worker that was killed finds the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from translations.draft_report import DraftReport
from translations.engines.base import EngineError
from translations.engines.budgets import Account
from translations.glossary.lookup import terms_for
from translations.memory import Memory, recall
from translations.memory.owners import owner_of_object
from translations.memory.reviewed import memory_for
from translations.pipeline import Draft, Segment, translate_segments, translate_through
from translations.routing import Passage, key_of, plan
from translations.saving import (
    IncompleteTranslationError,
    is_behind,
    save_translation,
    target_of,
    was_never_live,
    with_unsaved_drafts,
)
from translations.sources import ensure_translations, sync_source
from translations.states import TranslationState, translation_states
from translations.storing import store_drafts
from translations.terms import Term

__all__ = ["DraftReport", "IncompleteTranslationError", "draft_language", "save_translation", "split_by_memory"]

# What one batch may hold: enough to keep the engine busy, little enough to lose when the worker is killed.
PAGES_PER_BATCH = 10


def draft_language(
    pages: Sequence[Page],
    locale: Locale,
    *,
    terms: Iterable[Term],
    may_publish: Callable[[Page], bool],
    user: Any = None,
    account: Account | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> DraftReport:
    """Draft what `pages` lack in one language; segments that are translated already stay as they are.

    Args:
        pages: source pages, parents before children; translations of those that are not live stay drafts.
        locale: the target language.
        terms: the glossary for this pair of languages.
        may_publish: asked for each page whose translation is complete and passes its checks.
        user: named in the history of the pages.
        account: what pays for engines with a budget.
        progress: called with (pages done, pages in all).
    """
    report = DraftReport()
    work = _Work(locale, list(terms), may_publish, user, account or Account())
    for start in range(0, len(pages), PAGES_PER_BATCH):
        batch = pages[start : start + PAGES_PER_BATCH]
        sources = [sync_source(page)[0] for page in batch]
        report += work.draft(sources)
        due = list(work.due(batch, sources, report))
        done = start + len(batch) - len(due)
        for number, (page, source, state) in enumerate(due, start=1):
            work.write(page, source, state, report)
            progress(done + number, len(pages))
        if not due:
            progress(done, len(pages))
    return report


class _Work:
    """Drafting into one language."""

    def __init__(
        self, locale: Locale, terms: list[Term], may_publish: Callable[[Page], bool], user: Any, account: Account
    ) -> None:
        self.locale, self.terms, self.may_publish, self.user, self.account = locale, terms, may_publish, user, account
        # An engine that could not do its work is not asked again.
        self.has_failed = False

    @property
    def tag(self) -> str:
        """BCP 47 tag of the language."""
        return str(self.locale.language_code)

    def draft(self, sources: Sequence[TranslationSource]) -> DraftReport:
        """Store drafts of the segments that have no translation, from the memory and from engines."""
        report = DraftReport()
        missing = list(untranslated(sources, self.locale))
        if not missing:
            return report
        report.segments = len(missing)
        owner = owner_of_object(missing[0].source.object_id)
        known, unknown, memory = split_by_memory(missing, self.locale, owner)
        store_drafts(self._remembered(known, memory), self.locale, self.user, self.account)
        report.from_memory = len(known)
        report.undrafted = len(unknown)
        if unknown and not self.has_failed:
            ways = plan(unknown, self.locale, owner)
            refused = ways.refused
            for passage in ways.passages:
                failure = self._translate(passage, owner)
                if failure:
                    refused, self.has_failed = failure, True
                else:
                    report.undrafted -= len(passage.segments)
            if refused:
                report.not_drafted[self.tag] = refused
        return report

    def _translate(self, passage: Passage, owner: str) -> str:
        """Have engines draft the segments, and store the drafts; return why that failed, else ""."""
        try:
            drafts = self._drafts(passage, owner)
        except EngineError as reason:
            # What engines had translated before one of them failed was paid for.
            self.account.settle()
            return str(reason)
        store_drafts(list(zip(passage.segments, drafts, strict=True)), self.locale, self.user, self.account)
        return ""

    def _drafts(self, passage: Passage, owner: str) -> list[Draft]:
        segments = [_segment(each) for each in passage.segments]
        source = passage.segments[0].source.locale.language_code
        engine = self.account.metered(passage.route)
        if not passage.pivot:
            return translate_segments(segments, source, self.tag, engine, terms=self.terms)
        return translate_through(
            segments,
            {str(each.pk): passage.texts[key_of(each)] for each in passage.segments},
            source,
            passage.pivot,
            self.tag,
            engine,
            terms=self.terms,
            pivot_terms=terms_for(owner, passage.pivot, self.tag),
        )

    def _remembered(self, known: list[StringSegment], memory: Memory) -> list[tuple[StringSegment, Draft]]:
        if not known:
            return []
        source = known[0].source.locale.language_code
        segments = [_segment(each) for each in known]
        drafts = translate_segments(segments, source, self.tag, None, terms=self.terms, memory=memory)
        return list(zip(known, drafts, strict=True))

    def due(
        self, pages: Sequence[Page], sources: Sequence[TranslationSource], report: DraftReport
    ) -> Iterator[tuple[Page, TranslationSource, TranslationState]]:
        """The pages that are to be written in this language; the others are reported as unchanged."""
        states = translation_states([source.pk for source in sources], [self.locale.pk])
        drafted = with_unsaved_drafts(sources, self.locale)
        for page, source in zip(pages, sources, strict=True):
            state = states[source.pk, self.locale.pk]
            if state.translated and (source.pk in drafted or self._is_due(page, source, state)):
                yield page, source, state
            else:
                report.unchanged.append((page.title, self.tag))

    def _is_due(self, page: Page, source: TranslationSource, state: TranslationState) -> bool:
        target = target_of(source, self.locale)
        if target is None or target.alias_of_id is not None:
            return True
        return is_behind(source, target, state) or (self._goes_live(page, state) and was_never_live(target))

    def _goes_live(self, page: Page, state: TranslationState) -> bool:
        return bool(page.live and state.is_publishable and self.may_publish(page))

    @transaction.atomic
    def write(self, page: Page, source: TranslationSource, state: TranslationState, report: DraftReport) -> None:
        """Write the text of a page, as a draft or live."""
        (translation,) = ensure_translations(source, [self.locale])
        publish = self._goes_live(page, state)
        save_translation(translation, self.user, publish=publish)
        done = report.published if publish else report.drafted if state.is_complete else report.incomplete
        done.append((page.title, self.tag))


def untranslated(sources: Sequence[TranslationSource], locale: Locale) -> Iterator[StringSegment]:
    """The segments of these sources that have no translation, each string once in its place."""
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
        if key_of(segment) not in done:
            done.add(key_of(segment))
            yield segment


def split_by_memory(
    segments: Sequence[StringSegment], locale: Locale, owner: str
) -> tuple[list[StringSegment], list[StringSegment], Memory]:
    """The segments that the memory knows, the others, and the memory.

    Args:
        segments: of one source language, at least one.
        locale: the target language.
        owner: whose text it is (translations.memory.owners).
    """
    memory = memory_for({segment.string.data for segment in segments}, segments[0].source.locale, locale, owner)
    known: list[StringSegment] = []
    unknown: list[StringSegment] = []
    for segment in segments:
        remembered = recall(memory, segment.string.data, locale.language_code)
        (unknown if remembered is None else known).append(segment)
    return known, unknown, memory


def _segment(segment: StringSegment) -> Segment:
    return Segment(str(segment.pk), segment.string.data)
