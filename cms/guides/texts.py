"""The texts of a page one by one, wherever they stand in it: fields, blocks, and blocks in blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField

from cms.guides.models import GuidePage


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a page as the database keeps it."""

    field: str
    """Name of the model's field."""
    path: str
    """Where it is in the editor: the field, the ids of blocks and the names of their children, joined by dots."""
    content: str
    is_rich: bool


def texts_of(page: Page) -> Iterator[Text]:
    """The texts of a page that are not empty, in the order of its model's text fields; facts in blocks among them."""
    for name in _text_fields(page):
        field = page._meta.get_field(name)
        value = getattr(page, name)
        if isinstance(field, StreamField):
            for path, content, is_rich in _in_block(name, field.stream_block, value):
                yield Text(name, path, content, is_rich)
        elif value:
            yield Text(name, name, value, isinstance(field, RichTextField))


def _text_fields(page: Page) -> Sequence[str]:
    if isinstance(page, GuidePage):
        return page.text_fields
    return [field.field_name for field in page.translatable_fields if isinstance(field, TranslatableField)]


def _in_block(path: str, block: blocks.Block, value: Any) -> Iterator[tuple[str, str, bool]]:
    if isinstance(block, blocks.StreamBlock):
        for child in value or ():
            yield from _in_block(f"{path}.{child.id}", child.block, child.value)
    elif isinstance(block, blocks.ListBlock):
        for child in value.bound_blocks if value else ():
            yield from _in_block(f"{path}.{child.id}", child.block, child.value)
    elif isinstance(block, blocks.StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from _in_block(f"{path}.{name}", child_block, value.get(name))
    elif isinstance(block, blocks.RichTextBlock):
        if value and value.source:
            yield path, value.source, True
    elif isinstance(block, blocks.CharBlock) and value:
        yield path, str(value), False
