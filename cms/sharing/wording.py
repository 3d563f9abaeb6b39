"""Pieces in words: what a piece is called, and what it says, for people who compare."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import BooleanBlock, ChoiceBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.sharing.pieces import at, child_of

_BREAK = re.compile(r"</(?:p|li|h[234])>|<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_LONGEST_GIST = 60
# Fields of a block by which people recognise it, the best first.
_TELLING = ("title", "condition", "note", "event")


def label_of(model: type[Page], values: Mapping[str, Any], path: str) -> str:
    """The way to a piece in the words of the form: “Steps › 2. Book an appointment › Explanation”."""
    name, *rest = path.split("/")
    field = model._meta.get_field(name)
    words = [capfirst(str(field.verbose_name))]
    block: Any = getattr(field, "stream_block", None)
    value = values.get(name)
    for part in rest:
        if isinstance(block, (StreamBlock, ListBlock)):
            found = [(number, entry) for number, entry in enumerate(value or [], start=1) if entry["id"] == part]
            if not found:
                break
            number, entry = found[0]
            block, value = child_of(block, entry), entry["value"]
            words.append(f"{number}. {gist(block, value)}".strip())
        else:
            block, value = block.child_blocks[part], (value or {}).get(part)
            words.append(str(block.label))
    return " › ".join(words)


def wording_of(model: type[Page], values: Mapping[str, Any], path: str) -> str:
    """What a piece says, as plain text; of a list, its entries by number."""
    field = model._meta.get_field(path.partition("/")[0])
    block, value = _block_at(model, values, path), at(values, path)
    if isinstance(block, (StreamBlock, ListBlock)):
        return "\n".join(
            f"{number}. {gist(child_of(block, entry), entry['value'])}"
            for number, entry in enumerate(value or [], start=1)
        )
    if isinstance(block, RichTextBlock) or isinstance(field, RichTextField):
        return plain(value or "")
    if isinstance(block, BooleanBlock):
        return _("yes") if value else _("no")
    if isinstance(block, ChoiceBlock):
        choices = block.field.choices
        return str(dict(choices).get(value, value or ""))
    return str(value or "")


def plain(html: str) -> str:
    """Rich text as lines of plain text; the addresses of links stand behind their words."""
    with_addresses = _LINK.sub(r"\2 (\1)", html)
    return unescape(_TAG.sub("", _BREAK.sub("\n", with_addresses))).strip()


def gist(block: Any, value: Any) -> str:
    """The beginning of what a block says."""
    if isinstance(block, StructBlock):
        told = next((str(value[name]) for name in _TELLING if value.get(name)), "")
    elif isinstance(block, RichTextBlock):
        told = plain(value or "").partition("\n")[0]
    else:
        told = str(value or "")
    return Truncator(told).chars(_LONGEST_GIST)


def _block_at(model: type[Page], values: Mapping[str, Any], path: str) -> Any:
    name, *rest = path.split("/")
    block: Any = getattr(model._meta.get_field(name), "stream_block", None)
    value = values.get(name)
    for part in rest:
        if isinstance(block, (StreamBlock, ListBlock)):
            entry = next((each for each in value or [] if each["id"] == part), None)
            if entry is None:
                return None
            block, value = child_of(block, entry), entry["value"]
        else:
            block, value = block.child_blocks[part], (value or {}).get(part)
    return block
