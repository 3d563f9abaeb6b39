"""Engines that cost money have a budget of characters a month, which no work exceeds, however many workers there are.

Characters are reserved before an engine gets them and counted as used in the commit that stores what it made of them. A
worker that is killed in between has stored nothing and counted nothing; its reservation is given back when its work is
begun anew, or after an hour.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .base import Engine, EngineError
from .records import EngineReservation, EngineUsage
from .registry import Leg, Route

# Longer than any call of an engine takes.
RESERVED_FOR = timedelta(hours=1)


class BudgetError(EngineError):
    """An engine was not asked, since that would have exceeded its budget."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What an engine may translate this month and has translated, in characters."""

    engine: str
    limit: int
    used: int

    @property
    def left(self) -> int:
        """What is left of it."""
        return max(0, self.limit - self.used)

    @property
    def message(self) -> str:
        """What is left, in words."""
        return _("%(engine)s: %(left)s of %(limit)s characters are left this month, for everybody together.") % {
            "engine": self.engine,
            "left": grouped(self.left),
            "limit": grouped(self.limit),
        }


def limit_of(engine: str) -> int | None:
    """The characters that an engine may translate in a month, from TRANSLATION_BUDGETS; None if it costs nothing."""
    limit: int | None = settings.TRANSLATION_BUDGETS.get(engine)
    return limit


def budget_of(engine: str) -> Budget | None:
    """The budget of an engine this month, counting what is being translated now; None if it costs nothing."""
    limit = limit_of(engine)
    if limit is None:
        return None
    usage = EngineUsage.objects.filter(engine=engine, month=_month()).first()
    return Budget(engine, limit, usage.characters + _reserved(usage) if usage else 0)


class Account:
    """What one piece of work takes from the budgets of engines. Not for several threads at once."""

    def __init__(self, holder: str = "") -> None:
        """Begin the work, or begin it anew: what the same `holder` had reserved before is given back.

        Args:
            holder: names the work; whoever begins it anew knows that nobody else is at it.
        """
        self.holder = holder or uuid.uuid4().hex
        EngineReservation.objects.filter(holder=self.holder).delete()

    def metered(self, route: Route) -> Route:
        """The route with engines that reserve what they are given, where they have a budget."""
        legs = [
            leg if limit_of(leg.engine.name) is None else Leg(_Metered(leg.engine, self), leg.source, leg.target)
            for leg in route.legs
        ]
        return Route(route.source, route.target, legs, route.pivot)

    @transaction.atomic
    def reserve(self, engine: str, characters: int) -> EngineReservation | None:
        """Take characters from an engine's budget; None for an engine without one.

        Raises:
            BudgetError: when it has not so many left; nothing is taken.
        """
        limit = limit_of(engine)
        if limit is None:
            return None
        usage, _created = EngineUsage.objects.get_or_create(engine=engine, month=_month())
        # Whoever else reserves waits here until this is committed.
        usage = EngineUsage.objects.select_for_update().get(pk=usage.pk)
        left = limit - usage.characters - _reserved(usage)
        if characters > left:
            raise BudgetError(_refusal(engine, limit, max(0, left), characters))
        return EngineReservation.objects.create(usage=usage, holder=self.holder, characters=characters)

    @transaction.atomic
    def settle(self) -> None:
        """Count as used what was reserved. Call it in the transaction that stores what the engines made of it."""
        for reservation in EngineReservation.objects.filter(holder=self.holder).order_by("usage_id"):
            EngineUsage.objects.filter(pk=reservation.usage_id).update(
                characters=F("characters") + reservation.characters
            )
            reservation.delete()


class _Metered(Engine):
    """An engine that takes what it is given from its budget first."""

    def __init__(self, engine: Engine, account: Account) -> None:
        self._engine, self._account = engine, account
        self.name, self.version = engine.name, engine.version

    def pairs(self) -> set[tuple[str, str]]:
        """The engine's own."""
        return self._engine.pairs()

    def model(self, source: str, target: str) -> str:
        """The engine's own."""
        return self._engine.model(source, target)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """What the engine makes of the texts. Raises BudgetError before it sees any of them."""
        reservation = self._account.reserve(self.name, sum(map(len, texts)))
        try:
            return self._engine.translate(texts, source, target)
        except EngineError:
            if reservation is not None:
                reservation.delete()
            raise


def grouped(number: int) -> str:
    """A number of characters as it is written in the language of the person who reads it."""
    return str(number_format(number, force_grouping=True))


def _reserved(usage: EngineUsage) -> int:
    fresh = usage.reservations.filter(made_at__gt=timezone.now() - RESERVED_FOR)
    return fresh.aggregate(sum=Sum("characters"))["sum"] or 0


def _month() -> date:
    return timezone.localdate().replace(day=1)


def _refusal(engine: str, limit: int, left: int, needed: int) -> str:
    return _(
        "%(engine)s has %(left)s of %(limit)s characters left this month, and this needs %(needed)s. What it "
        "translated before is kept. Wait for the next month, choose another engine, or have the budget raised "
        "(TRANSLATION_BUDGETS)."
    ) % {"engine": engine, "left": grouped(left), "limit": grouped(limit), "needed": grouped(needed)}
