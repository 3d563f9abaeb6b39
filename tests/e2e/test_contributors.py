"""Those who know first: a partner by her personal link, and an organisation whose people have accounts."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import mail
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cms.cities.models import City, Role
from cms.contributions.proposals.models import Proposal
from cms.guides.models import ArticlePage, ServicePage, TopicPage
from tests.cms.factories import home_page, make_page, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def photograph(page: Page, name: str) -> None:
    """Keep a picture of the screen for people, if WAYMARK_PICTURES says where."""
    if folder := os.environ.get("WAYMARK_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def link_in(message: mail.EmailMessage, part: str) -> str:
    """The first address in a mail that has this part."""
    found = re.search(rf"http\S+{part}\S+", str(message.body))
    assert found, message.body
    return found[0]


def test_a_partner_is_invited_proposes_in_her_name_and_is_shut_out_again(
    city: City,
    settings: Settings,
    live_server: LiveServer,
    browser: Browser,
    log_in: Callable[..., Page],
) -> None:
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    make_page(ServicePage, city, title="Rent advice")
    editor = log_in(make_user(city, Role.EDITOR, "ada"))
    editor.goto("/admin/partners/")
    editor.get_by_role("link", name="Add a partner").first.click()
    editor.get_by_label("Name").fill("Harbour Advice")
    editor.get_by_label("E-mail").fill("nour@example.org")
    editor.get_by_role("button", name="Save and send the link").click()
    expect(editor.get_by_role("link", name="Harbour Advice")).to_be_visible()
    (message,) = mail.outbox
    link = link_in(message, "/partner/")

    window = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = window.new_page()
    page.goto(link.replace(f"/{city.slug}/en/", f"/{city.slug}/ar/"))
    expect(page.get_by_text("Harbour Advice")).to_be_visible()
    photograph(page, "partner-ar")
    page.goto(link)
    page.get_by_label("Which page is it about?").select_option("Rent advice")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Title").click()
    # No least time, no hidden question: who she is is known.
    page.get_by_label("How should it be?").fill("Advice on rent")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert window.cookies() == []
    assert Proposal.objects.get().after == "Advice on rent"

    editor.goto("/admin/proposals/")
    expect(editor.get_by_role("row", name="Rent advice")).to_contain_text("Harbour Advice")
    editor.goto("/admin/partners/")
    editor.get_by_role("link", name="Harbour Advice").click()
    editor.get_by_role("button", name="Revoke every link").click()
    expect(editor.get_by_text("Not sent, or revoked")).to_be_visible()
    answer = page.goto(link)
    assert answer is not None
    assert answer.status == 410
    expect(page.get_by_text("Harbour Advice")).to_have_count(0)
    photograph(page, "partner-revoked")
    window.close()


def test_an_organisations_person_comes_by_mail_and_hands_in_a_draft_that_an_editor_publishes(
    city: City,
    settings: Settings,
    live_server: LiveServer,
    browser: Browser,
    log_in: Callable[..., Page],
) -> None:
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    health, housing = (make_page(TopicPage, city, title=title) for title in ("Health", "Housing"))
    hidden = make_page(ArticlePage, city, parent=health, title="Another organisation’s draft", live=False)
    administrator = log_in(make_user(city, Role.ADMINISTRATOR, "omar"))
    administrator.goto("/admin/contributors/")
    administrator.get_by_role("link", name="Add an organisation").first.click()
    administrator.get_by_label("Name").fill("Harbour Advice")
    administrator.get_by_label("Housing").check()
    administrator.get_by_label("Invite people").fill("lina@example.org")
    photograph(administrator, "organisation")
    administrator.get_by_role("button", name="Save").click()
    expect(administrator.get_by_text("Invited: lina@example.org")).to_be_visible()

    (message,) = mail.outbox
    assert message.to == ["lina@example.org"]
    window = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url)
    page = window.new_page()
    page.goto(link_in(message, "/password_reset/"))
    for number in (1, 2):
        page.locator(f"#id_new_password{number}").fill("a long way from Eastmere")
    with page.expect_navigation():
        page.get_by_role("button", name="Reset password").click()
    person = User.objects.get(email="lina@example.org")
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(person.username)
    page.get_by_label("Password").fill("a long way from Eastmere")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    photograph(page, "contributor-home")
    for place in (f"/admin/pages/{hidden.pk}/edit/", "/admin/partners/", "/admin/contributors/"):
        answer = page.goto(place)
        assert answer is not None
        assert answer.status in {403, 404} or page.url == f"{live_server.url}/admin/", place
        expect(page.get_by_text(hidden.title)).to_have_count(0)
    page.goto(f"/admin/pages/add/guides/articlepage/{housing.pk}/")
    page.get_by_role("textbox", name="Title*").fill("Rent advice on Mondays")
    page.keyboard.press("Tab")
    expect(page.locator("#id_slug")).to_have_value("rent-advice-on-mondays")
    page.get_by_role("button", name="More actions").click()
    expect(page.get_by_role("button", name=re.compile("^Publish"))).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Submit")).click()
    expect(page.get_by_text("created and submitted")).to_be_visible()
    window.close()
    draft = ArticlePage.objects.get(title="Rent advice on Mondays")
    assert not draft.live

    editor = log_in(make_user(city, Role.EDITOR, "ada"))
    expect(editor.get_by_text("Rent advice on Mondays").first).to_be_visible()
    photograph(editor, "editor-home-with-submission")
    editor.goto(f"/admin/pages/{draft.pk}/edit/")
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Approve and Publish", exact=True).click()
    expect(editor.get_by_text("is approved, and readers have it now")).to_be_visible()
    draft.refresh_from_db()
    assert draft.live
    assert home_page(city).live
