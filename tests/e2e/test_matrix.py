"""An editor keeps many translations in order from the report of pages and languages, with mouse and keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Collection, Locale
from wagtail.models import Page as RootPage

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from tests.cms.factories import edit, make_city, make_page, make_translation, make_user, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def city(settings: Settings, tmp_path: Path) -> City:
    if not RootPage.objects.exists():
        # Tests with real transactions leave nothing behind, not even what migrations made.
        Locale.objects.get_or_create(language_code="en")
        RootPage.add_root(instance=RootPage(title="Root", slug="root"))
        Collection.add_root(name="Root")
    settings.GUIDE_BUILD_DIR = tmp_path
    settings.GUIDE_BUILD_ON_PUBLISH = False
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]
    return make_city("testville", languages=("en", "de", "ar"), name="Testville")


def cell(page: Page, title: str, column: int) -> str:
    """What the report says of a page in a language, by the place of its column."""
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=title, exact=True))
    return " ".join(row.locator("td.matrix-cell").nth(column).inner_text().split())


def test_filter_confirm_and_publish(city: City, live_server: LiveServer, browser: Browser) -> None:
    changed = make_page(ArticlePage, city, title="Register", summary="Bring you passport.")
    publish(make_translation(changed, "de"))
    edit(changed, summary="Bring your passport.")
    make_translation(make_page(ArticlePage, city, title="Vote"), "de")
    make_page(ArticlePage, city, title="Swim")
    editor = make_user(city, Role.EDITOR)

    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_label("Username").fill(editor.username)
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")

    page.goto(f"{live_server.url}/admin/reports/languages/")
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
    context.close()
