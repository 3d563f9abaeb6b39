"""The state of every page in every language, computed from segments and never stored.

A segment of the source is translated in a language when a translation of exactly this string exists in its place
(wagtail-localize's string and context). Nothing else counts: no date, no revision, no flag that somebody set. So a save
without change, a move or a publication changes no state, and a changed sentence makes exactly its segment outdated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from translations.models import SegmentFinding
from translations.pipeline import Provenance


class Status(models.TextChoices):
    """The state of a page in a language."""

    # No translation, or not yet a whole one.
    MISSING = "missing", _("Missing")
    # Complete, with text that nobody here has checked: a machine's, or that of people outside.
    MACHINE = "machine", _("Not reviewed")
    # Complete, every segment checked by a person.
    REVIEWED = "reviewed", _("Reviewed")
    # Readers had all of it once, or a segment had a translation; the source has changed since.
    OUTDATED = "outdated", _("Outdated")


@dataclass(frozen=True)
class TranslationState:
    """How far a page is translated into a language. All numbers are segments.

    ``machine`` counts all that nobody here has checked, ``from_files`` those of them that people outside translated.
    """

    segments: int = 0
    translated: int = 0
    machine: int = 0
    blocked: int = 0
    from_files: int = 0
    superseded: int = 0
    was_published: bool = False

    @property
    def outdated(self) -> int:
        """Segments whose present source text has no translation."""
        return self.segments - self.translated

    @property
    def is_complete(self) -> bool:
        """Every segment is translated. A page that nobody has asked to translate yet has no segments, and is not."""
        return 0 < self.segments == self.translated

    @property
    def is_publishable(self) -> bool:
        """Complete, and nothing in it failed its checks."""
        return self.is_complete and not self.blocked

    @property
    def status(self) -> Status:
        """The one word for it."""
        if not self.is_complete:
            return Status.OUTDATED if self.superseded or self.was_published else Status.MISSING
        return Status.MACHINE if self.machine else Status.REVIEWED

    @property
    def label(self) -> str:
        """The status in words; of what is not reviewed, who translated it."""
        if self.status is not Status.MACHINE:
            return str(self.status.label)
        if not self.from_files:
            return gettext("Machine translation")
        if self.from_files < self.machine:
            return gettext("Not reviewed: by a machine and from a file")
        return gettext("Not reviewed: from a file")


def translation_states(
    source_ids: Collection[int], locale_ids: Collection[int]
) -> dict[tuple[int, int], TranslationState]:
    """States by (source id, locale id) for every pair, in six SQL statements however many there are.

    A page that people write by hand instead of segment by segment (wagtail-localize's record is switched off) is
    complete and checked by its writer: nothing tells which of its words belong to which segment.

    Args:
        source_ids: ids of wagtail-localize's TranslationSource.
        locale_ids: ids of the target locales.
    """
    segments = list(
        StringSegment.objects.filter(source__in=source_ids).values_list("source_id", "context_id", "string_id")
    )
    wanted = {(context, string) for _source, context, string in segments}
    contexts = {context: source for source, context, _string in segments}
    blocked = set(
        SegmentFinding.objects.blocking()
        .filter(translation__context__object__sources__in=source_ids)
        .values_list("translation_id", flat=True)
    )

    found: dict[tuple[int, int, int], tuple[bool, bool]] = {}
    unsound: set[tuple[int, int, int]] = set()
    superseded: dict[tuple[int, int], int] = defaultdict(int)
    rows = StringTranslation.objects.filter(context__object__sources__in=source_ids, locale__in=locale_ids).values_list(
        "pk",
        "context_id",
        "translation_of_id",
        "locale_id",
        "translation_type",
        "has_error",
        "machine_provenance__origin",
    )
    for pk, context, string, locale, kind, has_error, origin in rows:
        if (context, string) in wanted:
            is_unreviewed = kind == StringTranslation.TRANSLATION_TYPE_MACHINE
            found[context, string, locale] = is_unreviewed, is_unreviewed and origin == Provenance.FILE
            if has_error or pk in blocked:
                unsound.add((context, string, locale))
        elif context in contexts:
            superseded[contexts[context], locale] += 1

    by_hand = set(
        Translation.objects.filter(source__in=source_ids, target_locale__in=locale_ids, enabled=False).values_list(
            "source_id", "target_locale_id"
        )
    )
    keys = dict(TranslationSource.objects.filter(pk__in=source_ids).values_list("pk", "object_id"))
    published = set(
        Page.objects.filter(translation_key__in=keys.values(), locale__in=locale_ids, alias_of=None)
        .exclude(first_published_at=None)
        .values_list("translation_key", "locale_id")
    )
    by_source: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for source, context, string in segments:
        by_source[source].add((context, string))
    return {
        (source, locale): TranslationState(segments=len(by_source[source]), translated=len(by_source[source]))
        if (source, locale) in by_hand
        else replace(
            _state(by_source[source], locale, found, unsound, superseded[source, locale]),
            was_published=(keys[source], locale) in published,
        )
        for source in source_ids
        for locale in locale_ids
    }


def _state(
    pairs: set[tuple[int, int]],
    locale: int,
    found: dict[tuple[int, int, int], tuple[bool, bool]],
    unsound: set[tuple[int, int, int]],
    superseded: int,
) -> TranslationState:
    translated = [(*pair, locale) for pair in pairs if (*pair, locale) in found]
    return TranslationState(
        segments=len(pairs),
        translated=len(translated),
        machine=sum(found[key][0] for key in translated),
        blocked=sum(key in unsound for key in translated),
        from_files=sum(found[key][1] for key in translated),
        superseded=superseded,
    )
