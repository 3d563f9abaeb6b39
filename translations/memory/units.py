"""What comes into the memory from files of other tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import String

from translations.exchange.tmx_reading import TmxUnit, read_tmx
from translations.languages import fallbacks
from translations.memory.records import MemoryUnit

PAIRS_PER_STATEMENT = 500


@dataclass
class ImportReport:
    """What became of a file's pairs of texts."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    # Inline tags that segments here cannot have; their text is kept.
    tags_left_out: int = 0
    # Pairs in languages that the installation does not have, by tag.
    unknown_languages: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Pair:
    source: str
    source_locale: Locale
    target: str
    target_locale: Locale
    changed_at: datetime


@transaction.atomic
def import_tmx(stream: BinaryIO, *, owner: str, user: Any, origin: str) -> ImportReport:
    """Take a TMX file into the memory, as a whole or not at all.

    A text that is there already in the same language and for the same owner is replaced.

    Args:
        stream: the file.
        owner: whose it will be (`translations.memory.owners`), INSTALLATION for every city.
        user: who answers for it.
        origin: where it comes from, for the people who are shown it; a file name.

    Raises:
        ExchangeError: when the file is not sound; it names the line.
    """
    report = ImportReport()
    pairs = _pairs(read_tmx(stream), report)
    while some := list(islice(pairs, PAIRS_PER_STATEMENT)):
        _store(some, owner, user, origin, report)
    return report


def _pairs(units: Iterable[TmxUnit], report: ImportReport) -> Iterator[_Pair]:
    locales = {locale.language_code.lower(): locale for locale in Locale.objects.all()}
    now = timezone.now()
    for unit in units:
        report.tags_left_out += unit.tags_left_out
        texts: dict[Locale, str] = {}
        for number, (tag, html) in enumerate(unit.texts.items()):
            locale = next((locales[each.lower()] for each in fallbacks(tag) if each.lower() in locales), None)
            if locale is None:
                report.unknown_languages[tag] = report.unknown_languages.get(tag, 0) + 1
            elif html:
                texts.setdefault(locale, html)
            if number == 0 and not texts and not unit.any_is_source:
                break  # without its source the unit says nothing
        for source in list(texts) if unit.any_is_source else list(texts)[:1]:
            for target, html in texts.items():
                if target != source:
                    yield _Pair(texts[source], source, html, target, unit.changed_at or now)


def _store(pairs: list[_Pair], owner: str, user: Any, origin: str, report: ImportReport) -> None:
    strings = _strings(pairs)
    wanted = {(strings[pair.source_locale.pk, pair.source], pair.target_locale.pk): pair for pair in pairs}
    present = {
        (unit.string_id, unit.locale_id): unit
        for unit in MemoryUnit.objects.filter(owner=owner, string__in={string for string, _locale in wanted})
    }
    new: list[MemoryUnit] = []
    changed: list[MemoryUnit] = []
    for (string, locale), pair in wanted.items():
        unit = present.get((string, locale))
        if unit is not None and unit.data == pair.target:
            report.unchanged += 1
            continue
        (new if unit is None else changed).append(unit := unit or MemoryUnit(string_id=string, locale_id=locale))
        unit.data, unit.owner, unit.origin, unit.added_by = pair.target, owner, origin[:200], user
        unit.updated_at, unit.is_public = pair.changed_at, False
    MemoryUnit.objects.bulk_create(new)
    MemoryUnit.objects.bulk_update(changed, ["data", "origin", "added_by", "updated_at", "is_public"])
    report.added += len(new)
    report.changed += len(changed)


def _strings(pairs: list[_Pair]) -> dict[tuple[int, str], int]:
    """Ids of wagtail-localize's strings by (locale, text), made where they are missing."""
    wanted = {(pair.source_locale.pk, pair.source): String._get_data_hash(pair.source) for pair in pairs}
    String.objects.bulk_create(
        [String(locale_id=locale, data=text, data_hash=found) for (locale, text), found in wanted.items()],
        ignore_conflicts=True,
    )
    rows = String.objects.filter(data_hash__in=wanted.values()).values_list("locale_id", "data_hash", "pk")
    ids = {(locale, data_hash): pk for locale, data_hash, pk in rows}
    return {(locale, text): ids[locale, found] for (locale, text), found in wanted.items()}
