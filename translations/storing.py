"""Storing drafts as wagtail-localize stores translations: the texts, what made them, what the checks found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, TranslationContext

from translations.checking import store_findings
from translations.engines.budgets import Account
from translations.pipeline import Draft, Provenance
from translations.provenance import keep_provenance
from translations.routing import Key, key_of
from translations.stored_states import mark_stale

Drafted = tuple[StringSegment, Draft]


def store_drafts(drafted: Sequence[Drafted], locale: Locale, user: Any, account: Account) -> int:
    """Store drafts and count what they cost, all or nothing; return how many were stored.

    What somebody translated while the engine worked is kept, and what is gone since is left out.
    """
    if not drafted:
        return 0
    try:
        return _store(drafted, locale, user, account)
    except IntegrityError:
        # Somebody else's translation came between our look and our write: now we see it.
        return _store(drafted, locale, user, account)


@transaction.atomic
def _store(drafted: Sequence[Drafted], locale: Locale, user: Any, account: Account) -> int:
    objects = {segment.source.object_id for segment, _draft in drafted}
    contexts = set(TranslationContext.objects.filter(object__in=objects).values_list("pk", flat=True))
    done: set[Key] = set(
        StringTranslation.objects.filter(locale=locale, context__object__in=objects).values_list(
            "translation_of_id", "context_id"
        )
    )
    drafts: dict[Key, Drafted] = {}
    for segment, draft in drafted:
        if key_of(segment) not in done and segment.context_id in contexts:
            drafts[key_of(segment)] = (segment, draft)
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
        for segment, draft in drafts.values()
    ]
    # bulk_create leaves out StringTranslation.save(), which checks the markup: our own checks did that.
    StringTranslation.objects.bulk_create(rows)
    stored = [(row, draft) for row, (_segment, draft) in zip(rows, drafts.values(), strict=True)]
    store_findings({row: draft.findings for row, draft in stored})
    keep_provenance(stored)
    account.settle()
    mark_stale(objects)
    return len(rows)


def _tool(draft: Draft) -> str:
    if draft.provenance is not Provenance.MACHINE:
        return f"Waymark {draft.provenance.value}"
    return " ".join(filter(None, [draft.engine, draft.engine_version, draft.engine_model]))[:255]
