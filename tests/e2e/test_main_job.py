"""The whole way in a real browser: log in, edit, publish, have it translated, read it on a phone in two directions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django import Settings

from cms.cities.models import City, Role
from cms.guides.models import CostPage, DocumentTypePage, OfficePage, ProcedurePage, TopicPage
from cms.publishing.building import build_guide
from tests.cms.factories import make_page, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture
def city(city: City, settings: Settings) -> City:
    """The city with one procedure that has steps, a document, a cost, an office and a deadline."""
    settings.GUIDE_BUILD_ON_PUBLISH = True
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


def test_an_editor_mends_a_procedure_and_readers_see_it_in_two_directions(
    city: City,
    log_in: Callable[[User], Page],
    browser: Browser,
    serve_guides: Callable[[Path], str],
    settings: Settings,
) -> None:
    guides = serve_guides(Path(settings.GUIDE_BUILD_DIR))
    city.site_url = f"{guides}/testville"
    city.save()
    build_guide(city)
    procedure = ProcedurePage.objects.get(locale=city.source_locale)

    page = log_in(make_user(city, Role.EDITOR))
    page.goto(f"/admin/pages/{procedure.pk}/edit/")
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
