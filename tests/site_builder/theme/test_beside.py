"""A translated page and its original, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Page, Route

from site_builder.assets import collect
from site_builder.environment import ThemeEnvironment
from tests.site_builder.documents import small_city
from tests.site_builder.entities import PROCEDURE, Body, translate
from tests.site_builder.theme.conftest import BASE, THEME, Site, make_site
from tests.site_builder.theme.on_a_phone import misfits

REGISTER = "home/register-address"
PAIRS = """() => [...document.querySelectorAll(".pair")].slice(1).map((pair) => {
  const [ours, theirs] = pair.children;
  return [ours.innerText.trim(), theirs.innerText.trim(), theirs.lang, theirs.dir];
})"""


def with_ukrainian() -> list[Body]:
    """The small city with a fourth language, in which one field has a paragraph more than the original."""
    documents = small_city()
    for body in documents:
        if body["kind"] == "city":
            body["languages"] = [*body["languages"], "uk"]
    source = next(body for body in documents if body["uuid"] == PROCEDURE and body["language"] == "en")
    ukrainian = translate(
        source,
        "uk",
        title="Зареєструйте адресу",
        summary="Повідомте місту, де ви живете.",
        outcome="<p>Лист, який підтверджує вашу адресу.</p>",
        for_whom="<p>Усі, хто сюди переїжджає.</p><p>Також діти.</p>",
    )
    return [*documents, ukrainian]


@pytest.fixture(scope="module")
def four(environment: ThemeEnvironment) -> Site:
    return make_site(with_ukrainian(), environment)


@pytest.fixture(scope="module")
def four_folder(four: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("four")
    files = {path: text.encode() for path, text in four.files.items() if path.endswith(".html")} | collect(THEME).files
    for path, data in files.items():
        file = folder / "harbourton" / "current" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


@pytest.fixture
def address(four_folder: Path, serve_guides: Callable[[Path], str]) -> str:
    return serve_guides(four_folder) + BASE


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        yield context


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(address)
    page.locator("[data-module*=beside]").click()
    page.locator(".beside, [role=alert]").wait_for()
    return page


def link(site: Site, path: str) -> str | None:
    found = BeautifulSoup(site.page(path), "html.parser").select_one("[data-module*=beside]")
    return str(found["href"]) if found else None


def test_translated_pages_offer_their_original_and_no_others_do(four: Site) -> None:
    assert link(four, f"ar/{REGISTER}") == link(four, f"uk/{REGISTER}") == f"{BASE}/en/{REGISTER}/"
    assert link(four, "de") == f"{BASE}/en/"
    assert link(four, f"en/{REGISTER}") is None
    assert link(four, "ar/home/rubbish") is None
    assert link(four, "de/glossary") is None


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("de", [("Adresse anmelden", "Register your address"), ("Ein Brief, der Ihre Adresse bestätigt.", "A letter")]),
        ("ar", [("سجّل عنوانك", "Register your address"), ("انتظر الرسالة", "Wait for the letter")]),
        ("uk", [("Зареєструйте адресу", "Register your address"), ("Лист, який", "A letter that confirms")]),
    ],
)
def test_each_line_stands_beside_the_same_line_of_the_original(
    phone: BrowserContext, address: str, language: str, lines: list[tuple[str, str]]
) -> None:
    page = opened(phone, f"{address}/{language}/{REGISTER}/")
    pairs = page.evaluate(PAIRS)
    assert {(pair[2], pair[3]) for pair in pairs} == {("en", "ltr")}
    for ours, theirs in lines:
        assert any(pair[0].startswith(ours) and pair[1].startswith(theirs) for pair in pairs), ours
    assert page.locator("html").get_attribute("lang") == language
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.browser
def test_what_has_other_paragraphs_than_the_original_is_shown_as_a_whole(phone: BrowserContext, address: str) -> None:
    pairs = opened(phone, f"{address}/uk/{REGISTER}/").evaluate(PAIRS)
    assert ["Усі, хто сюди переїжджає.\n\nТакож діти.", "Everyone who moves here.", "en", "ltr"] in pairs


@pytest.mark.browser
def test_a_section_that_only_the_original_has_stands_alone_in_its_place(phone: BrowserContext, address: str) -> None:
    def longer(route: Route) -> None:
        text = route.fetch().text()
        more = '<section aria-labelledby="more"><h2 id="more">More</h2><p>Only here.</p></section>'
        route.fulfill(
            body=text.replace('<section aria-labelledby="for-whom">', f'{more}<section aria-labelledby="for-whom">')
        )

    phone.route(f"**/en/{REGISTER}/", longer)
    pairs = opened(phone, f"{address}/de/{REGISTER}/").evaluate(PAIRS)
    texts = [pair[:2] for pair in pairs]
    at = texts.index(["", "More\n\nOnly here."])
    assert texts[at - 1][1] == "A letter that confirms your address."
    assert texts[at + 1] == ["Für wen es ist", "Who it is for"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_pairs_fit_a_phone_and_stand_side_by_side_where_there_is_room(
    browser: Browser, address: str, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = opened(context, f"{address}/ar/{REGISTER}/")
        assert misfits(page, "main") == []
        side_by_side = """() => {
          const [ours, theirs] = document.querySelector("h1 .pair").children;
          return ours.getBoundingClientRect().top === theirs.getBoundingClientRect().top;
        }"""
        assert page.evaluate(side_by_side) is (width > 720)
        page.emulate_media(media="print")
        assert page.evaluate(side_by_side)
        assert not page.locator(".beside button").first.is_visible()


@pytest.mark.browser
def test_the_way_back_leads_to_the_page_as_it_was(phone: BrowserContext, address: str) -> None:
    page = opened(phone, f"{address}/ar/home/welcome-advice/")
    assert page.locator("main > .leave").is_visible()
    page.get_by_role("button", name="العودة إلى الصفحة").click()
    assert page.locator(".pair").count() == 0
    assert page.locator("main > .leave").is_visible()
    assert page.evaluate("() => document.activeElement.dataset.module.includes('beside')")
    page.keyboard.press("Enter")
    page.locator(".beside").wait_for()
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0


@pytest.mark.browser
def test_without_a_connection_one_sentence_says_so(phone: BrowserContext, address: str) -> None:
    phone.route(f"**/en/{REGISTER}/", lambda route: route.abort())
    page = opened(phone, f"{address}/uk/{REGISTER}/")
    assert page.get_by_role("alert").inner_text().startswith("Сторінку мовою оригіналу не вдається завантажити.")
    phone.unroute(f"**/en/{REGISTER}/")
    page.locator("[data-module*=beside]").click()
    page.locator(".beside").wait_for()


@pytest.mark.browser
def test_without_scripts_it_is_a_link_to_the_original(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/ar/{REGISTER}/")
        page.locator("[data-module*=beside]").click()
        assert page.url == f"{address}/en/{REGISTER}/"
