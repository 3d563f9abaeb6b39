"""An editor keeps many translations in order from the report of pages and languages, with mouse and keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, TopicPage
from tests.cms.factories import edit, make_city, make_page, make_translation, make_user, publish
from tests.cms.publishing.agency import translated
from translations.models import SegmentChange

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


def test_find_assign_submit_and_hand_out(city: City, log_in: Callable[[User], Page], tmp_path: Path) -> None:
    editor, translator = make_user(city, Role.EDITOR, "eva"), make_user(city, Role.TRANSLATOR, "ana")
    other = make_city("otherville", name="Otherville")
    make_page(ArticlePage, other, title="Elsewhere")
    editor.groups.add(other.group_of(Role.EDITOR))
    health = make_page(TopicPage, city, title="Health")
    old = make_page(ArticlePage, city, parent=health, title="Doctor", summary="Call a doctor.")
    make_page(ArticlePage, city, parent=make_page(TopicPage, city, title="Work"), title="Job", summary="Find a job.")
    publish(make_translation(old, "de"))
    edit(old, summary="Call your doctor.")
    SegmentChange.objects.update(made_at=timezone.now() - timedelta(days=8))
    page = log_in(editor)

    def expect_pages(*titles: str) -> None:
        expect(page.locator("form.matrix tbody th")).to_have_text(titles)

    def choose(**filters: str) -> None:
        page.goto("/admin/reports/languages/?city=testville&kind=articlepage")
        for name, value in filters.items():
            field = page.locator(f".matrix-filters [name={name}]")
            field.select_option(label=value) if name == "topic" else field.fill(value)
        page.get_by_role("button", name="Filter").click()

    def tick(*labels: str) -> None:
        for label in labels:
            page.get_by_label(label, exact=True).check()

    page.goto("/admin/reports/languages/?kind=articlepage")
    page.get_by_role("link", name="otherville", exact=True).click()
    expect(page.get_by_role("rowheader", name="Elsewhere")).to_be_visible()
    choose(topic="Health")
    expect_pages("Doctor")
    choose(days="9")
    expect(page.get_by_text("No page matches these filters.")).to_be_visible()
    choose(days="7")
    expect_pages("Doctor")

    # What is assigned to somebody is a tick away for them.
    tick("Doctor", "Deutsch")
    page.get_by_label("Assign to").select_option(label="ana")
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_text("Done for 1 translation.")).to_be_visible()
    assert cell(page, "Doctor", 0).endswith("ana")
    page = log_in(translator)
    page.goto("/admin/reports/languages/")
    page.get_by_label("Assigned to me").check()
    page.get_by_role("button", name="Filter").click()
    expect_pages("Doctor")

    # An agency gets what is ticked as XLIFF, and its work comes back.
    tick("Doctor", "Deutsch")
    page.locator("form.matrix select[name=scope]").select_option(label="What is missing or outdated")
    page.get_by_label("Format").select_option("xlf")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    file = tmp_path / "agency.xlf"
    download.value.save_as(file)
    sent = file.read_text(encoding="utf-8")
    assert "Call your doctor." in sent
    assert "Find a job." not in sent
    file.write_text(translated(sent, summary="Rufen Sie Ihren Arzt an."), encoding="utf-8")
    page.goto("/admin/guides/exchange/")
    page.locator("#import input[type=file]").set_input_files(file)
    page.locator("#import").get_by_role("checkbox").check()
    page.get_by_role("button", name="See what is in it").click()
    page.get_by_role("button", name="Take in").click()
    expect(page.locator(".messages")).to_be_visible()

    # Whoever may not publish submits: the page that is ready, and is told why the other one is not.
    page.goto("/admin/reports/languages/?kind=articlepage")
    assert cell(page, "Doctor", 0).startswith("Reviewed")
    tick("Doctor", "Job", "Deutsch")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_text("Done for 1 translation.")).to_be_visible()
    expect(page.get_by_text("Left as they were: 1 × not begun.")).to_be_visible()
    german = ArticlePage.objects.get(translation_key=old.translation_key, locale__language_code="de")
    assert german.workflow_in_progress
