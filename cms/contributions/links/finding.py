"""Addresses in the fields of a page: finding them, and putting another in the place of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import Any

from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.contributions.links.models import LONGEST_ADDRESS

WEB = re.compile(r"https?://", re.IGNORECASE)
HREF = re.compile(r'href="([^"]*)"')

# From an address to the one that takes its place.
Swap = Callable[[str], str]


def addresses_in(page: Page, *, texts_only: bool) -> set[tuple[str, str]]:
    """(name of the field, address) of every address of the web in a page.

    `texts_only` leaves out facts: those of a translation are its source's.
    """
    found: set[tuple[str, str]] = set()

    def note(name: str) -> Swap:
        def keep(address: str) -> str:
            if WEB.match(address) and len(address) <= LONGEST_ADDRESS:
                found.add((name, address))
            return address

        return keep

    for field in _fields(page):
        _swapped(field, page, note(field.name), texts_only=texts_only)
    return found


def replace_in(page: Page, old: str, new: str) -> bool:
    """Put an address in the place of another wherever it stands in a page in memory; return whether it stood there."""
    changed = False
    for field in _fields(page):
        value = _swapped(field, page, lambda address: new if address == old else address, texts_only=False)
        if value is not None:
            setattr(page, field.name, value)
            changed = True
    return changed


def _fields(page: Page) -> Iterator[models.Field[Any, Any]]:
    """The fields that are the page's own, and not those of every page."""
    inherited = {field.name for field in Page._meta.get_fields()}
    return (field for field in page._meta.concrete_fields if field.name not in inherited)


def _swapped(field: models.Field[Any, Any], page: Page, swap: Swap, *, texts_only: bool) -> Any:
    """The value of a field with other addresses in it, or None if it has none that differ."""
    value = getattr(page, field.name)
    if isinstance(field, StreamField):
        raw = field.stream_block.get_prep_value(value)
        swapped = _in_blocks(raw, swap, texts_only=texts_only)
        return None if swapped == raw else field.stream_block.to_python(swapped)
    if isinstance(field, RichTextField):
        swapped = _in_html(value or "", swap)
    elif isinstance(field, models.URLField) and value and not texts_only:
        swapped = swap(value)
    else:
        return None
    return None if swapped == (value or "") else swapped


def _in_blocks(value: Any, swap: Swap, *, texts_only: bool) -> Any:
    """Blocks as JSON: an address is a whole value, or stands in the HTML of a text."""
    match value:
        case dict():
            return {name: _in_blocks(each, swap, texts_only=texts_only) for name, each in value.items()}
        case list():
            return [_in_blocks(each, swap, texts_only=texts_only) for each in value]
        case str() if WEB.match(value) and not any(character.isspace() for character in value):
            return value if texts_only else swap(value)
        case str() if "href=" in value:
            return _in_html(value, swap)
        case _:
            return value


def _in_html(html: str, swap: Swap) -> str:
    def href(found: re.Match[str]) -> str:
        before = unescape(found[1])
        after = swap(before)
        return found[0] if after == before else f'href="{escape(after)}"'

    return HREF.sub(href, html)
