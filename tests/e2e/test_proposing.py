"""A reader finds a mistake and tells it, on a small phone without scripts, in German and in Arabic."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.cities.models import City
from cms.contributions.proposals import sending
from cms.contributions.proposals.models import Proposal
from cms.guides.models import OfficePage, ServicePage
from tests.cms.factories import make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NARROW = {"width": 360, "height": 740}


def fits(page: Page) -> None:
    """Nothing has to be pushed aside to be read."""
    page.wait_for_load_state()  # a style sheet may come later than the words
    widest = page.locator("main *").evaluate_all("all => Math.max(...all.map(e => e.getBoundingClientRect().right))")
    assert widest <= NARROW["width"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ("Telefonnummern", "Wie soll es sein?", "Senden", "Das ist keine E-Mail-Adresse.", "Vielen Dank")),
        ("ar", ("أرقام الهاتف", "كيف يجب أن يكون؟", "إرسال", "هذا ليس عنوان بريد إلكتروني.", "شكرًا لك")),
    ],
)
def test_a_wrong_number_is_told(
    city: City,
    browser: Browser,
    live_server: LiveServer,
    readers_and_writers: None,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    words: tuple[str, ...],
) -> None:
    field, how, send, wrong, thanks = words
    monkeypatch.setattr(sending, "pass_gate", partial(sending.pass_gate, least=timedelta(seconds=-1)))
    phones = [("phone", {"number": "+493023125000", "languages": []})]
    office = make_page(OfficePage, city, title="Town hall", phones=phones)
    service = make_page(ServicePage, city, offices=[("office", office)])
    window = browser.new_context(viewport=NARROW, java_script_enabled=False, base_url=live_server.url)  # type: ignore[arg-type]  # two numbers
    page = window.new_page()
    page.goto(f"/desk/{city.slug}/{language}/suggest/{service.translation_key}/")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    fits(page)
    page.get_by_role("link", name="Town hall").click()
    page.get_by_role("link", name=field, exact=True).click()
    expect(page.locator("blockquote")).to_have_text("+493023125000")
    page.get_by_label(how).fill("+493023125999")
    page.locator("#email").fill("nobody")
    page.get_by_role("button", name=send).click()
    expect(page.get_by_role("alert")).to_contain_text(wrong)
    expect(page.get_by_label(how)).to_have_value("+493023125999")
    fits(page)
    page.locator("#email").fill("amal@example.org")
    page.get_by_role("button", name=send).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(thanks)
    fits(page)
    window.close()
    proposal = Proposal.objects.get()
    assert (proposal.target_id, proposal.field, proposal.after) == (office.pk, "phones", "+493023125999")
    assert (proposal.language, proposal.contact_email) == (language, "amal@example.org")
