"""The story of a text that two cities share: taken over, changed at its origin, and half of the change taken too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, TopicPage
from tests.cms.factories import edit, make_page, make_user
from tests.cms.sharing.two_cities import offering

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_editor_takes_a_page_over_and_later_one_of_its_changes(city: City, log_in: Callable[[User], Page]) -> None:
    make_page(TopicPage, city, title="Living here")
    origin = offering("eastmere", name="Eastmere")
    page = make_page(ArticlePage, origin, title="Finding a flat", summary="Ask in Eastmere.", attribution="By us")
    admin = log_in(make_user(city, Role.EDITOR))

    admin.get_by_role("link", name="Pages of other cities").click()
    admin.get_by_role("searchbox", name="Words in title or summary").fill("flat")
    admin.get_by_role("button", name="Filter").click()
    admin.get_by_role("link", name="Finding a flat").click()
    expect(admin.frame_locator("iframe").get_by_role("heading", name="Finding a flat")).to_be_visible()
    admin.get_by_role("button", name="Take it over as a draft").click()
    expect(admin.get_by_text("taken over, as a draft")).to_be_visible()
    admin.get_by_role("button", name="Done: Summary, Eastmere").click()
    expect(admin.get_by_text("To be checked")).to_have_count(0)

    edit(page, summary="Ask the council.", attribution="By us and others")
    admin.goto("/admin/reports/taken-over/")
    expect(admin.get_by_text("changed in 2 places")).to_be_visible()
    admin.get_by_role("link", name="Finding a flat").click()
    admin.get_by_role("group", name="Summary").get_by_label("Take theirs").check()
    admin.get_by_role("group", name="Attribution").get_by_label("Keep yours").check()
    admin.get_by_role("button", name="Save what you decided").click()
    expect(admin.get_by_text("1 change is in the draft")).to_be_visible()
    admin.get_by_role("link", name="Edit your page").click()
    expect(admin.get_by_role("textbox", name="Summary")).to_have_value("Ask the council.")
    expect(admin.get_by_role("textbox", name="Attribution")).to_have_value("By us")
