"""What goes out of the memory to files of other tools: an owner's own text, never another's."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby

from django.db.models import QuerySet
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from translations.exchange.tmx_writing import Written, tmx
from translations.memory.owners import INSTALLATION
from translations.memory.records import MemoryUnit
from translations.memory.reviewed import reviewed_rows

# String id, whether it stands on a page, when it was translated, source, language, translation.
_Row = tuple[int, bool, datetime, str, str, str]


def export_tmx(owner: str, source: Locale, targets: Collection[Locale]) -> Iterator[str]:
    """A TMX file in pieces.

    Args:
        owner: whose text; INSTALLATION for the text of everyone, which is for those who run it.
        source: the language of the sources.
        targets: the languages of the translations; a source without any is left out.
    """
    return tmx(_units(owner, source, targets), source.language_code)


def _units(owner: str, source: Locale, targets: Collection[Locale]) -> Iterator[Written]:
    rows = heapq.merge(_on_pages(owner, source, targets), _in_memory(owner, source, targets), key=lambda row: row[0])
    for _string, group in groupby(rows, key=lambda row: row[0]):
        # What stands on a page is newer knowledge than a file; of several, the newest.
        ordered = sorted(group, key=lambda row: row[1:3])
        yield Written(ordered[0][3], {language: (data, at) for _, _, at, _, language, data in ordered})


def _on_pages(owner: str, source: Locale, targets: Collection[Locale]) -> Iterator[_Row]:
    rows: QuerySet[StringTranslation] = reviewed_rows().filter(translation_of__locale=source, locale__in=targets)
    if owner != INSTALLATION:
        home = Page.objects.filter(translation_key=owner, locale=source).first()
        pages = Page.objects.descendant_of(home, inclusive=True) if home else Page.objects.none()
        rows = rows.filter(context__object_id__in=pages.values("translation_key"))
    values = rows.order_by("translation_of_id").values_list(
        "translation_of_id", "updated_at", "translation_of__data", "locale__language_code", "data"
    )
    for string, at, text, language, data in values.iterator():
        yield string, True, at, text, language, data


def _in_memory(owner: str, source: Locale, targets: Collection[Locale]) -> Iterator[_Row]:
    units = MemoryUnit.objects.filter(string__locale=source, locale__in=targets)
    if owner != INSTALLATION:
        units = units.filter(owner=owner)
    values = units.order_by("string_id").values_list(
        "string_id", "updated_at", "string__data", "locale__language_code", "data"
    )
    for string, at, text, language, data in values.iterator():
        yield string, False, at, text, language, data
