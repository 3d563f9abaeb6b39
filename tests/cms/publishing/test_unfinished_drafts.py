"""A draft may leave out what only a published page must have: it is saved and previewed all the same."""

from __future__ import annotations

from typing import Any

import pytest

from cms.guides.blocks import ClosureBlock
from cms.guides.models import ContactPage, GuidePage, OfficePage, ProcedurePage, ServicePage
from cms.publishing.preview import preview_html
from tests.cms.factories import make_city, make_page

UNFINISHED: list[tuple[type[GuidePage], dict[str, Any]]] = [
    (OfficePage, {"closures": [("closure", {"first_day": None, "last_day": None, "reason": "Stocktaking"})]}),
    (OfficePage, {"opening_hours": [("opening", {"days": ["1"], "opens": None, "closes": None})]}),
    (OfficePage, {"phones": [("phone", {"number": "", "languages": []})]}),
    (OfficePage, {"street": "", "locality": ""}),
    (ContactPage, {"number": "", "emergency": True}),
    (ServicePage, {"channels": [("channel", {"kind": "", "url": ""})], "offices": [("office", None)]}),
    (ServicePage, {"documents": [("document", {"document": None, "required": "", "copies": None})]}),
    (ProcedurePage, {"deadline": [("deadline", {"days": None, "event": ""})]}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "facts"), UNFINISHED, ids=[", ".join(facts) for _model, facts in UNFINISHED])
def test_an_unfinished_draft_has_a_preview(model: type[GuidePage], facts: dict[str, Any]) -> None:
    city = make_city()
    page = make_page(model, city)
    for name, value in facts.items():
        setattr(page, name, value)
    assert page.title in preview_html(page, city)


def test_a_closure_without_days_can_be_kept_in_a_draft() -> None:
    block = ClosureBlock()
    block.defer_required_validation()
    value = block.to_python({"first_day": None, "last_day": None, "reason": "Stocktaking"})
    assert block.clean(value)["reason"] == "Stocktaking"
