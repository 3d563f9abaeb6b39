"""The forms of all kinds of pages: help in plain words beside every field, headings that say what is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail import blocks
from wagtail.blocks import Block, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.guides.blocks import BodyBlock, DeadlineBlock, DurationBlock, OpeningBlock
from cms.guides.labels import LabelledBlock, LabelledBlockAdapter
from cms.guides.models import ProcedurePage
from cms.guides.step_blocks import BranchBlock, RequirementBlock, StepBlock
from tests.cms.factories import KINDS


def fields_without_help(model: type[Page]) -> Iterator[str]:
    """Names of the fields that the form of a page shows without a word of help."""
    for name, field in model.get_edit_handler().get_form_class().base_fields.items():
        if name != "comment_notifications" and not field.help_text:
            yield name


def help_of(block: Block) -> str:
    """What the form says beside a block."""
    return str(getattr(getattr(block, "field", block.meta), "help_text", None) or "")


def blocks_without_help(block: Block, path: str) -> Iterator[str]:
    """Names of the children that have no help of their own, all the way down. What a list holds is told by the list."""
    if isinstance(block, blocks.ListBlock):
        yield from blocks_without_help(block.child_block, path)
    children: dict[str, Block] = getattr(block, "child_blocks", {})
    for name, child in children.items():
        if isinstance(block, StructBlock) and not help_of(child):
            yield f"{path}.{name}"
        yield from blocks_without_help(child, f"{path}.{name}")


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind)
def test_every_field_says_what_belongs_into_it(model: type[Page]) -> None:
    assert list(fields_without_help(model)) == []


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind)
def test_every_part_of_a_block_says_what_belongs_into_it(model: type[Page]) -> None:
    streams = [field for field in model._meta.get_fields() if isinstance(field, StreamField)]
    missing = [name for field in streams for name in blocks_without_help(field.stream_block, field.name)]
    assert missing == []


def test_each_kind_of_text_says_what_it_is_for() -> None:
    body: StreamBlock = BodyBlock()
    assert all(child.field.help_text for child in body.child_blocks.values())


@pytest.mark.parametrize(
    "block", [StepBlock, RequirementBlock, BranchBlock, DurationBlock, DeadlineBlock, OpeningBlock]
)
def test_the_browser_gets_the_headings_and_no_form_with_null(block: type[LabelledBlock]) -> None:
    meta: dict[str, Any] = LabelledBlockAdapter().js_args(block())[2]
    assert meta["labelFormats"]
    assert "labelFormat" not in meta
    for heading in meta["labelFormats"]:
        named = [part.split("}")[0] for part in heading.split("{")[1:]]
        assert set(named) <= set(block().child_blocks)


@pytest.mark.django_db
def test_the_script_for_headings_is_loaded_with_the_form() -> None:
    form = ProcedurePage.get_edit_handler().get_form_class()(instance=ProcedurePage())
    assert "guides/labels.js" in str(form.media)
