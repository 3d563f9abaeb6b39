"""Taking translations in from a file: first what would become of each, then doing it.

Nothing that a person wrote here after the file was made is replaced unasked, and nothing is stored for a text that the
source no longer has. What is taken in counts as checked only if the person who takes it in says that somebody checked
it; until then it is held to what holds for machine text, which is the other text that nobody here answers for.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from translations.checking import check_translations
from translations.checks import Pair
from translations.checks.tags import check_tags
from translations.exchange.gathering import digest_of_row
from translations.exchange.records import mark_taken_in
from translations.exchange.work import Returned, canonical, digest_of, piece_id
from translations.findings import blocks_publishing
from translations.provenance import keep_files_provenance
from translations.stored_states import mark_stale

MANUAL, MACHINE = StringTranslation.TRANSLATION_TYPE_MANUAL, StringTranslation.TRANSLATION_TYPE_MACHINE


class Verdict(models.TextChoices):
    """What becomes of one segment of a file."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    # An unchecked draft that comes back as it was, in a file of which a person answers for everything.
    CHECKED = "checked", _("drafts found right")
    CONFLICT = "conflict", _("in conflict: the translation was changed here since the file was made")
    SAME = "same", _("as they are here")
    EMPTY = "empty", _("not translated in the file")
    SOURCE_CHANGED = "source_changed", _("for a source that has changed")
    BROKEN = "broken", _("with tags that are lost, doubled or unknown")
    REPEATED = "repeated", _("a second time in the file, with another text")
    REFUSED = "refused", _("for pages or languages that are not yours to change")
    BY_HAND = "by_hand", _("for pages that are written as a whole in this language")


TAKEN = frozenset({Verdict.NEW, Verdict.CHANGED, Verdict.CHECKED})


@dataclass(frozen=True)
class Item:
    """A segment of a file and what becomes of it."""

    returned: Returned
    verdict: Verdict
    segment: StringSegment | None = None
    locale: Locale | None = None
    current: StringTranslation | None = None

    @property
    def key(self) -> str:
        """Names the item and the text that stands in its place: who agreed to replace it agreed to nothing else."""
        digest = digest_of_row(self.current) if self.current else ""
        return f"{self.returned.language}/{self.returned.page}/{self.returned.id}/{digest}"

    @property
    def title(self) -> str:
        """Of the page, for people who may see it."""
        return self.segment.source.object_repr if self.segment else ""


STORED = ("data", "translation_type", "tool_name", "last_translated_by", "has_error", "field_error", "updated_at")
ROWS_AT_ONCE = 100

# Whether a person may change the translation of a source into a language.
Permission = Callable[[TranslationSource, Locale], bool]


def plan(file: Iterable[Returned], may_change: Permission, *, reviewed: bool) -> list[Item]:
    """What would become of each segment of a file, in its order.

    Args:
        file: what was read from it.
        may_change: asked once for each page and language.
        reviewed: whether everything in the file was checked by a person.
    """
    returned = list(file)
    planner = _Planner(returned, may_change, reviewed)
    return [planner.item(each) for each in returned]


def take_in(items: Iterable[Item], agreed: Collection[str], *, user: User, origin: str, reviewed: bool) -> list[Item]:
    """Store what a plan takes in, and those conflicts whose keys were `agreed` to; return what was stored.

    What is stored is checked, and the pages' states are computed anew.
    """
    stored: list[Item] = []
    rows: dict[tuple[int, int, int], StringTranslation] = {}
    for item in items:
        segment, locale = item.segment, item.locale
        is_agreed = item.verdict is Verdict.CONFLICT and item.key in agreed
        if segment is None or locale is None or not (item.verdict in TAKEN or is_agreed):
            continue
        place = (segment.context_id, segment.string_id, locale.pk)
        if place in rows:
            # The same text twice in a file.
            continue
        row = item.current or StringTranslation()
        row.translation_of, row.context, row.locale = segment.string, segment.context, locale
        if item.verdict is not Verdict.CHECKED:
            row.data = canonical(item.returned.target)
        row.translation_type = MANUAL if reviewed else MACHINE
        row.tool_name = origin[:255]
        row.last_translated_by = user
        row.has_error, row.field_error = False, ""
        row.updated_at = timezone.now()
        rows[place] = row
        stored.append(item)
    # In bulk: saved one by one, each would look up the glossary. What StringTranslation.save() looks for, tags that no
    # segment can have, the plan has kept out.
    StringTranslation.objects.bulk_create([row for row in rows.values() if row.pk is None], batch_size=ROWS_AT_ONCE)
    StringTranslation.objects.bulk_update(
        [item.current for item in stored if item.current is not None], STORED, batch_size=ROWS_AT_ONCE
    )
    if not reviewed:
        keep_files_provenance(rows.values())
    check_translations(rows.values())
    mark_taken_in(((item.segment.source_id, item.locale.pk) for item in stored if item.segment and item.locale), user)
    mark_stale(row.context.object_id for row in rows.values())
    return stored


class _Planner:
    def __init__(self, file: list[Returned], may_change: Permission, reviewed: bool) -> None:
        self._may_change, self._reviewed = may_change, reviewed
        self._allowed: dict[tuple[int, int], bool] = {}
        self._seen: dict[tuple[str, str, str], str] = {}
        self._locales = {locale.language_code.lower(): locale for locale in Locale.objects.all()}
        self._sources: dict[str, list[TranslationSource]] = {}
        keys = {each.page for each in file if _is_uuid(each.page)}
        for source in TranslationSource.objects.filter(object__in=keys).select_related("locale"):
            self._sources.setdefault(str(source.object_id), []).append(source)
        ids = [source.pk for sources in self._sources.values() for source in sources]
        self._segments: dict[tuple[int, str], StringSegment] = {}
        segments = StringSegment.objects.filter(source__in=ids).select_related("string", "context", "source__locale")
        for segment in segments:
            key = piece_id(segment.context.path_id.hex, segment.string.data_hash.hex)
            self._segments[segment.source_id, key] = segment
        wanted = [locale for tag, locale in self._locales.items() if tag in {each.language.lower() for each in file}]
        rows = StringTranslation.objects.filter(context__object__sources__in=ids, locale__in=wanted)
        self._current = {(row.context_id, row.translation_of_id, row.locale_id): row for row in rows.distinct()}
        self._by_hand = set(
            Translation.objects.filter(source__in=ids, enabled=False).values_list("source_id", "target_locale_id")
        )

    def item(self, returned: Returned) -> Item:
        """What becomes of one segment."""
        locale = self._locales.get(returned.language.lower())
        sources = [
            source
            for source in self._sources.get(returned.page.lower(), [])
            if locale is not None and self._is_allowed(source, locale)
        ]
        if locale is None or not sources:
            return Item(returned, Verdict.REFUSED)
        segment = next((found for source in sources if (found := self._segments.get((source.pk, returned.id)))), None)
        if segment is None:
            return Item(returned, Verdict.SOURCE_CHANGED if canonical(returned.target) else Verdict.EMPTY)
        current = self._current.get((segment.context_id, segment.string_id, locale.pk))
        return Item(returned, self._verdict(returned, segment, locale, current), segment, locale, current)

    def _is_allowed(self, source: TranslationSource, locale: Locale) -> bool:
        key = (source.pk, locale.pk)
        if key not in self._allowed:
            self._allowed[key] = source.locale_id != locale.pk and self._may_change(source, locale)
        return self._allowed[key]

    def _verdict(
        self, returned: Returned, segment: StringSegment, locale: Locale, current: StringTranslation | None
    ) -> Verdict:
        text = canonical(returned.target)
        if not text:
            return Verdict.EMPTY
        place = (returned.language.lower(), returned.page.lower(), returned.id)
        first = self._seen.setdefault(place, text)
        if (segment.source_id, locale.pk) in self._by_hand:
            return Verdict.BY_HAND
        if first != text:
            return Verdict.REPEATED
        tags = Pair(segment.string.data, text, segment.source.locale.language_code, locale.language_code)
        if returned.broken or blocks_publishing(list(check_tags(tags))):
            return Verdict.BROKEN
        return self._comparison(text, returned.digest, current)

    def _comparison(self, text: str, digest: str, current: StringTranslation | None) -> Verdict:
        if current is None:
            return Verdict.NEW
        by_machine = current.translation_type == MACHINE
        if canonical(current.data) == text:
            return Verdict.CHECKED if by_machine and self._reviewed else Verdict.SAME
        if digest in (digest_of(text, by_machine=True), digest_of(text, by_machine=False)):
            # Nobody touched it but here.
            return Verdict.SAME
        return Verdict.CHANGED if by_machine or digest == digest_of_row(current) else Verdict.CONFLICT


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
