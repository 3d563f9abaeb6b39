"""A counsellor puts pages together; they open on the client's phone in her language, and no server learns which."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Route

from site_builder.views.short import short_id
from tests.site_builder.entities import PROCEDURE, SITUATION
from tests.site_builder.theme.conftest import BASE, Site

CHOSEN = f"{short_id(PROCEDURE)}.{short_id(SITUATION)}"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone."""
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        context.set_default_timeout(8000)
        yield context


@pytest.mark.browser
def test_ticked_pages_become_a_link_in_the_clients_language_with_a_code(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}{BASE}/en/a-z/")
    page.get_by_role("link", name="Put pages together for somebody").click()
    page.get_by_label("Language of the link").select_option("العربية")
    page.get_by_label("Find a page").fill("regist")
    page.get_by_label("Register your address").check()
    page.get_by_label("Find a page").fill("")
    page.get_by_label("I have just arrived").check()
    link = page.get_by_role("link", name="Link to these pages")
    assert link.get_attribute("href") == f"{address}{BASE}/ar/bundle/#{CHOSEN}"
    code = page.get_by_role("img", name="Code for a phone’s camera")
    code.wait_for()
    assert page.locator(".bundle svg").count() == 1
    assert page.evaluate("() => localStorage.length") == 0


@pytest.mark.browser
def test_a_bundle_opens_in_every_language_and_stays_out_of_what_servers_see(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}{BASE}/ar/bundle/#{CHOSEN}.zzzzzzzz")
    links = page.locator("my-bundle .links a")
    links.first.wait_for()
    assert links.all_inner_texts() == ["سجّل عنوانك", "وصلت للتو"]
    assert links.first.get_attribute("href") == f"{BASE}/ar/home/register-address/"
    assert "بعض الصفحات لم يعد موجودًا." in page.locator("my-bundle").inner_text()
    page.get_by_role("navigation", name="اللغة").get_by_role("link", name="Deutsch").click()
    page.wait_for_url(f"**/de/bundle/#{CHOSEN}.zzzzzzzz")
    links.first.wait_for()
    assert links.all_inner_texts()[1] == "Ich bin gerade angekommen"
    assert not [url for url in asked if short_id(PROCEDURE) in url.partition("#")[0]]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("fragment", "said"), [("", "Tick the pages that somebody needs"), (f"#{CHOSEN}", "These pages were put together")]
)
def test_what_the_page_is_for_can_be_read_before_the_list_of_pages_has_come(
    context: BrowserContext, address: str, fragment: str, said: str
) -> None:
    page = context.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/en/a-z/", hold)
    page.goto(f"{address}{BASE}/en/bundle/{fragment}")
    lede = page.locator("my-bundle .lede")
    lede.wait_for()
    assert lede.inner_text().startswith(said)
    place = lede.bounding_box()
    below = page.locator("footer").bounding_box()
    assert place
    assert below
    assert below["y"] > 740
    held.pop().continue_()
    page.locator("my-bundle .links").wait_for()
    assert lede.inner_text().startswith(said)
    assert lede.bounding_box() == place
    assert page.locator("my-bundle[aria-busy]").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("fragment", ["", "#", "#<script>", "#........"])
def test_any_other_fragment_opens_the_choice(context: BrowserContext, address: str, fragment: str) -> None:
    page = context.new_page()
    page.goto(f"{address}{BASE}/en/bundle/{fragment}")
    page.get_by_label("Find a page").wait_for()


def test_pages_that_nobody_should_see_go_into_no_bundle(site: Site) -> None:
    page = BeautifulSoup(site.page("en/a-z"), "html.parser")
    unnamed = [link.text for link in page.select(".letter a") if not link.has_attr("data-id")]
    assert unnamed == ["Welcome advice"]
