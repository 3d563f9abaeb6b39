"""References from one page of a guide to others: finding them, and keeping them inside the city."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import Page

from cms.cities.forms import OTHER_CITY
from cms.cities.trees import city_of, pages_outside

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

    A page that is just being created has no path yet, and so no city: its form checks what is chosen in it.
    """
    city = city_of(page) if page.path else None
    if city is None:
        return
    named: dict[str, set[int]] = {}
    for name, pk in referenced_pages(page):
        named.setdefault(name, set()).add(pk)
    foreign = pages_outside(city, set().union(*named.values()))
    if wrong := [name for name, ids in named.items() if ids & foreign]:
        raise ValidationError(dict.fromkeys(wrong, OTHER_CITY))
