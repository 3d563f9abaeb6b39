"""What scripts and the style sheet do on single pages; test_audit.py has what holds on all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.site_builder.entities import OFFICE
from tests.site_builder.theme.conftest import BASE, Site

pytestmark = [pytest.mark.browser]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone. The policy of the pages is bypassed where a test adds scripts of its own."""
    with browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True) as context:
        yield context


def test_the_skip_link_is_out_of_sight_until_it_has_the_focus(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}{BASE}/ar/")
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["width"] <= 1
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box() != box
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_the_first_view_takes_six_requests_at_most(browser: Browser, address: str, site: Site) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for path in site.examples("ar").values():
            asked.clear()
            page.goto(address + path, wait_until="networkidle")
            assert len(asked) <= 6, asked


def test_everything_reads_without_scripts(browser: Browser, address: str, site: Site) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}{BASE}/en/home/register-address/")
        text = page.locator("main").inner_text()
        for words in (
            "Assured shorthold tenancy agreement",
            "£12.50",
            "14 days after you move in",
            "Monday to Wednesday",
            "999",
        ):
            assert words in text or words == "999"
        assert not page.locator("[data-print]").is_visible()
        assert not page.locator("[data-overdue]").is_visible()


def test_lines_of_arabic_text_stand_further_apart(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}{BASE}/ar/home/welcome-advice/")
    heights = page.evaluate(
        """() => [...document.querySelectorAll("main p, main li")].map((element) => {
          const style = getComputedStyle(element);
          return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
        })"""
    )
    assert all(height >= 1.59 for height in heights)


def test_on_paper_there_is_the_page_and_nothing_around_it(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}{BASE}/en/home/register-address/")
    page.emulate_media(media="print")
    for hidden in (".languages", ".masthead__help", ".trail", ".footer nav", "[data-print]", ".state"):
        assert not page.locator(hidden).first.is_visible(), hidden
    for shown in ("h1", ".paper", ".essential", ".step", ".office", ".trust", ".address-of-page"):
        assert page.locator(shown).first.is_visible(), shown


def test_the_print_button_prints(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.add_init_script("window.print = () => { window.printed = true; };")
    page.goto(f"{address}{BASE}/en/home/register-address/")
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("() => window.printed")


def test_leaving_a_page_in_danger_leaves_no_way_back_to_it(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.route("https://www.wikipedia.org/", lambda route: route.fulfill(body="harmless"))
    page.goto(f"{address}{BASE}/en/home/")
    page.goto(f"{address}{BASE}/en/home/welcome-advice/")
    page.mouse.wheel(0, 2000)
    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url("https://www.wikipedia.org/")
    page.go_back()
    assert page.url == f"{address}{BASE}/en/home/"


def test_the_way_out_stays_in_sight_and_works_without_scripts(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}{BASE}/ar/home/welcome-advice/#e-{OFFICE[:8]}")
        box = page.locator(".leave").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 100
        assert page.locator(".leave").get_attribute("href") == "https://www.wikipedia.org/"


def test_ticks_are_kept_after_a_tap_in_every_language_until_they_are_deleted(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}{BASE}/en/just-arrived/")
    assert page.evaluate("() => localStorage.length") == 0
    page.get_by_label("Done").check()
    assert page.get_by_role("status").inner_text() == "Done: 1 of 1"
    page.goto(f"{address}{BASE}/de/just-arrived/")
    assert page.get_by_label("Erledigt").is_checked()
    assert page.get_by_role("status").inner_text() == "Erledigt: 1 von 1"
    page.get_by_role("button", name="Häkchen löschen").click()
    assert not page.get_by_label("Erledigt").is_checked()
    assert page.evaluate("() => localStorage.length") == 0


def test_without_scripts_there_is_nothing_to_tick_and_on_paper_a_box(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}{BASE}/en/just-arrived/")
        assert page.locator(".journey").is_visible()
        assert not page.locator("tick-list input, tick-list button").first.is_visible()
        page.emulate_media(media="print")
        box = page.locator(".journey a").first.evaluate("(link) => getComputedStyle(link, '::before').borderTopStyle")
        assert box == "solid"


@pytest.mark.parametrize(("today", "shown"), [("2027-03-01", False), ("2027-03-02", True)])
def test_a_page_that_should_have_been_checked_again_says_so(
    context: BrowserContext, address: str, today: str, shown: bool
) -> None:
    page = context.new_page()
    page.clock.set_fixed_time(f"{today}T12:00:00")
    page.goto(f"{address}{BASE}/en/home/register-address/")
    assert page.locator("[data-overdue]").is_visible() is shown


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("2026-11-23T09:00:00Z", "Open now · until 12:30"),  # a Monday
        ("2026-11-23T08:59:00Z", "Closed now · opens today, 09:00"),
        ("2026-11-23T12:30:00Z", "Closed now · opens Tuesday, 09:00"),
        ("2026-11-26T13:00:00Z", "Closed now · opens today, 14:00"),  # Thursday, between the two
        ("2026-11-28T10:30:00Z", "Open now · until 12:00 · by appointment only"),  # Saturday
        ("2026-12-31T20:00:00Z", "Closed now · opens Monday, 09:00"),  # closed on 1 and 2 January
        ("2026-07-06T08:30:00Z", "Open now · until 12:30"),  # summer time: 09:30 in the city
    ],
)
def test_an_office_says_whether_it_is_open_in_the_citys_time(
    browser: Browser, address: str, now: str, says: str
) -> None:
    with browser.new_context(timezone_id="Asia/Tokyo") as context:
        page = context.new_page()
        page.clock.set_fixed_time(now)
        page.goto(f"{address}{BASE}/en/civic-centre/")
        assert page.locator(".state").inner_text() == says


def test_closures_that_are_over_are_no_longer_shown(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    for now, shown in (("2027-01-02T12:00:00Z", True), ("2027-01-03T12:00:00Z", False)):
        page.clock.set_fixed_time(now)
        page.goto(f"{address}{BASE}/en/civic-centre/")
        assert page.locator(".closures li").is_visible() is shown


def test_what_is_open_is_said_in_the_readers_language(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-23T12:45:00Z")
    page.goto(f"{address}{BASE}/de/civic-centre/")
    assert page.locator(".state").inner_text() == "Jetzt geschlossen · öffnet Dienstag, 09:00"
    page.goto(f"{address}{BASE}/ar/civic-centre/")
    assert page.locator(".state").inner_text() == "مغلق الآن · يفتح الثلاثاء، 9:00 ص"


@pytest.mark.parametrize(
    ("spans", "clock", "expected"),
    [
        ({}, {"day": 1, "minute": 600}, {"open": False}),
        ({"1": [[540, 1440]]}, {"day": 1, "minute": 1439}, {"open": True}),
        ({"1": [[540, 750]]}, {"day": 1, "minute": 750}, {"open": False, "days": 7}),
        ({"7": [[540, 750]]}, {"day": 6, "minute": 800}, {"open": False, "days": 1}),
    ],
)
def test_the_next_opening_is_found_at_most_a_week_ahead(
    context: BrowserContext,
    address: str,
    call_open_now: Callable[[Page, Any, Any], Any],
    spans: Any,
    clock: Any,
    expected: Any,
) -> None:
    page = context.new_page()
    page.goto(f"{address}{BASE}/en/civic-centre/")
    found = call_open_now(page, spans, {"date": "2026-11-23", **clock})
    assert {name: found[name] for name in expected} == expected


@pytest.fixture
def call_open_now() -> Callable[[Page, Any, Any], Any]:
    """Ask the module of the page what it would say for a week of hours at a moment."""
    script = """async ([spans, clock]) => {
      const { state } = await import(document.querySelector('script[src*="open-now"]').src);
      const week = {};
      for (const day in spans) week[day] = spans[day].map(([opens, closes]) => ({ opens, closes }));
      return state(week, [], clock);
    }"""

    def call(page: Page, spans: Any, clock: Any) -> Any:
        return page.evaluate(script, [spans, clock])

    return call


_MOVED = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(0), 100);
})"""


def test_what_a_reader_looks_at_stays_in_its_place_when_scripts_come_late(
    context: BrowserContext, address: str, site: Site
) -> None:
    moved: dict[str, float] = {}
    scripts: list[Route] = []

    def held(route: Route) -> None:
        scripts.append(route)

    for kind, path in site.examples("ar").items():
        page = context.new_page()
        page.route("**/*.js", held)
        page.goto(address + path, wait_until="commit")
        page.locator("footer").wait_for()
        page.wait_for_timeout(100)
        page.route("**/*.js", Route.continue_)  # those that scripts ask for
        while scripts:
            scripts.pop().continue_()
        page.wait_for_load_state("networkidle")
        moved[kind] = page.evaluate(_MOVED)
        page.close()
    assert {kind: round(share, 3) for kind, share in moved.items() if share > 0.05} == {}
