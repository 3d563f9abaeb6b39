"""What an editor does to a page without changing what it says leaves its translations as they are, and says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from cms.cities.models import City, Role
from cms.guides.models import ProcedurePage, TopicPage
from tests.cms.factories import make_page, make_translation, make_user, publish
from tests.e2e.at_the_desk import accept, segment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def step(identifier: str, title: str) -> dict[str, Any]:
    return {"type": "step", "id": identifier, "value": {"kind": "do", "title": title}}


def test_no_state_changes_unless_the_text_does(city: City, log_in: Callable[[User], Page]) -> None:
    elsewhere = make_page(TopicPage, city, title="Elsewhere")
    procedure = make_page(
        ProcedurePage,
        city,
        parent=make_page(TopicPage, city, title="Living here"),
        title="Register",
        summary="Bring you passport.",
        deadline=[{"type": "deadline", "id": "d", "value": {"days": 14, "event": "after you move in"}}],
        steps=[step("book", "Book an appointment"), step("go", "Go to the office")],
    )
    publish(make_translation(procedure, "de"))
    arabic = publish(make_translation(procedure, "ar"))
    page = log_in(make_user(city, Role.ADMINISTRATOR, "ada"))
    languages, editor = f"/admin/guides/translate/{procedure.pk}/", f"/admin/pages/{procedure.pk}/edit/"

    def expect_reviewed() -> None:
        page.goto(languages)
        for language in ("de", "ar"):
            expect(page.locator(f"#language-{language}")).to_contain_text("Reviewed")

    def save(how: str) -> None:
        page.get_by_role("button", name="More actions").click()
        with page.expect_navigation():
            page.get_by_role("button", name=how, exact=True).click()
        expect(page.locator(".messages .success").first).to_be_visible()

    expect_reviewed()
    page.goto(editor)
    save("Save draft")
    save("Publish")
    expect_reviewed()

    # A fact, and the order of steps.
    page.goto(editor)
    page.locator("[name=deadline-0-value-days]").fill("10")
    page.get_by_role("button", name="Move up").last.click()
    save("Publish")
    expect_reviewed()
    procedure.refresh_from_db()
    assert [each.value["title"] for each in procedure.steps] == ["Go to the office", "Book an appointment"]
    assert procedure.deadline[0].value["days"] == 10

    page.goto(f"/admin/pages/{procedure.pk}/move/{elsewhere.pk}/confirm/")
    page.get_by_role("button", name="Yes, move this page").click()
    expect(page.locator(".messages .success").first).to_be_visible()
    expect_reviewed()

    page.goto(f"/admin/pages/{procedure.pk}/unpublish/")
    page.get_by_role("button", name="Yes, unpublish it").click()
    expect(page.locator(".messages .success").first).to_be_visible()
    page.goto(editor)
    save("Publish")
    expect_reviewed()

    # Another language.
    page.goto(f"/admin/pages/{arabic.pk}/edit/")
    accept(segment(page, "Bring you passport."), "أحضر جوازك.")
    expect_reviewed()

    # A minor edit changes the text and no state; who said so and when is told in the history of the page.
    page.goto(editor)
    page.locator("[name=summary]").fill("Bring your passport.")
    save("Publish as a minor edit")
    expect_reviewed()
    page.goto(f"/admin/pages/{procedure.pk}/history/")
    entry = page.get_by_role("row").filter(has_text="Published as a minor edit: translations kept")
    expect(entry).to_contain_text("ada")
    expect(entry.locator("time, [data-controller=w-tooltip]").first).to_be_visible()

    # One sentence changes: one segment of each language.
    page.goto(editor)
    page.locator("[name=summary]").fill("Bring your passport and a photo.")
    save("Publish")
    page.goto(languages)
    for language in ("de", "ar"):
        expect(page.locator(f"#language-{language}")).to_contain_text("Outdated")
        expect(page.locator(f"#language-{language}")).to_contain_text("4 of 5")
