"""The work that waits, on the start page of the admin: a registry, so that it imports no app that knows of work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cms.cities.models import City, CityRole, Role
from cms.cities.models.city import CityQuerySet

# Of each kind of work so many are named; a link leads to all.
SHOWN = 5


@dataclass(frozen=True)
class Task:
    """One thing that waits, and where it is done."""

    title: str
    url: str
    city: str
    """Slug of the city."""
    detail: str = ""


@dataclass(frozen=True)
class Waiting:
    """Things of one kind that wait for the same people, those to begin with first."""

    heading: str
    icon: str
    total: int
    url: str
    """Where all of them are."""
    tasks: list[Task] = field(default_factory=list)


class Worker:
    """A person with what they may do where, read once however many kinds of work ask."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def _roles(self) -> list[tuple[int, str, str | None]]:
        found = CityRole.objects.filter(group__user=self.user)
        return list(found.values_list("city", "role", "locale__language_code"))

    @cached_property
    def edited(self) -> CityQuerySet:
        """The cities in whose source language the person publishes."""
        if self.user.is_superuser:
            return City.objects.all()
        ids = [city for city, role, _language in self._roles if role in (Role.ADMINISTRATOR, Role.EDITOR)]
        return City.objects.filter(pk__in=ids)

    @cached_property
    def member_of(self) -> CityQuerySet:
        """The cities in which the person has any role."""
        if self.user.is_superuser:
            return City.objects.all()
        return City.objects.filter(pk__in={city for city, _role, _language in self._roles})

    def languages(self, *roles: Role) -> set[tuple[int, str | None]]:
        """(city, BCP 47 tag) in which the person has one of these roles; None instead of a tag: in all languages."""
        return {(city, language) for city, role, language in self._roles if role in roles}


Source = Callable[[Worker], Waiting | None]
_sources: dict[int, Source] = {}


def register(order: int, source: Source) -> None:
    """Have the start page show what `source` finds, in this order among the others; called in AppConfig.ready()."""
    _sources[order] = source


def waiting_for(user: Any) -> list[Waiting]:
    """What waits for a person, in order; kinds of work of which nothing waits are left out."""
    worker = Worker(user)
    found = [_sources[order](worker) for order in sorted(_sources)]
    return [each for each in found if each is not None and each.total]
