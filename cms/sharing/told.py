"""Whom something has to be told: the pages of a city whose origin has changed or gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cms.cities.models import City
from cms.publishing.models import PublishedDocument
from cms.sharing.comparing import Comparison
from cms.sharing.hashing import text_hash
from cms.sharing.models import TakenPage
from cms.sharing.offered import offered_documents


@dataclass(frozen=True)
class Reported:
    """A page that was taken over, and what there is to say of it."""

    link: TakenPage
    origin: PublishedDocument | None

    @property
    def is_gone(self) -> bool:
        """Whether the origin is followed, and is withdrawn or not offered any more."""
        return self.link.is_followed and self.origin is None

    @property
    def is_changed(self) -> bool:
        """Whether the origin has changed and somebody has to decide."""
        return bool(self.differences)

    @cached_property
    def _comparison(self) -> Comparison:
        return Comparison(self.link, self.origin)

    @cached_property
    def differences(self) -> int:
        """In how many pieces the origin has changed."""
        if not self.link.is_followed or self.origin is None:
            return 0
        if self.link.decided_hash == text_hash(self.origin.body):
            return 0
        return len(self._comparison.differences())

    @cached_property
    def left(self) -> int:
        """How much there is to fill in and to check."""
        return len(self._comparison.to_fill) + len(self._comparison.to_check) if self.link.notes else 0


def reported(cities: Iterable[City]) -> list[Reported]:
    """The pages that these cities have taken over: changed ones first, then those whose origin is gone, by title."""
    links = list(
        TakenPage.objects.filter(city__in=cities).select_related(
            "page", "city__source_locale", "origin_city__source_locale"
        )
    )
    origins = offered_documents(links)
    rows = [Reported(link, origins.get(link.pk)) for link in links]
    _settle(rows)
    return sorted(rows, key=lambda row: (not row.is_changed, not row.is_gone, row.link.page.title.casefold()))


def changed_origins(cities: Iterable[City]) -> list[Reported]:
    """The pages of these cities that wait for a decision, since their origin has changed.

    Costs a few SQL statements, and a few more for each origin that changed since it was last looked at.
    """
    followed = list(
        TakenPage.objects.filter(city__in=cities, is_followed=True).select_related(
            "page", "city__source_locale", "origin_city__source_locale"
        )
    )
    origins = offered_documents(followed)
    rows = [Reported(link, origins.get(link.pk)) for link in followed]
    _settle(rows)
    return [row for row in rows if row.is_changed]


def _settle(rows: Iterable[Reported]) -> None:
    """Remember of which origins nothing is to be decided, although they changed: they are not compared again."""
    for row in rows:
        if row.link.is_followed and row.origin is not None and not row.differences:
            digest = text_hash(row.origin.body)
            if row.link.decided_hash != digest:
                TakenPage.objects.filter(pk=row.link.pk).update(decided_hash=digest)
