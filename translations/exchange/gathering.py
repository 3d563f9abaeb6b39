"""The segments of pages as they go out: with their translation, what they said before, and what was found in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from translations.exchange.work import Earlier, PageOfWork, Piece, Progress, digest_of, piece_id
from translations.markup import parse
from translations.memory.reviewed import was_public
from translations.models import SegmentFinding
from translations.outdated import Outdated, outdated_segments
from translations.places import places
from translations.terms import Term, find_terms

# So many pages are looked up at once.
PAGES_AT_ONCE = 50


def pages_of_work(
    sources: Sequence[TranslationSource], locale: Locale, wanted: Collection[Progress], terms: Collection[Term]
) -> Iterator[PageOfWork]:
    """The pages that have segments of the progress that is wanted, with these alone.

    Pages that people write as a whole in this language are left out: they have no segments to translate.

    Args:
        sources: of pages, in the order of the file.
        locale: the target language.
        wanted: which segments; the rest stays here.
        terms: the glossary for this pair of languages.
    """
    by_hand = set(
        Translation.objects.filter(source__in=sources, target_locale=locale, enabled=False).values_list("source")
    )
    for start in range(0, len(sources), PAGES_AT_ONCE):
        some = [source for source in sources[start : start + PAGES_AT_ONCE] if (source.pk,) not in by_hand]
        yield from _some_pages(some, locale, frozenset(wanted), terms)


def _some_pages(
    sources: Sequence[TranslationSource], locale: Locale, wanted: frozenset[Progress], terms: Collection[Term]
) -> Iterator[PageOfWork]:
    ids = [source.pk for source in sources]
    segments: dict[int, list[StringSegment]] = defaultdict(list)
    for segment in (
        StringSegment.objects.filter(source__in=ids).select_related("string", "context").order_by("source", "order")
    ):
        segments[segment.source_id].append(segment)
    translations = {
        (row.context_id, row.translation_of_id): row
        for row in StringTranslation.objects.filter(locale=locale, context__object__sources__in=ids)
    }
    findings: dict[int, list[str]] = defaultdict(list)
    for finding in SegmentFinding.objects.filter(translation__in=translations.values(), dismissed_by=None):
        findings[finding.translation_id].append(finding.message)
    outdated = outdated_segments(ids, [locale.pk])
    published = {
        page.translation_key: page.last_published_at
        for page in Page.objects.filter(translation_key__in=[s.object_id for s in sources], locale=locale, live=True)
    }
    pages = {
        (page.translation_key, page.locale_id): page
        for page in Page.objects.filter(
            translation_key__in=[source.object_id for source in sources],
            locale__in={source.locale_id for source in sources},
        ).specific()
    }
    for source in sources:
        where = places(pages[source.object_id, source.locale_id], (each.context.path for each in segments[source.pk]))
        pieces: dict[str, Piece] = {}
        for segment in segments[source.pk]:
            row = translations.get((segment.context_id, segment.string_id))
            earlier = outdated[source.pk, locale.pk].get(segment.pk)
            progress = _progress(row, earlier, published.get(source.object_id))
            key = piece_id(segment.context.path_id.hex, segment.string.data_hash.hex)
            if progress not in wanted or key in pieces:
                continue
            html = segment.string.data
            pieces[key] = Piece(
                id=key,
                field=where[segment.context.path].name,
                source=html,
                target=row.data if row else "",
                progress=progress,
                digest=digest_of_row(row) if row else "",
                earlier=Earlier(earlier.earlier.translation_of.data, earlier.earlier.data) if earlier else None,
                findings=tuple(findings[row.pk]) if row else (),
                terms=_terms(html, terms, source.locale.language_code),
            )
        if pieces:
            yield PageOfWork(str(source.object_id), source.object_repr, tuple(pieces.values()))


def digest_of_row(row: StringTranslation) -> str:
    """The digest of a translation that is stored."""
    return digest_of(row.data, by_machine=row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE)


def _progress(row: StringTranslation | None, outdated: Outdated | None, published_at: Any) -> Progress:
    if row is None:
        return Progress.OUTDATED if outdated else Progress.MISSING
    if row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return Progress.UNCHECKED
    return Progress.PUBLISHED if was_public(row.updated_at, published_at) else Progress.REVIEWED


def _terms(html: str, terms: Collection[Term], language: str) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(found.term for found in find_terms(parse(html).text, terms, language)))
