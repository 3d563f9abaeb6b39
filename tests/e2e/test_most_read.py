"""An editor finds with the keyboard what readers read most and is missing in their language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, TopicPage
from cms.insights.demand import refresh_demand
from cms.insights.models import PageReads
from tests.cms.factories import make_page, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_sort_by_readers_with_the_keyboard(city: City, log_in: Callable[[User], Page]) -> None:
    topic = make_page(TopicPage, city, title="Housing")
    pages = [make_page(ArticlePage, city, title=title, parent=topic) for title in ("Rent", "Deposit", "Heating")]
    today = datetime.now(UTC).date()
    for article, reads in zip(pages, (2, 30, 4), strict=True):
        PageReads.objects.create(city=city, day=today, uuid=article.translation_key, language="ar", reads=reads)
    refresh_demand(today)

    page = log_in(make_user(city, Role.EDITOR))
    page.goto("/admin/reports/languages/")
    titles = page.get_by_role("rowheader")
    expect(titles).to_have_text(["Testville", "Housing", "Rent", "Deposit", "Heating"])
    page.get_by_label("Order").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Filter", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(titles).to_have_text(["Deposit", "Heating", "Rent", "Testville", "Housing"])
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Deposit", exact=True))
    expect(row).to_contain_text("read 30 times")

    page.get_by_label("Kind").select_option("articlepage")
    page.get_by_role("button", name="Filter", exact=True).press("Enter")
    expect(titles).to_have_text(["Deposit", "Heating", "Rent"])
    with page.expect_download() as download:
        page.get_by_role("link", name="Download this report (CSV)").press("Enter")
    table = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert [line.partition(",")[0] for line in table] == ["Page", "Deposit", "Heating", "Rent"]
