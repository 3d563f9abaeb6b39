"""An editor keeps many translations in order from the report of pages and languages, with mouse and keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from tests.cms.factories import edit, make_page, make_translation, make_user, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def cell(page: Page, title: str, column: int) -> str:
    """What the report says of a page in a language, by the place of its column."""
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=title, exact=True))
    return " ".join(row.locator("td.matrix-cell").nth(column).inner_text().split())


def test_filter_confirm_and_publish(city: City, log_in: Callable[[User], Page]) -> None:
    changed = make_page(ArticlePage, city, title="Register", summary="Bring you passport.")
    publish(make_translation(changed, "de"))
    edit(changed, summary="Bring your passport.")
    make_translation(make_page(ArticlePage, city, title="Vote"), "de")
    make_page(ArticlePage, city, title="Swim")

    page = log_in(make_user(city, Role.EDITOR))
    page.goto("/admin/reports/languages/")
    assert cell(page, "Register", 0) == "Outdated 1 of 2"
    assert cell(page, "Vote", 0) == "Reviewed draft"
    assert cell(page, "Swim", 1) == "Missing"

    page.get_by_label("Kind").select_option("articlepage")
    page.get_by_label("State").select_option("outdated")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_role("rowheader", name="Swim")).to_have_count(0)
    page.get_by_label("All pages on this screen").check()
    page.get_by_label("Deutsch").focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-matrix-ticked]")).to_have_text(re.compile("1 × 1"))
    page.get_by_role("button", name="Still right").click()
    expect(page.get_by_text("Done for 1 translation.")).to_be_visible()
    expect(page.get_by_text("No page matches these filters.")).to_be_visible()
    page.get_by_role("link", name="Show all pages").first.click()
    assert cell(page, "Register", 0) == "Reviewed"

    page.get_by_label("Vote", exact=True).check()
    page.get_by_label("Deutsch").check()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Done for 1 translation.")).to_be_visible()
    assert cell(page, "Vote", 0) == "Reviewed"
