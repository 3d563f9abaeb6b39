"""Blocks whose headings in the form, and in its table of contents, are made of what is filled in."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter


class LabelledBlock(blocks.StructBlock):
    """A block with several forms of its heading: the first counts of which every child in braces is filled in.

    Wagtail 8.0 has one form, `label_format`, in which a page that is not chosen yet reads “null”, and a heading without
    a form is the first child that has a text, such as the unit of an empty duration.
    """

    # From the most to the least complete.
    label_formats: ClassVar[tuple[Any, ...]] = ()


class LabelledBlockAdapter(StructBlockAdapter):
    """Takes the forms to the browser, where labels.js fills them in."""

    js_constructor = "waymark.LabelledBlock"

    def js_args(self, block: LabelledBlock) -> list[Any]:
        """As Wagtail's, with the forms."""
        name, children, meta = super().js_args(block)
        return [name, children, {**meta, "labelFormats": [str(form) for form in block.label_formats]}]

    @cached_property
    def media(self) -> Any:
        """Wagtail's script for blocks, then ours."""
        return super().media + forms.Media(js=["guides/labels.js"])


register(LabelledBlockAdapter(), LabelledBlock)
