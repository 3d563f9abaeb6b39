"""What people have written or checked, wherever it stands in the installation, as far as somebody may see it.

A city's own text is used whether it was published or not. Another city's is used once readers have seen it: a draft is
that city's alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Locale, Page
from wagtail_localize.models import String, StringTranslation

from translations.memory.matching import entries, number_free_key
from translations.memory.owners import HOME_PATH_LENGTH, INSTALLATION, owners_of_paths
from translations.memory.records import MemoryUnit, StringKey
from translations.models import SegmentFinding

# Databases limit the values in one statement.
STRINGS_PER_STATEMENT = 500


class Origin(IntEnum):
    """Where a translation comes from; of several the greatest is used."""

    ELSEWHERE = 1
    INSTALLATION = 2
    OWN = 3


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A translation that a person answers for."""

    string_id: int
    source: str
    target: str
    origin: Origin
    translated_at: datetime


def memory_for(htmls: Collection[str], source: Locale, target: Locale, owner: str) -> dict[str, str]:
    """What is remembered of these segments, for `translations.memory.recall`: of the same text, numbers apart.

    Args:
        htmls: the segments, as wagtail-localize's strings.
        source: their language.
        target: the language that is wanted.
        owner: who asks; its own text goes before that of others, and among the rest the newest wins.
    """
    index_strings(source)
    keys = list({number_free_key(html) for html in htmls})
    found: list[Reviewed] = []
    for some in _slices(keys):
        strings = String.objects.filter(locale=source, memory_key__key__in=some)
        found += reviewed_translations(strings.values_list("pk", flat=True), target, owner)
    known: dict[str, str] = {}
    for each in sorted(found, key=lambda each: (each.origin, each.translated_at)):
        known |= entries(each.source, each.target, target.language_code)
    return known


def reviewed_translations(string_ids: Iterable[int], target: Locale, owner: str) -> list[Reviewed]:
    """All translations of these strings into a language that `owner` may see."""
    ids = list(string_ids)
    return [each for some in _slices(ids) for each in (*_on_pages(some, target, owner), *_units(some, target, owner))]


def reviewed_rows() -> QuerySet[StringTranslation]:
    """wagtail-localize's translations that a person wrote or accepted, without those that failed a check."""
    failed = SegmentFinding.objects.blocking().filter(translation=OuterRef("pk"))
    return StringTranslation.objects.filter(
        ~Exists(failed),
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        has_error=False,
        context__isnull=False,
    )


def index_strings(locale: Locale) -> None:
    """Give every string of a language its key. Strings are only ever added, so this finds what is new."""
    new = String.objects.filter(locale=locale, memory_key=None).values_list("pk", "data")
    keys = [StringKey(string_id=pk, key=number_free_key(data)) for pk, data in new]
    # Two workers may find the same strings.
    StringKey.objects.bulk_create(keys, ignore_conflicts=True, batch_size=STRINGS_PER_STATEMENT)


def _on_pages(string_ids: list[int], target: Locale, owner: str) -> Iterator[Reviewed]:
    rows = list(
        reviewed_rows()
        .filter(translation_of__in=string_ids, locale=target)
        .values_list("translation_of_id", "translation_of__data", "data", "updated_at", "context__object_id")
    )
    owners, published = _standing({row[-1] for row in rows}, target)
    for string, source, data, at, key in rows:
        if owners.get(key) == owner != INSTALLATION:
            yield Reviewed(string, source, data, Origin.OWN, at)
        elif was_public(at, published.get(key)):
            yield Reviewed(string, source, data, Origin.ELSEWHERE, at)


def was_public(translated_at: datetime, published_at: datetime | None) -> bool:
    """Whether readers have seen a translation: its page was published since it was last changed."""
    return published_at is not None and published_at >= translated_at


def _standing(keys: Collection[Any], target: Locale) -> tuple[dict[Any, str], dict[Any, datetime | None]]:
    """By translation key the owner, and when the page in the target language was last published."""
    pages = list(
        Page.objects.filter(translation_key__in=keys).values_list(
            "translation_key", "locale_id", "path", "last_published_at"
        )
    )
    homes = owners_of_paths([path for _key, _locale, path, _at in pages])
    owners = {key: homes.get(path[:HOME_PATH_LENGTH], INSTALLATION) for key, _locale, path, _at in pages}
    return owners, {key: at for key, locale, _path, at in pages if locale == target.pk}


def _units(string_ids: list[int], target: Locale, owner: str) -> Iterator[Reviewed]:
    units = MemoryUnit.objects.filter(string__in=string_ids, locale=target)
    for string, source, data, whose, is_public, at in units.values_list(
        "string_id", "string__data", "data", "owner", "is_public", "updated_at"
    ):
        if whose == INSTALLATION:
            yield Reviewed(string, source, data, Origin.INSTALLATION, at)
        elif whose == owner:
            yield Reviewed(string, source, data, Origin.OWN, at)
        elif is_public:
            yield Reviewed(string, source, data, Origin.ELSEWHERE, at)


def _slices(items: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), STRINGS_PER_STATEMENT):
        yield items[start : start + STRINGS_PER_STATEMENT]
