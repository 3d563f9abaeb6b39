"""An editor follows how what she published reaches readers, and has them see an earlier release again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django import Settings

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.publishing.models import Build
from cms.publishing.tasks import build_city_guide
from tests.cms.factories import edit, make_page, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def read(settings: Settings, city: City, article: ArticlePage) -> str:
    """The article as readers have it."""
    live = Path(settings.GUIDE_BUILD_DIR) / city.slug / "current"
    return (live / article.full_url.removeprefix(f"{city.guide_url}/") / "index.html").read_text(encoding="utf-8")


def test_follow_a_build_and_roll_back(city: City, settings: Settings, log_in: Callable[[User], Page]) -> None:
    article = make_page(ArticlePage, city, title="Winter tyres")
    page = log_in(make_user(city, Role.EDITOR, first_name="Anna", last_name="Baker"))
    page.goto("/admin/guides/builds/")
    expect(page.get_by_text("Waiting for a worker")).to_be_visible()
    build_city_guide.call(city.pk)
    # It shows by itself.
    expect(page.get_by_text("Readers see the newest release, 000001")).to_be_visible()
    expect(page.get_by_text("Waiting for a worker")).to_have_count(0)

    edit(article, title="Summer tyres")
    build_city_guide.call(city.pk)
    page.reload()
    builds = page.get_by_role("table", name="Builds")
    builds.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Summer tyres"))
    expect(row.get_by_role("link", name="View live")).to_have_attribute("href", article.full_url)
    row.get_by_role("link", name="Summer tyres", exact=True).click()
    expect(page).to_have_url(f"{page.url.partition('/admin/')[0]}/admin/pages/{article.pk}/edit/")
    page.go_back()
    page.get_by_role("link", name="All builds").click()

    assert "Summer tyres" in read(settings, city, article)
    page.get_by_role("link", name="Roll back to 000001").click()
    expect(page.get_by_text("Mend first what you roll back from")).to_be_visible()
    page.get_by_role("button", name="Roll back").click()
    expect(page.get_by_text("It stays so until something changes").first).to_be_visible()
    expect(page.get_by_text("Readers see an earlier release")).to_be_visible()
    assert "Winter tyres" in read(settings, city, article)
    assert "Summer tyres" not in read(settings, city, article)

    page.set_viewport_size({"width": 360, "height": 780})
    for address in ("/admin/guides/builds/", f"/admin/guides/builds/{Build.objects.earliest('pk').pk}/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
