"""Somebody who keeps a page true answers a mail without logging in; an editor mends a link for all pages at once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cms.cities.models import City, Role
from cms.contributions.links.asking import Outcome
from cms.contributions.links.checking import note
from cms.contributions.links.gathering import gather_links
from cms.contributions.links.models import FAILING_FOR, Answer, Link
from cms.contributions.reviews.asking import ask_city
from cms.guides.models import ArticlePage, OfficePage
from cms.publishing.models import PublishedDocument
from tests.cms.factories import home_page, make_page, make_translation, make_user, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def photograph(page: Page, name: str) -> None:
    """Keep a picture of the screen for people, if WAYMARK_PICTURES says where."""
    if folder := os.environ.get("WAYMARK_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_a_mail_is_answered_with_one_button(
    city: City, settings: Settings, live_server: LiveServer, browser: Browser, readers_and_writers: None
) -> None:
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    for language in ("de", "ar"):
        assert home_page(city, language).live
    owner = make_user(city, Role.CONTRIBUTOR, "nora")
    office = make_page(
        OfficePage,
        city,
        title="Citizens’ office",
        street="1 Mill Lane",
        checked_on=timezone.localdate() - timedelta(days=400),
        review_due=timezone.localdate() - timedelta(days=40),
        responsible_user=owner,
    )
    publish(make_translation(office, "de"))
    publish(make_translation(office, "ar"))
    ask_city(city, timezone.now())
    (message,) = mail.outbox
    found = re.search(r"Still right: (\S+)", str(message.body))
    assert found
    window = browser.new_context(viewport={"width": 360, "height": 780}, java_script_enabled=False)
    page = window.new_page()
    page.goto(found[1])
    expect(page.get_by_role("heading", level=1)).to_have_text("Is everything on this page still right?")
    expect(page.get_by_text("1 Mill Lane")).to_be_visible()
    for language in ("de", "ar", "en"):
        page.goto(found[1].replace(f"/{city.slug}/en/", f"/{city.slug}/{language}/"))
        photograph(page, f"still-right-{language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Yes, everything is still right").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    photograph(page, "still-right-thanks")
    assert window.cookies() == []
    window.close()
    documents = PublishedDocument.objects.current().filter(uuid=office.translation_key)
    assert {body["checked_on"] for body in documents.values_list("body", flat=True)} == {
        timezone.localdate().isoformat()
    }
    assert documents.count() == 3


def test_an_editor_works_off_what_is_due_and_what_is_broken(city: City, log_in: Callable[[User], Page]) -> None:
    today = timezone.localdate()
    old = "https://www.example.org/old-page"
    for title in ("Winter tyres", "Dogs"):
        body = [{"type": "text", "value": f'<p>See <a href="{old}">this</a>.</p>'}]
        article = make_page(ArticlePage, city, title=title, body=body, review_due=today)
        publish(make_translation(article, "de"))
    gather_links(city, timezone.now())
    link = Link.objects.get()
    for days in (2, 1, 0):
        when = timezone.now() - FAILING_FOR / 2 * days
        note(link, Outcome(Answer.GONE, 404, ""), when)
    page = log_in(make_user(city, Role.EDITOR, first_name="Anna", last_name="Baker"))
    page.goto("/admin/reports/checks/")
    for box in page.get_by_role("checkbox").all():
        box.check()
    photograph(page, "checks-due")
    page.get_by_role("button", name="Still right").click()
    expect(page.get_by_text("Done for 2 pages.")).to_be_visible()
    expect(page.get_by_text("Nothing has to be checked in the next 30 days.")).to_be_visible()
    page.goto("/admin/reports/links/")
    expect(page.get_by_text("There is no such page any more")).to_be_visible()
    photograph(page, "links")
    page.get_by_role("link", name="Mend").click()
    expect(page.get_by_role("heading", name="It is used in")).to_be_visible()
    photograph(page, "mend")
    page.get_by_label("New address").fill("https://www.example.org/new-page")
    page.get_by_role("button", name="Mend it everywhere").click()
    expect(page.get_by_text("Mended and published: 4 pages.")).to_be_visible()
    expect(page.get_by_text("No link is broken.")).to_be_visible()
    assert all("new-page" in str(article.body) for article in ArticlePage.objects.all())
