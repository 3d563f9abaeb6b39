"""Alerts stand before the content of the pages that they affect, until they are over on a reader's device."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from site_builder.environment import ThemeEnvironment
from site_builder.guide import Guide
from site_builder.pages import render_document
from tests.site_builder.documents import small_city
from tests.site_builder.entities import ALERT, CITY, MOVE, PROCEDURE
from tests.site_builder.theme.conftest import BASE, Site

ALERTS = re.compile(r'<section class="alerts".*?</section>', re.DOTALL)


def alerts_of(site: Site, path: str) -> str:
    found = ALERTS.search(site.page(path))
    return found[0] if found else ""


def test_what_concerns_everybody_stands_on_every_page_of_every_language(site: Site) -> None:
    pages = [path for path in site.files if re.match(r"(en|ar|de)/.*\.html$", path)]
    assert len(pages) > 50
    assert [path for path in pages if site.files[path].count('class="alert alert--danger"') != 1] == []


def test_an_alert_comes_before_the_content_and_is_no_heading(site: Site) -> None:
    page = site.page("en/home/register-address")
    assert page.index('class="alert ') < page.index("<main") < page.index("<h1")
    assert "<h" not in alerts_of(site, "en/home/register-address")


@pytest.mark.parametrize("path", ["en/home", "en/home/renting", "en/home/register-address"])
def test_an_alert_of_a_topic_stands_there_and_on_all_pages_below(site: Site, path: str) -> None:
    shown = alerts_of(site, path)
    assert shown.index("Boil your tap water") < shown.index("The rent office moves"), "what is serious comes first"


@pytest.mark.parametrize("path", ["en", "en/a-z", "en/offices/civic-centre", "en/civic-centre"])
def test_an_alert_of_a_topic_stands_nowhere_else(site: Site, path: str) -> None:
    if f"{path}/index.html" in site.files:
        assert "The rent office moves" not in site.page(path)


def test_how_serious_it_is_and_until_when_is_said_in_words_and_for_machines(site: Site) -> None:
    shown = alerts_of(site, "de")
    assert "Gefahr</span>" in shown
    assert 'data-begins="2026-11-01" data-ends="2099-12-31"' in shown
    assert '<time datetime="2099-12-31">31. Dezember 2099</time>' in shown


def test_a_number_in_an_alert_is_the_contacts(site: Site) -> None:
    assert 'href="tel:+441632960102"' in alerts_of(site, "en")


def test_what_is_no_danger_and_on_every_page_is_a_line_there_and_whole_on_the_home_page(
    environment: ThemeEnvironment,
) -> None:
    documents = [body | {"severity": "warning"} if body["uuid"] == ALERT else body for body in small_city()]
    guide = Guide(documents)

    def folded(uuid: str) -> list[tuple[str, str]]:
        html = render_document(guide, uuid, "en", environment)
        return re.findall(r"<summary><span[^>]*>(\w+)</span> <strong>([^<]+)</strong></summary>", html)

    assert folded(PROCEDURE) == [("Warning", "Boil your tap water")], "and the one that affects this page is whole"
    assert folded(CITY) == []
    guide = Guide(small_city())
    assert folded(PROCEDURE) == [], "danger is whole everywhere"


def test_readers_see_that_an_alert_is_not_translated_or_by_a_machine(site: Site) -> None:
    shown = alerts_of(site, "ar/home")
    assert "ترجمة آلية" in shown or "آلي" in shown
    assert '<strong lang="en" dir="ltr">The rent office moves</strong>' in shown
    assert "لم تُترجم بعد" in shown


def test_the_preview_of_an_alert_is_the_first_page_that_shows_it(environment: ThemeEnvironment) -> None:
    guide = Guide(small_city())
    assert "<h1>Harbourton</h1>" in render_document(guide, ALERT, "en", environment)
    assert "<h1>Wohnen</h1>" in render_document(guide, MOVE, "de", environment)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2026-10-31T12:00:00", ["The rent office moves"]),
        ("2026-11-01T12:00:00", ["Boil your tap water", "The rent office moves"]),
        ("2099-06-30T12:00:00", ["Boil your tap water", "The rent office moves"]),
        ("2099-07-01T12:00:00", ["Boil your tap water"]),
        ("2100-01-01T12:00:00", []),
    ],
)
def test_a_device_shows_alerts_from_their_first_to_their_last_day(
    browser: Browser, address: str, day: str, shown: list[str]
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.clock.set_fixed_time(day)
        page.goto(f"{address}{BASE}/en/home/")
        assert page.locator(".alert strong:visible").all_inner_texts() == shown
        assert page.locator(".alerts").is_visible() == bool(shown)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar", "de"])
def test_without_scripts_an_alert_shows_its_dates(browser: Browser, address: str, language: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}{BASE}/{language}/")
        assert page.locator(".alert__when time").last.get_attribute("datetime") == "2099-12-31"
        assert page.locator(".alert__when time").last.is_visible()


@pytest.mark.browser
def test_alerts_are_printed(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(f"{address}{BASE}/en/home/")
        assert page.locator(".alert:visible").count() == 2
