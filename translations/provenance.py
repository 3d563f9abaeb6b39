"""What made each text that nobody here wrote: engine, version, model, date, the language it went through; or a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail_localize.models import StringTranslation

from translations.engines.records import MachineProvenance
from translations.pipeline import Draft, Provenance


@dataclass(frozen=True, slots=True)
class MadeBy:
    """Where a stored text came from before any person changed it.

    ``engine``, ``version`` and ``model`` are "" unless an engine made it; ``pivot`` is a BCP 47 tag, "" for none.
    """

    origin: Provenance
    engine: str
    version: str
    model: str
    pivot: str
    pivot_reviewed: bool
    made_at: datetime

    @property
    def tool(self) -> str:
        """Engine, version and model in one line; "" if no engine made the text."""
        return " ".join(filter(None, [self.engine, self.version, self.model]))


def provenance_of(translations: Iterable[StringTranslation | int]) -> dict[int, MadeBy]:
    """By primary key what made these translations, in one SQL statement; without those that people typed themselves.

    Args:
        translations: wagtail-localize's rows, or their primary keys.
    """
    keys = [each if isinstance(each, int) else each.pk for each in translations]
    return {
        row.pk: MadeBy(
            Provenance(row.origin), row.engine, row.version, row.model, row.pivot, row.pivot_reviewed, row.made_at
        )
        for row in MachineProvenance.objects.filter(pk__in=keys)
    }


def keep_provenance(drafts: Iterable[tuple[StringTranslation, Draft]]) -> None:
    """Keep what made these texts, which were stored this moment and have no record yet."""
    now = timezone.now()
    MachineProvenance.objects.bulk_create(
        MachineProvenance(
            translation=row,
            origin=draft.provenance.value,
            engine=draft.engine,
            version=draft.engine_version,
            model=draft.engine_model,
            pivot=draft.pivot,
            pivot_reviewed=draft.pivot_reviewed,
            made_at=now,
        )
        for row, draft in drafts
    )


def keep_files_provenance(rows: Collection[StringTranslation]) -> None:
    """Keep that these texts came in a file this moment."""
    # What made the texts that stood there before says nothing of these.
    MachineProvenance.objects.filter(translation__in=rows).delete()
    now = timezone.now()
    MachineProvenance.objects.bulk_create(
        MachineProvenance(translation=row, origin=Provenance.FILE.value, made_at=now) for row in rows
    )


def carry_provenance(before: StringTranslation, after: StringTranslation) -> None:
    """Give a copy of a machine-made text the record of the text that it is a copy of."""
    record = MachineProvenance.objects.filter(translation=before).first()
    if record is not None:
        record.translation = after
        record.save(force_insert=True)
