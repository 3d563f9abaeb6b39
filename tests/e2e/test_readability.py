"""An editor writes, sees in the browser what is hard to read, and mends it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from tests.cms.factories import make_page, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "You bring the form and the passport and the photo and the letter and the money " * 2
BODY = '<p>You can find the form <a href="https://example.org/form">here</a>. Ask the KJF.</p>'


def test_the_marks_change_while_an_editor_writes(city: City, log_in: Callable[[User], Page]) -> None:
    body = [{"type": "text", "id": "b1", "value": BODY}]
    article = make_page(ArticlePage, city, title="A form", summary=f"{LONG}.", body=body)

    page = log_in(make_user(city, Role.EDITOR))
    page.set_viewport_size({"width": 1400, "height": 1000})
    page.goto(f"/admin/pages/{article.pk}/edit/")
    page.get_by_role("button", name="Toggle checks").click()
    panel = page.locator("readability-panel")
    expect(panel.get_by_role("status")).to_contain_text("3 places")
    expect(panel).to_contain_text("Split this sentence: 32 words; aim at 20.")

    panel.get_by_role("button", name="Summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=summary]")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("The form is checked by the office.")
    expect(panel.locator("mark", has_text="is checked")).to_be_visible()
    expect(panel).not_to_contain_text("Split this sentence")

    panel.get_by_role("link", name="Advice 1: Passive").focus()
    page.keyboard.press("Enter")
    expect(panel.locator("li:target")).to_contain_text("Say who does it")
