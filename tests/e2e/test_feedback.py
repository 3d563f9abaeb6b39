"""A reader says that a page of the guide did not help, on a small phone without scripts, in German and in Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cms.cities.models import City
from cms.contributions.feedback import views
from cms.contributions.models import Feedback
from cms.guides.models import ArticlePage
from cms.publishing.building import build_guide
from cms.publishing.recording import rebuild_city
from tests.cms.factories import make_page
from tools.guide_server.server import GuideServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NARROW = {"width": 360, "height": 740}


@pytest.fixture
def guides(city: City, settings: Settings, live_server: LiveServer, tmp_path: Path) -> Iterator[str]:
    """Where the city's guide is served: on another host than the desk, as in public."""
    server = GuideServer(tmp_path, 0)
    settings.GUIDE_SITE_ROOT = f"http://127.0.0.1:{server.server_address[1]}"
    settings.GUIDE_DESK_URL = live_server.url
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield settings.GUIDE_SITE_ROOT
    server.shutdown()
    server.server_close()
    thread.join()


def fits(page: Page) -> None:
    """Nothing has to be pushed aside to be read, and everything to tap is as large as a finger."""
    page.wait_for_load_state()  # a style sheet may come later than the words
    widest = page.locator("main *").evaluate_all("all => Math.max(...all.map(e => e.getBoundingClientRect().right))")
    assert widest <= NARROW["width"]
    low = "all => all.map(e => e.getBoundingClientRect().height).filter(h => h && h < 44)"
    assert page.locator("main :is(button, textarea, .choice)").evaluate_all(low) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "de",
            ("Sie hat mir nicht geholfen", "Es gibt ein Problem", "Die Seite ist veraltet", "Senden", "Vielen Dank"),
        ),
        ("ar", ("لم تفدني", "هناك مشكلة", "معلوماتها قديمة", "إرسال", "شكرًا لك")),
    ],
)
def test_a_page_that_did_not_help_is_told_from_the_guide_and_back(
    city: City,
    guides: str,
    browser: Browser,
    readers_and_writers: None,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    words: tuple[str, ...],
) -> None:
    no, problem, outdated, send, thanks = words
    monkeypatch.setattr(views, "pass_gate", partial(views.pass_gate, least=timedelta(seconds=-1)))
    article = make_page(ArticlePage, city, title="Where to register")
    rebuild_city(city)
    build_guide(city)
    window = browser.new_context(viewport=NARROW, java_script_enabled=False)  # type: ignore[arg-type]  # two numbers
    page = window.new_page()
    page.goto(f"{guides}/{city.slug}/{language}/a-z/")
    page.get_by_role("link", name="Where to register").click()
    read = page.url
    page.get_by_role("button", name=no).click()
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    fits(page)
    page.get_by_role("button", name=send).click()
    expect(page.get_by_role("alert")).to_contain_text(problem)
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    fits(page)
    page.get_by_text(outdated).click()
    page.get_by_role("textbox").fill("2024")
    page.get_by_role("button", name=send).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(thanks)
    fits(page)
    page.locator("main").get_by_role("link", name="Where to register").click()
    assert page.url == read
    assert window.cookies() == []
    window.close()
    given = Feedback.objects.get()
    assert (given.page_uuid, given.language) == (article.translation_key, language)
    assert (given.helpful, given.reason, given.text) == (False, "outdated", "2024")
