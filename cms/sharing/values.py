"""The values of a page's fields as the database holds them, read and written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.sharing.pieces import Values


def values_of(page: Page) -> Values:
    """By name of the column; blocks as lists of their type, id and value."""
    inherited = {field.name for field in Page._meta.get_fields()} - {"title"}
    return {
        field.attname: _raw(field, page)
        for field in page._meta.concrete_fields
        if field.editable and field.name not in inherited and not field.primary_key
    }


def set_values(page: Page, values: Mapping[str, Any]) -> None:
    """Put values into the fields of a page; nothing is saved."""
    for name, value in values.items():
        is_stream = isinstance(page._meta.get_field(name), StreamField)
        setattr(page, name, json.dumps(value) if is_stream else value)


def _raw(field: models.Field[Any, Any], page: Page) -> Any:
    value = getattr(page, field.attname)
    return list(value.get_prep_value()) if isinstance(field, StreamField) else value
