"""Where in its page a segment stands, in the words of the editor's form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignObjectRel
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page

SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the page, and what of it a segment is. `order` is that of the parts in the editor's form."""

    order: int
    section: str
    label: str

    @property
    def name(self) -> str:
        """Both in one line: “Steps · Step 2: Book an appointment · Explanation”."""
        return SEPARATOR.join(dict.fromkeys([self.section, self.label]))


def places(page: Page, paths: Iterable[str]) -> dict[str, Place]:
    """By path of wagtail-localize, where in `page` it leads; what cannot be found is named by its path.

    Args:
        page: the source page as the segments were taken from it.
        paths: of the segments' contexts, as `steps.<id>.title`.
    """
    order = {name: number for number, name in enumerate(_fields_in_order(page.get_edit_handler()))}
    return {path: _place(page, path, order) for path in set(paths)}


def _place(page: Page, path: str, order: dict[str, int]) -> Place:
    name, *rest = path.split(".")
    number = order.get(name, len(order))
    try:
        field = page._meta.get_field(name)
    except FieldDoesNotExist:
        return Place(number, path, path)
    if isinstance(field, ForeignObjectRel):
        return _in_children(page, field, rest, number)
    label = _label_of(field)
    value = getattr(page, name)
    if not rest or not isinstance(value, StreamValue):
        return Place(number, label, label)
    words = list(_words(value, rest))
    if len(rest) > 1 and len(words) > 1:
        # A block with parts of its own, such as a step, is a section.
        return Place(number, SEPARATOR.join(dict.fromkeys([label, words[0]])), SEPARATOR.join(words[1:]))
    return Place(number, label, SEPARATOR.join(words) or label)


def _in_children(page: Page, field: ForeignObjectRel, rest: list[str], number: int) -> Place:
    """A row of an inline panel: by the translation key of the row, then its field."""
    name = str(capfirst(field.related_model._meta.verbose_name_plural))
    rows: list[Any] = list(getattr(page, str(field.get_accessor_name())).all())
    keys = [str(getattr(row, "translation_key", row.pk)) for row in rows]
    if len(rest) < 2 or rest[0] not in keys:
        return Place(number, name, name)
    words = [_numbered(field.related_model._meta.verbose_name, keys.index(rest[0]) + 1)]
    return Place(number, name, SEPARATOR.join([*words, _label_of(field.related_model._meta.get_field(rest[1]))]))


def _words(value: Any, path: list[str], called: str = "") -> Iterator[str]:
    """The names of the blocks along a path, from the outer to the inner; `called` names the value itself."""
    if not path:
        return
    if isinstance(value, StructValue):
        child = value.block.child_blocks.get(path[0])
        if child is None:
            return
        inner = value.get(path[0])
        if not isinstance(inner, (StreamValue, ListValue)) or len(path) == 1:
            yield str(child.label)
        yield from _words(inner, path[1:], str(child.label))
        return
    children: list[Any] = []
    if isinstance(value, StreamValue):
        children = list(value)
    elif isinstance(value, ListValue):
        children = list(value.bound_blocks)
    ids = [child.id for child in children]
    if path[0] in ids:
        position = ids.index(path[0])
        child = children[position]
        same = [each for each in children[: position + 1] if each.block.name == child.block.name]
        title = _title(child.value)
        # Items without a name of their own go by that of their list.
        label = str(child.block.label) or called
        name = _numbered(label, len(same)) if len(children) > 1 else label
        yield f"{name}: {title}" if title else name
        yield from _words(child.value, path[1:])


def _title(value: Any) -> str:
    """What a block calls itself, as a step by its title or a paper by its name."""
    if not isinstance(value, StructValue):
        return ""
    return next((str(value[name]) for name in ("title", "document") if value.get(name)), "")


def _numbered(name: Any, number: int) -> str:
    return _("%(name)s %(number)d") % {"name": capfirst(str(name)), "number": number}


def _label_of(field: Any) -> str:
    return str(capfirst(str(field.verbose_name)))


def _fields_in_order(panel: Any) -> Iterator[str]:
    """The names of the fields in the order of the editor's form."""
    for child in getattr(panel, "children", []):
        yield from _fields_in_order(child)
    name = getattr(panel, "field_name", None) or getattr(panel, "relation_name", None)
    if name:
        yield str(name)
