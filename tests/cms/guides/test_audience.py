"""Editors say whom a page concerns: a fact with the builder's closed lists, the same in every language."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.blocks import StructValue
from wagtail_localize.fields import SynchronizedField
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from cms.api.types.enums import AudienceFacet
from cms.guides.audience_blocks import AUDIENCE_OPERATORS, FACET_CHOICES, AudienceGroupBlock
from cms.guides.content_files.audience_codecs import Audience
from cms.guides.content_files.names import Loader, Names
from cms.guides.documents import audience_of
from cms.guides.models import ArticlePage, ProcedurePage, ServicePage
from site_builder.audience import FACETS, OPERATORS

WRITTEN = [{"all": {"residence": ["permit", "union"], "level": ["none"]}}, {"none": {"housing": ["owner"]}}]


def page_of(written: list[dict[str, Any]]) -> ProcedurePage:
    """A procedure with the audience that a content file gives it."""
    stored = Audience().load(written, ("audience",), Loader(Names("DE"), lambda place, message: None))
    field = ProcedurePage._meta.get_field("audience")
    return ProcedurePage(title="Permit", audience=field.to_python(stored))


def test_the_form_offers_what_the_builder_knows() -> None:
    assert {facet: tuple(values) for facet, (_label, values) in FACET_CHOICES.items()} == FACETS
    assert tuple(operator for operator, _label in AUDIENCE_OPERATORS) == OPERATORS
    assert [member.value for member in AudienceFacet._meta.enum] == list(FACETS)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [ServicePage, ProcedurePage, ArticlePage])
def test_it_is_the_same_in_every_language_and_no_translators_business(model: type[Any]) -> None:
    field = next(field for field in model.translatable_fields if field.field_name == "audience")
    assert isinstance(field, SynchronizedField)
    page = page_of(WRITTEN)
    extractor = StreamFieldSegmentExtractor(ProcedurePage._meta.get_field("audience"))
    assert extractor.handle_stream_block(page.audience) == []


@pytest.mark.django_db
def test_what_a_file_says_is_what_is_published_and_what_is_exported() -> None:
    page = page_of(WRITTEN)
    assert audience_of(page) == [
        {
            "operator": "all",
            "conditions": [
                {"facet": "residence", "values": ["permit", "union"]},
                {"facet": "level", "values": ["none"]},
            ],
        },
        {"operator": "none", "conditions": [{"facet": "housing", "values": ["owner"]}]},
    ]
    assert Audience().dump(page.audience.get_prep_value(), Names("DE")) == WRITTEN


@pytest.mark.django_db
def test_a_group_that_a_draft_left_empty_says_nothing() -> None:
    assert audience_of(page_of([])) == []
    assert audience_of(page_of([{"all": {"residence": []}}])) == []


def test_a_facet_stands_once_in_a_group() -> None:
    counts = AudienceGroupBlock().child_blocks["conditions"].meta.block_counts
    assert counts == {facet: {"max_num": 1} for facet in FACETS}


def test_a_block_of_the_form_can_be_saved() -> None:
    block = AudienceGroupBlock()
    value = block.to_python({"operator": "any", "conditions": [{"type": "pregnant", "value": ["yes"], "id": "1"}]})
    assert isinstance(block.clean(value), StructValue)
