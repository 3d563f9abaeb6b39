"""Who has to do with voice notes, and which pages have one."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from cms.cities.models import City, Role
from cms.cities.models.city import CityQuerySet
from cms.guides.models import GuidePage
from site_builder.documents import schema

EDITORS = (Role.ADMINISTRATOR, Role.EDITOR)


def cities_of_editor(user: Any) -> CityQuerySet:
    """The cities whose voice notes a person finds in a list; all of them for a superuser."""
    if user.is_superuser:
        return City.objects.all()
    return City.objects.filter(roles__role__in=EDITORS, roles__group__user=user).distinct()


def is_heard(page: Page) -> bool:
    """Whether readers see pages of this kind one by one, so that one of them can be read aloud."""
    kind = issubclass(page.specific_class, GuidePage) and getattr(page.specific_class, "kind", None)
    return bool(kind) and "voice" in schema()["$defs"][kind]["properties"]


def may_have_voice_note(page: Page, user: Any) -> bool:
    """Whether the page can be read aloud, and the person may put something live on it."""
    return is_heard(page) and bool(page.permissions_for_user(user).can_publish())
