"""References from one page of a guide to others: finding them, and keeping them inside the city."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.cities.models import CityPage
from cms.cities.trees import HOME_PATH_LENGTH

if TYPE_CHECKING:
    from cms.guides.models import GuidePage


def referenced_pages(page: GuidePage) -> Iterator[tuple[str, int]]:
    """(field name, page id) of every page that `page` refers to by field, block or link in rich text."""
    for field in page._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Page):
            if (value := getattr(page, field.attname)) and not field.remote_field.parent_link and field.editable:
                yield field.name, value
        elif hasattr(field, "extract_references"):
            for model, object_id, _model_path, _content_path in field.extract_references(getattr(page, field.name)):
                if issubclass(model, Page):
                    yield field.name, int(object_id)


def check_references(page: GuidePage) -> None:
    """Raise ValidationError when `page` refers to a page outside its own city.

    A page that is just being created has no path yet; its parent is checked by Wagtail, and its references on the
    first save that follows.
    """
    if not page.path:
        return
    wanted: dict[int, str] = {}
    for name, pk in referenced_pages(page):
        wanted.setdefault(pk, name)
    if not wanted:
        return
    homes = city_home_paths(page)
    foreign: dict[str, list[Any]] = {}
    for target in Page.objects.filter(pk__in=wanted).only("pk", "title", "path"):
        if target.path[:HOME_PATH_LENGTH] not in homes:
            message = _("%(title)s belongs to another city. Choose a page of this city.")
            foreign.setdefault(wanted[target.pk], []).append(ValidationError(message, params={"title": target.title}))
    if foreign:
        raise ValidationError(foreign)


def city_home_paths(page: Page) -> set[str]:
    """Paths of the home pages, one per language, of the city that `page` stands in."""
    own = CityPage.objects.filter(path=page.path[:HOME_PATH_LENGTH]).values("city")
    return set(CityPage.objects.filter(city__in=own).values_list("path", flat=True))
