"""The whole way in a real browser: log in, edit, publish, have it translated, read it on a phone in two directions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Collection, Locale
from wagtail.models import Page as RootPage

from cms.cities.models import City, Role
from cms.guides.models import CostPage, DocumentTypePage, OfficePage, ProcedurePage, TopicPage
from cms.publishing.building import build_guide
from tests.cms.factories import make_city, make_page, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture
def city(settings: Settings, tmp_path: Path) -> City:
    """A city with one procedure that has steps, a document, a cost, an office and a deadline."""
    if not RootPage.objects.exists():
        # Tests with real transactions leave nothing behind, not even what migrations made.
        Locale.objects.get_or_create(language_code="en")
        RootPage.add_root(instance=RootPage(title="Root", slug="root"))
        Collection.add_root(name="Root")
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]
    settings.GUIDE_BUILD_DIR = tmp_path
    settings.GUIDE_BUILD_ON_PUBLISH = True
    city = make_city("testville", languages=("en", "de", "ar"), name="Testville")
    office = make_page(OfficePage, city, title="Civic centre", street="1 Mill Lane")
    cost = make_page(CostPage, city, title="Fee", free=False, amount="12.50", currency="GBP")
    passport = make_page(DocumentTypePage, city, title="Passport")
    make_page(
        ProcedurePage,
        city,
        parent=make_page(TopicPage, city, title="Living here"),
        title="Register your address",
        slug="register-address",
        summary="Tell the council where you live.",
        deadline=[{"type": "deadline", "id": "d", "value": {"days": 14, "event": "after you move in"}}],
        steps=[
            step("book", "Book an appointment", office=office.pk, cost=cost.pk, documents=[requirement(passport.pk)]),
            step("go", "Go to the civic centre"),
        ],
    )
    return city


def step(identifier: str, title: str, **facts: Any) -> dict[str, Any]:
    return {"type": "step", "id": identifier, "value": {"kind": "do", "title": title, **facts}}


def requirement(document: int) -> dict[str, Any]:
    return {"type": "item", "id": "passport", "value": {"document": document, "required": "always"}}


def log_in(page: Page, server: str, name: str) -> None:
    page.goto(f"{server}/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def test_an_editor_mends_a_procedure_and_readers_see_it_in_two_directions(
    city: City,
    live_server: LiveServer,
    browser: Browser,
    serve_guides: Callable[[Path], str],
    settings: Settings,
) -> None:
    editor = make_user(city, Role.EDITOR)
    guides = serve_guides(Path(settings.GUIDE_BUILD_DIR))
    city.site_url = f"{guides}/testville"
    city.save()
    build_guide(city)
    procedure = ProcedurePage.objects.get(locale=city.source_locale)

    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    log_in(page, live_server.url, editor.username)
    page.goto(f"{live_server.url}/admin/pages/{procedure.pk}/edit/")
    page.locator("[name=deadline-0-value-days]").fill("10")
    page.get_by_role("heading", name="Step Go to the civic centre").click()
    page.locator("[name=steps-1-value-title]").fill("Go to the civic centre with your papers")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish, then translate").click()

    expect(page.get_by_role("heading", name="Languages")).to_be_visible()
    expect(page.locator("tr", has_text="Deutsch")).to_contain_text("Missing")
    page.get_by_role("button", name="Draft what is missing").click()
    expect(page.locator("tr", has_text="Deutsch")).to_contain_text("Machine translation")
    expect(page.locator("tr", has_text="العربية")).to_contain_text("Machine translation")
    context.close()

    phone = browser.new_context(viewport=PHONE)
    reader = phone.new_page()
    reader.goto(f"{guides}/testville/en/")
    reader.get_by_role("link", name="Living here").first.click()
    reader.get_by_role("link", name="Register your address").first.click()
    read(reader, direction="ltr", deadline="10")
    expect(reader.get_by_text("Go to the civic centre with your papers")).to_be_visible()
    expect(reader.get_by_text("£12.50").first).to_be_visible()

    reader.get_by_role("link", name="العربية").first.click()
    read(reader, direction="rtl", deadline="10")
    expect(reader.locator("html")).to_have_attribute("lang", "ar")
    expect(reader.get_by_text("1 Mill Lane").first).to_be_visible()
    assert "/ar/" in reader.url
    assert reader.url.endswith("/register-address/")
    phone.close()


def read(reader: Page, *, direction: str, deadline: str) -> None:
    """What holds of a page on a phone, whatever its language."""
    expect(reader.locator("html")).to_have_attribute("dir", direction)
    expect(reader.locator("main")).to_contain_text(deadline)
    assert reader.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
