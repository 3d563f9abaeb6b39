"""The states of all pages, kept in a table that reports can filter and count, and made anew where segments changed.

Whatever changes a segment or a translation marks its page as stale in the same commit. Who reads the table first
computes what is marked. So a lost process leaves nothing wrong, and a hundred saves cost one computation.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable

from django.db import connection, transaction
from wagtail_localize.models import StringTranslation, TranslatableObject, Translation, TranslationSource

from translations.models import StaleState, StoredState
from translations.outdated import outdated_segments
from translations.states import translation_states

# So many pages are computed in one transaction: few enough not to keep writers waiting.
PAGES_PER_TRANSACTION = 50


def mark_stale(object_ids: Iterable[uuid.UUID]) -> None:
    """Note that the segments, translations or findings of these objects (translation keys of pages) changed."""
    known = TranslatableObject.objects.filter(pk__in=set(object_ids)).values_list("pk", flat=True)
    StaleState.objects.bulk_create((StaleState(object_id=pk) for pk in known), ignore_conflicts=True)


def mark_all_stale() -> None:
    """Have every state computed anew, for instance after the tables were changed by hand."""
    mark_stale(TranslatableObject.objects.values_list("pk", flat=True))


def refresh_states(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Compute the states that are marked as stale; return of how many pages."""
    total = StaleState.objects.count()
    done = 0
    while done < total:
        refreshed = _refresh_some()
        if not refreshed:
            break
        done += refreshed
        progress(min(done, total), total)
    return done


@transaction.atomic
def _refresh_some() -> int:
    marks = StaleState.objects.order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        # Two readers at once share the work instead of waiting for each other.
        marks = marks.select_for_update(skip_locked=True)
    batch = list(marks.values_list("pk", "object_id")[:PAGES_PER_TRANSACTION])
    # The marks go first: what changes from now on marks anew.
    StaleState.objects.filter(pk__in=[pk for pk, _object in batch]).delete()
    _store(list(TranslationSource.objects.filter(object__in=[key for _pk, key in batch]).values_list("pk", flat=True)))
    return len(batch)


def _store(source_ids: list[int]) -> None:
    locales = set(
        Translation.objects.filter(source__in=source_ids).values_list("target_locale_id", flat=True).distinct()
    ) | set(
        StringTranslation.objects.filter(context__object__sources__in=source_ids)
        .values_list("locale_id", flat=True)
        .distinct()
    )
    states = translation_states(source_ids, locales)
    outdated = outdated_segments(source_ids, locales)
    rows = [
        StoredState(
            source_id=source,
            locale_id=locale,
            status=state.status,
            segments=state.segments,
            translated=state.translated,
            machine=state.machine,
            blocked=state.blocked,
            from_files=state.from_files,
            outdated_since=min((each.since for each in outdated[source, locale].values()), default=None),
        )
        for (source, locale), state in states.items()
    ]
    StoredState.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["source", "locale"],
        update_fields=["status", "segments", "translated", "machine", "blocked", "from_files", "outdated_since"],
    )
