"""Whose memory and glossary a screen is about: a city's, or those that hold for every city."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from wagtail.models import Locale

from cms.cities.models import City
from translations.memory.owners import INSTALLATION, owner_of


@dataclass(frozen=True)
class Holder:
    """A city, or without one the installation; its key in the tables; and what the person may do."""

    city: City | None
    owner: str
    may_change: bool

    @property
    def slug(self) -> str:
        """How an address names it."""
        return self.city.slug if self.city else ""

    @property
    def source_languages(self) -> list[Locale]:
        """The languages in which it writes, the usual one first."""
        if self.city:
            return [self.city.source_locale]
        return list(Locale.objects.order_by("language_code"))

    def targets(self, source: Locale) -> list[Locale]:
        """The languages into which it has text translated."""
        locales = Locale.objects.exclude(pk=source.pk).order_by("language_code")
        if self.city:
            locales = locales.filter(pk__in=self.city.languages.values("locale"))
        return list(locales)


def holders_of(user: Any) -> list[Holder]:
    """The cities in which a person has a role, and the installation for those who run it."""
    cities = City.objects.of_user(user).select_related("source_locale")
    holders = [Holder(city, *_rights(city, user)) for city in cities]
    return [*holders, Holder(None, INSTALLATION, True)] if user.is_superuser else holders


def chosen_holder(user: Any, slug: str | None) -> Holder:
    """The one that an address names, the first if it names none.

    Raises:
        PermissionDenied: when the person has a role in no city.
        Http404: when there is none of that name for the person.
    """
    holders = holders_of(user)
    if not holders:
        raise PermissionDenied
    if slug is None:
        return holders[0]
    for holder in holders:
        if holder.slug == slug:
            return holder
    raise Http404(slug)


def _rights(city: City, user: Any) -> tuple[str, bool]:
    """What is agreed on counts in every draft of the city: it takes those who may publish its home page."""
    home = city.pages.get(locale=city.source_locale)
    return owner_of(home), home.permissions_for_user(user).can_publish()
