"""The web component on a page of another site, which allows no script, style or request but what it names."""

from __future__ import annotations

import functools
import json
import threading
import urllib.request
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser, Page

from tests.clients.eastmere import SERVICE
from tests.conftest import ROOT
from tools.clients.__main__ import CLIENTS

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

COMPONENT = ROOT / CLIENTS / "web-component"
MOST_BYTES = 5_000
MOST_SENT = 3_000
RESTS = "waymark-service[aria-busy=false]"
PHONE = 360
OPEN = {"Access-Control-Allow-Origin": "*"}
SAFE = (
    "default-src 'none'; script-src {from_}; style-src 'self'; connect-src 'self' {api}; "
    "require-trusted-types-for 'script'"
)
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A club</title><script type="module" {script}></script>
<main><h1>Our club</h1>
<waymark-service {api} city="eastmere" {attributes}>
<a href="https://guide.example.org/">Free advice</a></waymark-service>
</main></html>"""


@pytest.fixture
def embedded(api: str, browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """The component on a page: call it with its attributes, get the page when it has come to rest."""
    served = api.removesuffix("/graphql")
    policy = ""

    class Site(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Keep the tests' output for the tests."""

    for file in COMPONENT.glob("*.js"):
        (tmp_path / file.name).symlink_to(file)
    for name in ("waymark.js", "questions.js"):
        (tmp_path / name).symlink_to(ROOT / CLIENTS / "javascript" / name)
    (tmp_path / "words").symlink_to(COMPONENT / "words")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Site, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    window = browser.new_context(viewport={"width": PHONE, "height": 800})
    problems: list[str] = []

    def show(attributes: str, address: str = api, script: str = "") -> Page:
        """`script` are attributes of the script as the API serves it; without them it is the site's own copy."""
        nonlocal policy
        policy = SAFE.format(api=served, from_=served if script else "'self'")
        told = "" if script else f'api="{address}"'
        page_text = PAGE.format(script=script or 'src="/waymark-service.js"', api=told, attributes=attributes)
        (tmp_path / "index.html").write_text(page_text)
        page = window.new_page()
        page.on("console", lambda message: problems.append(message.text) if "Policy" in message.text else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        page.locator("waymark-service:not([aria-busy=true])" if "blocked" in attributes else RESTS).wait_for()
        return page

    yield show
    window.close()
    server.shutdown()
    server.server_close()
    assert problems == []


def text_of(page: Page) -> str:
    return page.locator("waymark-service").evaluate("element => element.shadowRoot.textContent")


def test_a_service_is_shown_in_german(embedded: Callable[..., Page]) -> None:
    page = embedded(f'id="{SERVICE}" lang="de"')
    shown = text_of(page)
    for word in ("Willkommensberatung", "Kostenlose Beratung", "Reisepass", "12,50", "Montag", "1. Oktober 2026"):
        assert word in shown
    article = page.locator("waymark-service article")
    assert (article.get_attribute("lang"), article.get_attribute("dir")) == ("de", "ltr")
    phones = page.locator("waymark-service a[href^='tel:+']")
    assert phones.count() > 0
    assert page.locator("waymark-service [part=more] a").get_attribute("href") == (
        "http://127.0.0.1:8001/eastmere/de/help/free-advice/"
    )


def test_a_service_is_shown_from_right_to_left_and_machine_text_is_marked(embedded: Callable[..., Page]) -> None:
    page = embedded('path="help/free-advice" lang="ar"')
    assert page.locator("waymark-service article").get_attribute("dir") == "rtl"
    assert "مشورة الترحيب" in text_of(page)
    assert "ترجمة" in page.locator("waymark-service [part=note]").inner_text()
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0


def test_a_language_that_the_city_lacks_shows_the_original_marked(embedded: Callable[..., Page]) -> None:
    page = embedded(f'id="{SERVICE}" lang="tr"')
    assert page.locator("waymark-service [part=title] [lang=en]").inner_text() == "Welcome advice"
    assert "İngilizce" in page.locator("waymark-service [part=note]").inner_text()


@pytest.mark.parametrize(
    ("attributes", "address", "said"),
    [
        ('path="nowhere" lang="fr"', "", "page"),
        (f'id="{SERVICE}" lang="de"', "/nothing-here", "nicht geladen"),
    ],
    ids=["not published", "no answer"],
)
def test_the_link_inside_stays_where_there_is_nothing_to_show(
    embedded: Callable[..., Page], api: str, attributes: str, address: str, said: str
) -> None:
    page = embedded(attributes, address=api + address)
    assert said in page.locator("waymark-service [role=status]").inner_text()
    assert page.get_by_role("link", name="Free advice").is_visible()


@pytest.mark.parametrize("language", ["de", "ar"])
def test_axe_finds_nothing(embedded: Callable[..., Page], node_tools: Path, language: str) -> None:
    page = embedded(f'id="{SERVICE}" lang="{language}"')
    page.evaluate((node_tools / "axe-core" / "axe.min.js").read_text())
    found = page.evaluate("axe.run({ resultTypes: ['violations'] }).then((result) => result.violations)")
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


HOSTILE = """<img src=x onerror="document.title='read as HTML'">"""


def answered(browser: Browser, api: str, **said: object) -> None:
    """Have the API answer with a service that says so."""
    document: dict[str, object] = {
        "title": "Advice",
        "language": "de",
        "path": "a",
        "summary": "",
        "translation": {"state": "SOURCE"},
        "city": {"siteUrl": "https://guide.example.org", "languages": ["de", "de-AT", "de-CH"]},
        "checkedOn": None,
        "offices": [],
        "documents": [],
        "costs": [],
    }
    answer = {"data": {"document": document | said}}
    for context in browser.contexts:
        context.route(f"{api}*", lambda route: route.fulfill(json=answer, headers=OPEN))


def test_nothing_of_an_answer_is_read_as_html(embedded: Callable[..., Page], api: str, browser: Browser) -> None:
    office = {
        "title": HOSTILE,
        "language": "de",
        "address": {"street": HOSTILE, "postalCode": "", "locality": ""},
        "phones": [{"number": '"><script>alert(1)</script>', "languages": []}],
        "openingHours": [],
        "closures": [],
        "appointmentUrl": "javascript:alert(1)",
    }
    city = {"siteUrl": "javascript:alert(1)", "languages": []}
    answered(browser, api, title=HOSTILE, summary=HOSTILE, city=city, offices=[office])
    page = embedded(f'id="{SERVICE}" lang="de"')
    assert HOSTILE in text_of(page)
    shadow = page.locator("waymark-service")
    assert shadow.locator("img, script, [href^=javascript]").count() == 0
    assert page.title() == "A club"


def test_elements_for_two_regions_of_a_language_are_not_mixed_up(
    embedded: Callable[..., Page], api: str, browser: Browser
) -> None:
    answered(browser, api)
    page = embedded(f'id="{SERVICE}" lang="de"')
    page.evaluate("""() => {
      const one = document.querySelector("waymark-service");
      const other = one.cloneNode(true);
      [one.lang, other.lang] = ["de-CH", "de-AT"];
      one.after(other);
    }""")
    for number, language in enumerate(["de-CH", "de-AT"]):
        element = page.locator("waymark-service").nth(number)
        element.locator(f"a[href='https://guide.example.org/{language}/a/']").wait_for(timeout=5_000)


def test_the_script_client_asks_from_a_page(embedded: Callable[..., Page], api: str) -> None:
    page = embedded(f'id="{SERVICE}" lang="de"')
    ask = """async (api) => {
      const { Client } = await import("/waymark.js");
      const client = new Client(api);
      const found = [];
      for await (const office of client.each("Office", { city: "eastmere", language: "de" })) found.push(office.title);
      return found;
    }"""
    assert "Bürgerzentrum" in page.evaluate(ask, api)


def test_a_change_of_attributes_is_followed(embedded: Callable[..., Page]) -> None:
    page = embedded(f'id="{SERVICE}" lang="de"')
    page.evaluate("document.querySelector('waymark-service').lang = 'en'")
    page.get_by_role("heading", name="Welcome advice").wait_for()


def test_the_component_is_small() -> None:
    assert len((COMPONENT / "waymark-service.js").read_bytes()) <= MOST_BYTES
    words = max((COMPONENT / "words").glob("*.json"), key=lambda file: file.stat().st_size)
    sent = [brotli.compress(file.read_bytes()) for file in (COMPONENT / "waymark-service.js", words)]
    assert sum(map(len, sent)) <= MOST_SENT


def about(api: str) -> dict[str, str]:
    with urllib.request.urlopen(f"{api}/element.json") as answer:
        told: dict[str, str] = json.load(answer)
    return told


def test_a_page_loads_it_from_the_api_and_names_its_integrity(embedded: Callable[..., Page], api: str) -> None:
    told = about(api)
    script = f'src="{told["script"]}" integrity="{told["integrity"]}" crossorigin'
    page = embedded(f'id="{SERVICE}" lang="de"', script=script)
    assert "Willkommensberatung" in text_of(page)


def test_the_address_without_a_version_leads_to_the_newest(embedded: Callable[..., Page], api: str) -> None:
    page = embedded(f'id="{SERVICE}" lang="ar"', script=f'src="{api}/element/waymark-service.js"')
    assert "مشورة الترحيب" in text_of(page)


def test_another_script_than_the_page_names_is_not_run_and_its_link_stays(
    embedded: Callable[..., Page], api: str
) -> None:
    script = f'src="{about(api)["script"]}" integrity="sha384-{"A" * 64}" crossorigin'
    page = embedded(f'id="{SERVICE}" data-note="blocked"', script=script)
    assert page.evaluate("customElements.get('waymark-service') === undefined")
    assert page.get_by_role("link", name="Free advice").is_visible()


def test_it_asks_once_and_never_for_leave(embedded: Callable[..., Page], api: str, browser: Browser) -> None:
    asked: list[str] = []
    for context in browser.contexts:
        context.on("request", lambda request: asked.append(request.method) if "/graphql?" in request.url else None)
    embedded(f'id="{SERVICE}" lang="de"')
    assert asked == ["GET"]
