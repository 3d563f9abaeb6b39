"""A partner's proposal comes to an editor, who changes it, takes it over, and looks at the history of the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from cms.cities.models import City, Role
from cms.guides.models import ProcedurePage
from cms.publishing.models import PublishedDocument
from tests.cms.contributions.proposing import make_partner, propose
from tests.cms.factories import home_page, make_page, make_translation, make_user, publish
from tests.e2e.at_the_desk import segment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BEFORE = "Bring two photos.\n\nCome at eight."
AFTER = "Bring one photo.\n\nCome at eight."


def step(identifier: str, title: str, text: str) -> dict[str, Any]:
    return {"type": "step", "id": identifier, "value": {"kind": "do", "title": title, "text": text}}


def test_a_proposal_is_changed_accepted_and_published_and_its_place_in_the_history_leads_back(
    city: City, log_in: Callable[[User], Page]
) -> None:
    publish(make_translation(home_page(city), "ar"))
    first = "77777777-0000-0000-0000-000000000001"
    steps = [
        step(first, "Go there", "<p>Bring two photos.</p><p>Come at eight.</p>"),
        step("77777777-0000-0000-0000-000000000002", "Wait", "<p>It takes four weeks.</p>"),
    ]
    procedure = make_page(ProcedurePage, city, title="Get a permit", summary="In two steps.", steps=steps)
    arabic = publish(make_translation(procedure, "ar"))
    partner = make_partner(city, "Advice Centre")
    propose(procedure, f"steps/{first}/text", AFTER, before=BEFORE, partner=partner, note="The office told us.")
    propose(procedure, "", kind="broken", note="The link is dead.")

    page = log_in(make_user(city, Role.EDITOR, "ada"))
    page.get_by_role("link", name="Proposals (2)").click()
    expect(page.locator(".proposal-what ins")).to_have_text(["one", "photo"])
    page.get_by_role("link", name="Get a permit").first.click()
    expect(page.get_by_text("The office told us.")).to_be_visible()
    expect(page.locator(".proposal-diff del")).to_have_text(["two", "photos"])
    page.get_by_label("Text that is accepted").fill(AFTER.replace("one", "1"))
    page.get_by_label("Text that is accepted").press("Control+Shift+Enter")
    expect(page.get_by_text("Accepted and published.")).to_be_visible()
    # The next one is there already.
    expect(page.get_by_text("The link is dead.")).to_be_visible()
    page.keyboard.press("r")
    page.get_by_label("We have checked it: what the page says is right today.").check()
    page.get_by_role("button", name="Refuse").click()
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()

    document = PublishedDocument.objects.get(uuid=procedure.translation_key, language="en")
    assert document.body is not None
    assert [each["text"] for each in document.body["steps"]] == [
        "<p>Bring 1 photo.</p><p>Come at eight.</p>",
        "<p>It takes four weeks.</p>",
    ]
    page.goto(f"/admin/pages/{arabic.pk}/edit/")
    expect(page.locator('.desk-segment[data-state="outdated"]')).to_have_count(1)
    expect(segment(page, "Bring 1 photo.")).to_have_attribute("data-state", "outdated")

    page.goto(f"/admin/pages/{procedure.pk}/history/")
    expect(page.get_by_text("Accepted with changes, proposed by Advice Centre")).to_be_visible()
    expect(page.get_by_text("The office told us.")).to_be_visible()
    before = procedure.revisions.order_by("pk").first()
    assert before is not None
    page.goto(f"/admin/pages/{procedure.pk}/revisions/{before.pk}/revert/")
    page.get_by_label("What changed, and why").fill("It was two after all.")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=re.compile("^Publish")).click()
    expect(page.get_by_text("has been published")).to_be_visible()
    procedure.refresh_from_db()
    assert "two photos" in procedure.steps[0].value["text"].source
    assert procedure.steps[0].id == first
    page.goto(f"/admin/pages/{procedure.pk}/history/")
    expect(page.get_by_text("It was two after all.")).to_be_visible()
