"""A log-in with a second factor, and the editor under the policy of what its pages may load."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect
from pytest_django import Settings

from cms.cities.models import City, Role
from cms.guides.models import AlertPage, ArticlePage, OrganisationPage, ProcedurePage
from tests.cms.factories import make_page, make_superuser, make_translation, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LogIn = Callable[..., Page]
POLICY = "Content Security Policy"


def next_code(name: str) -> str:
    """What the app shows in half a minute, which is taken too, and was not used yet."""
    device = TOTPDevice.objects.get(user__username=name)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time() + 30
    return f"{totp.token():06}"


def listen(page: Page) -> list[str]:
    """What the browser says of scripts and files that it refuses, and of scripts that fail, from now on."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(f"{page.url}: {message.text}") if POLICY in message.text else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def test_a_second_factor_is_set_up_by_the_picture_and_asked_for_ever_after(
    city: City, log_in: LogIn, settings: Settings
) -> None:
    settings.SECOND_FACTOR_FOR = "administrators"
    person = make_user(city, Role.ADMINISTRATOR)
    page = log_in(person, lands="**/second-factor/set-up/**")
    heard = listen(page)
    picture = page.get_by_alt_text("QR code with the key that stands below")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 100")
    device = TOTPDevice.objects.get(user=person)
    page.get_by_label("Code").fill(f"{TOTP(device.bin_key).token():06}")
    page.get_by_role("button", name="Use this phone").click()
    recovery = page.locator("main code")
    expect(recovery).to_have_count(10)
    code = recovery.first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    expect(page).to_have_url(page.url.split("/admin/")[0] + "/admin/")

    again = log_in(person, lands="**/second-factor/code/**")
    again.get_by_label("Code").fill("000000")
    again.get_by_role("button", name="Continue").click()
    expect(again.get_by_role("status").get_by_text("This is not the code.")).to_be_visible()
    again.get_by_label("Code").fill(code)
    again.get_by_role("button", name="Continue").click()
    again.wait_for_url("**/admin/")
    assert heard == []


def test_the_editor_works_under_its_policy(city: City, log_in: LogIn) -> None:
    page = log_in(make_superuser("root"))
    heard = listen(page)
    alert, procedure = make_page(AlertPage, city), make_page(ProcedurePage, city)
    organisation = make_page(OrganisationPage, city)

    # A date in a field; a text.
    page.goto(f"/admin/pages/{alert.pk}/edit/")
    page.locator("#id_valid_until").click()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    page.keyboard.press("Escape")
    text = page.locator(".public-DraftEditor-content").first
    text.click()
    page.keyboard.type("New: ")
    expect(text).to_contain_text("New: ")

    # The form of blocks within blocks, and the page as readers would see it, with the theme's own files.
    page.goto(f"/admin/pages/{procedure.pk}/edit/")
    expect(page.get_by_role("button", name="Insert a block").first).to_be_visible()
    page.get_by_role("tab", name="Settings").click()
    page.locator("#id_responsible_organisation-chooser [data-chooser-action-choose]").filter(visible=True).click()
    expect(page.locator(".modal-body").get_by_text(organisation.title)).to_be_visible()
    page.locator(".modal-body").get_by_text(organisation.title).click()
    expect(page.locator("#id_responsible_organisation")).to_have_value(str(organisation.pk))
    page.goto(f"/admin/pages/{procedure.pk}/view_draft/")
    expect(page.locator("h1").first).to_be_visible()

    # A form with a formset, which names of a term are; pictures; the translation desk; a report.
    page.goto("/admin/snippets/translations/glossaryterm/add/")
    page.locator("[id$=-ADD]").first.click()
    expect(page.locator("[id$='-0-text'], [id^='inline_child_']").first).to_be_visible()
    translation = make_translation(make_page(ArticlePage, city), "de")
    for address in (
        "/admin/images/add/",
        "/admin/images/multiple/add/",
        "/admin/account/",
        "/admin/log-ins/",
        "/admin/reports/site-history/",
        f"/admin/pages/{translation.pk}/edit/",
    ):
        page.goto(address)
        expect(page.locator("h1, h2").first).to_be_attached()
    assert heard == []


def test_a_script_that_stands_in_the_page_does_not_run(city: City, log_in: LogIn) -> None:
    page = log_in(make_superuser("root"))
    heard = listen(page)
    page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.stolen = true';
            document.body.append(script);
            const image = document.createElement('div');
            image.innerHTML = '<img src="/nowhere" onerror="window.stolen = true">';
            document.body.append(image);
        }"""
    )
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.stolen") is None
    assert len(heard) >= 1
