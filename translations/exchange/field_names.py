"""Where a segment stands on its page, in the words of the page's form: “Steps › Text”."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField

BETWEEN = " › "


class FieldNames:
    """The names of the fields of one model, by wagtail-localize's paths."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._known: dict[str, str] = {}

    def of(self, path: str, field_path: str = "") -> str:
        """The name of a place; for one that the model no longer has, its path.

        Args:
            path: of a context: the name of a field, then ids of blocks or children and names of what is inside them.
            field_path: the same with the types of the blocks in place of their ids.
        """
        key = field_path or path
        if key not in self._known:
            self._known[key] = BETWEEN.join(self._words(key.split("."))) or path
        return self._known[key]

    def _words(self, parts: list[str]) -> list[str]:
        try:
            field = self._model._meta.get_field(parts[0])
        except FieldDoesNotExist:
            return []
        if isinstance(field, StreamField):
            return [str(capfirst(field.verbose_name)), *_block_words(field.stream_block, parts[1:])]
        if field.is_relation and field.auto_created:
            child = field.related_model
            return [str(capfirst(child._meta.verbose_name)), *FieldNames(child)._words(parts[1:])]
        return [str(capfirst(field.verbose_name))]


def _block_words(block: blocks.Block, parts: list[str]) -> list[str]:
    """The labels of the blocks on the way; ids of list items, which are named by nothing, are passed over."""
    if isinstance(block, blocks.ListBlock):
        return _block_words(block.child_block, parts[1:])
    children = getattr(block, "child_blocks", {})
    if not parts or parts[0] not in children:
        return []
    child = children[parts[0]]
    return [str(capfirst(child.label)), *_block_words(child, parts[1:])]
