"""What people wrote for a page outlives the page: wagtail-localize deletes its translations with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from wagtail.models import Page
from wagtail_localize.models import StringTranslation, TranslationSource

from translations.memory.owners import INSTALLATION, owner_of
from translations.memory.records import MemoryUnit
from translations.memory.reviewed import reviewed_rows, was_public


def keep_reviewed_text(page: Page) -> None:
    """Keep in the memory what is deleted with `page`: its own translation, and if it is a source, all of them."""
    rows = reviewed_rows().filter(context__object_id=page.translation_key)
    if not TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id).exists():
        rows = rows.filter(locale=page.locale_id)
    owner = owner_of(page)
    if owner == INSTALLATION or not rows.exists():
        return
    pages = Page.objects.filter(translation_key=page.translation_key)
    published = dict(pages.values_list("locale_id", "last_published_at"))
    # Of the same text in several places of a page the newest stays.
    kept = {(row.translation_of_id, row.locale_id): row for row in rows.order_by("updated_at")}
    _store(kept.values(), owner, published, page.title)


def _store(rows: Iterable[StringTranslation], owner: str, published: dict[int, datetime | None], title: str) -> None:
    MemoryUnit.objects.bulk_create(
        [
            MemoryUnit(
                string_id=row.translation_of_id,
                locale_id=row.locale_id,
                data=row.data,
                owner=owner,
                is_public=was_public(row.updated_at, published.get(row.locale_id)),
                origin=title[:200],
                added_by_id=row.last_translated_by_id,
                updated_at=row.updated_at,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["string", "locale", "owner"],
        update_fields=["data", "is_public", "origin", "added_by", "updated_at"],
    )
