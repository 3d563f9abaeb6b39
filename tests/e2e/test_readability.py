"""An editor writes, sees in the browser what is hard to read, and mends it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Collection, Locale
from wagtail.models import Page as RootPage

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from tests.cms.factories import make_city, make_page, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "You bring the form and the passport and the photo and the letter and the money " * 2
BODY = '<p>You can find the form <a href="https://example.org/form">here</a>. Ask the KJF.</p>'


@pytest.fixture
def city(settings: Settings, tmp_path: Path) -> City:
    if not RootPage.objects.exists():
        # Tests with real transactions leave nothing behind, not even what migrations made.
        Locale.objects.get_or_create(language_code="en")
        RootPage.add_root(instance=RootPage(title="Root", slug="root"))
        Collection.add_root(name="Root")
    settings.GUIDE_BUILD_DIR = tmp_path
    settings.GUIDE_BUILD_ON_PUBLISH = False
    return make_city("testville", name="Testville")


def test_the_marks_change_while_an_editor_writes(city: City, live_server: LiveServer, browser: Browser) -> None:
    body = [{"type": "text", "id": "b1", "value": BODY}]
    article = make_page(ArticlePage, city, title="A form", summary=f"{LONG}.", body=body)
    editor = make_user(city, Role.EDITOR)

    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_label("Username").fill(editor.username)
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")

    page.goto(f"{live_server.url}/admin/pages/{article.pk}/edit/")
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
    context.close()
