"""Passing a page on: messengers without scripts, short addresses without a language, codes on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from site_builder.environment import ThemeEnvironment
from site_builder.guide import Guide
from site_builder.outputs import CITY
from site_builder.pages import city_pages, twice
from site_builder.views.short import short_id
from tests.site_builder.documents import small_city
from tests.site_builder.entities import PROCEDURE, SITE_URL, document
from tests.site_builder.theme.conftest import BASE, Site
from tests.site_builder.theme.on_a_phone import misfits

SHORT = f"q/{short_id(PROCEDURE)}"


def shared(site: Site, path: str) -> BeautifulSoup:
    return BeautifulSoup(site.page(path), "html.parser")


@pytest.mark.parametrize(("language", "title"), [("en", "Register your address"), ("ar", "سجّل عنوانك")])
def test_messengers_get_title_and_address_of_the_page_in_its_language(site: Site, language: str, title: str) -> None:
    address = f"{SITE_URL}/{language}/home/register-address/"
    links = [str(link["href"]) for link in shared(site, f"{language}/home/register-address").select(".share a")]
    said = [parse_qs(urlsplit(link).query) for link in links]
    assert said[0]["text"] == [f"{title}\n{address}"]
    assert (said[1]["url"], said[1]["text"]) == ([address], [title])
    assert said[2]["body"] == [f"{title}\n{address}"]
    assert (said[3]["subject"], said[3]["body"]) == ([title], [address])
    assert [urlsplit(link)[:2] for link in links[:4]] == [
        ("https", "wa.me"),
        ("https", "t.me"),
        ("sms", ""),
        ("mailto", ""),
    ]


def test_nobody_is_asked_to_share_what_puts_her_in_danger(site: Site) -> None:
    assert not shared(site, "ar/home/welcome-advice").select(".share")


def test_a_short_address_offers_every_language_by_its_own_name(site: Site) -> None:
    page = shared(site, SHORT)
    links = {str(link["lang"]): (link.text, link["dir"], link["href"]) for link in page.select("main a")}
    place = "home/register-address/"
    assert links["ar"] == ("العربية", "rtl", f"{BASE}/ar/{place}")
    assert links["de"] == ("Deutsch", "ltr", f"{BASE}/de/{place}")
    assert set(links) == {"en", "ar", "de"}
    assert page.h1 is not None
    assert page.h1.text == "Register your address"
    assert not page.select("script")
    assert page.select_one('meta[name=robots][content="noindex"]')


def test_every_page_of_a_document_leads_to_its_short_address(site: Site) -> None:
    for path, text in site.files.items():
        if f'href="{BASE}/q/' in text:
            link = shared(site, path.removesuffix("/index.html")).select(".share a")[-1]
            assert f"{str(link['href']).removeprefix(f'{BASE}/')}index.html" in site.files


def test_two_documents_with_one_short_address_would_be_told_apart(environment: ThemeEnvironment) -> None:
    twin = document("article", "twin", title="Twin", summary="", body=[], attribution="")
    twin["uuid"] = PROCEDURE[:12] + twin["uuid"][12:]
    paths = [page.path for page in city_pages(Guide([*small_city(), twin]), environment)]
    assert paths.count(f"{SHORT}/index.html") == 2
    told = str(twice(Guide(small_city()), CITY, f"{SHORT}/index.html", PROCEDURE, twin["uuid"]))
    assert "Register your address" in told
    assert "same short address" in told


@pytest.fixture
def address(build_folder: Path, serve_guides: Callable[[Path], str]) -> str:
    return serve_guides(build_folder) + BASE


def visit(browser: Browser, address: str, *, share: bool = True) -> tuple[Page, list[str]]:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.set_default_timeout(10_000)
    has = "Object.defineProperty(navigator, 'share', {value: %s, configurable: true});"
    page.add_init_script(
        has % ("(data) => { window.shared = data; return Promise.resolve(); }" if share else "undefined")
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    return page, asked


@pytest.mark.browser
def test_a_device_with_apps_to_share_with_is_asked(browser: Browser, address: str) -> None:
    page, _ = visit(browser, f"{address}/de/home/register-address/#steps")
    page.get_by_text("Diese Seite teilen").click()
    page.get_by_role("button", name="Mit einer App auf diesem Gerät").click()
    assert page.evaluate("() => window.shared.url") == f"{SITE_URL}/de/home/register-address/"
    page.close()
    page, _ = visit(browser, f"{address}/de/home/register-address/", share=False)
    page.get_by_text("Diese Seite teilen").click()
    assert not page.get_by_role("button", name="Mit einer App auf diesem Gerät").is_visible()
    page.close()


@pytest.mark.browser
def test_the_code_is_loaded_for_paper_only(browser: Browser, address: str) -> None:
    page, asked = visit(browser, f"{address}/ar/home/register-address/")
    assert not [url for url in asked if "/q/" in url]
    page.pdf()
    assert [url for url in asked if url.endswith(f"{SHORT}.svg")]
    page.emulate_media(media="print")
    assert page.locator(".code").is_visible()
    assert SHORT in page.locator(".code").inner_text()
    assert not page.locator(".share").is_visible()
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["ar/home/register-address/", f"{SHORT}/"])
def test_what_shares_fits_a_phone_and_a_finger(browser: Browser, address: str, path: str) -> None:
    page, _ = visit(browser, f"{address}/{path}")
    page.evaluate("() => document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    assert misfits(page, "body > main" if path.startswith("q/") else ".share") == []
    page.close()
