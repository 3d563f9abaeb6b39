"""An editor is told what is there already and what is missing, and finds on the start page what needs a hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, DirectoryPage, OfficePage, ProcedurePage
from tests.cms.factories import make_page, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONES = [{"type": "phone", "value": {"number": "+493023125000", "languages": []}}]


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()


def test_an_editor_is_told_before_it_is_too_late(city: City, log_in: Callable[[User], Page]) -> None:
    make_page(OfficePage, city, title="Town hall", phones=PHONES)
    late = make_page(ArticlePage, city, title="Bicycles", review_due=date(2020, 1, 31))
    procedure = make_page(ProcedurePage, city, title="Get a bicycle", live=False)
    offices = DirectoryPage.objects.get(holds="office", locale=city.source_locale)

    page = log_in(make_user(city, Role.EDITOR))
    expect(page.get_by_role("heading", name="What needs a hand today")).to_be_visible()
    page.get_by_role("link", name="Bicycles").click()
    expect(page).to_have_url(f"{page.url.partition('/admin/')[0]}/admin/pages/{late.pk}/edit/")

    page.goto(f"/admin/pages/add/guides/officepage/{offices.pk}/")
    page.locator("[name=title]").fill("Town halls")
    notes = page.locator("similar-pages")
    expect(notes.get_by_role("link", name="Town hall")).to_be_visible()
    expect(notes).to_contain_text("similar title")
    page.locator("[name=street]").fill("1 Quay")
    page.locator("[name=locality]").fill("Mill Town")
    publish(page)
    expect(page.locator(".messages")).to_contain_text("This seems to be there already: “Town hall” (similar title).")
    assert not OfficePage.objects.filter(title="Town halls").exists()
    page.get_by_label("It is something else").check()
    publish(page)
    expect(page.locator(".messages")).to_contain_text("created and published")

    page.goto(f"/admin/pages/{procedure.pk}/edit/")
    page.locator("[name=summary]").fill("How to get one.")
    page.get_by_role("button", name="Toggle checks").click()
    checks = page.locator("before-publishing")
    expect(checks).to_contain_text("This procedure has no steps: readers would not learn what to do.")
    publish(page)
    expect(page.get_by_text("Add at least one step, or write the text as an article.").first).to_be_visible()
    expect(page.locator("[name=summary]")).to_have_value("How to get one.")
    assert not ProcedurePage.objects.get(pk=procedure.pk).live
