"""A reader sees only her way through the steps, and where an office lies; what only a browser shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from site_builder.views.ways import alternatives, followers
from tests.site_builder.entities import Body, step
from tests.site_builder.theme.conftest import BASE

pytestmark = [pytest.mark.browser]

WORDS = {
    "en": ("Show only my way", "Walk in without an appointment", "The council refuses", "Steps on your way: 4 of 5"),
    "de": ("Nur meinen Weg zeigen", "Ohne Termin kommen", "Die Stadt lehnt ab", "Schritte auf Ihrem Weg: 4 von 5"),
    "ar": ("أظهر طريقي فقط", "تعال بدون موعد", "The council refuses", "الخطوات في طريقك: 4 من 5"),
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone."""
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        yield context.new_page()


def folded(page: Page) -> list[str | None]:
    """The ids of the steps of which only the title is left."""
    return [each.get_attribute("id") for each in page.locator(".step[data-off]").all()]


@pytest.mark.parametrize("language", WORDS)
def test_a_reader_sees_only_her_way_after_a_tap(page: Page, address: str, language: str) -> None:
    mine, walk_in, refused, told = WORDS[language]
    page.goto(f"{address}{BASE}/{language}/home/register-address/")
    assert page.get_by_role("radio").count() == 0
    page.get_by_role("button", name=mine).click()
    page.get_by_role("radio", name=walk_in).check()
    assert folded(page) == ["step-1"]
    assert not page.locator("#step-1 .prose").is_visible()
    assert page.locator("#step-1 .step__title").is_visible()
    assert page.locator(".my-way [role=status]").inner_text() == told
    page.get_by_role("radio").first.check()
    assert folded(page) == ["step-2"]
    page.get_by_role("radio", name=refused).check()
    assert folded(page) == ["step-2", "step-3", "step-4"]


def test_all_steps_come_back_and_nothing_is_kept(page: Page, address: str) -> None:
    url = f"{address}{BASE}/en/home/register-address/"
    page.goto(url)
    page.get_by_role("button", name="Show only my way").click()
    page.get_by_role("radio", name="Walk in").check()
    page.get_by_role("button", name="Show all steps").click()
    assert folded(page) == []
    assert page.get_by_role("radio").count() == 0
    assert page.locator(".step__off, .step[data-off]").count() == 0
    page.get_by_role("button", name="Show only my way").click()
    assert page.locator("input[type=radio]:checked").count() == 0
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0
    assert page.url == url


def test_what_to_tap_on_the_way_is_as_large_as_a_finger_and_wide_enough(page: Page, address: str) -> None:
    page.goto(f"{address}{BASE}/ar/home/register-address/")
    page.get_by_role("button", name=WORDS["ar"][0]).click()
    for label in page.locator(".turn label").all():
        box = label.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    page.set_viewport_size({"width": 320, "height": 740})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_the_page_and_the_builder_know_the_same_ways(page: Page, address: str) -> None:
    page.goto(f"{address}{BASE}/en/home/register-address/")
    source = page.locator("[data-module*=ways]").get_attribute("data-module")
    script = """async ([source, steps]) => {
      const { onTheWay } = await import(source);
      return [...onTheWay(steps, {}, {})].sort((one, other) => one - other);
    }"""
    kinds, turns = ("do", "or"), (None, ("", 3), ("you rent", 3), ("", 0))
    for kind, other_kind, turn in product(kinds, kinds, turns):
        steps = [step("a", branches=_branches(turn)), step("b", kind=kind), step("c", kind=other_kind), step("d")]
        there = page.evaluate(script, [source, [_as_on_the_page(each) for each in steps]])
        assert there == _reached(steps), (kind, other_kind, turn)


def _branches(turn: tuple[str, int] | None) -> list[Body]:
    return [{"id": "turn", "condition": turn[0], "step": "abcd"[turn[1]]}] if turn else []


def _as_on_the_page(each: Body) -> dict[str, Any]:
    links = [{"condition": branch["condition"], "to": "abcd".index(branch["step"])} for branch in each["branches"]]
    return {"isOther": each["kind"] == "or", "links": links}


def _reached(steps: list[Body]) -> list[int]:
    following, found = followers(steps), set()
    due = alternatives(steps, 0)
    while due:
        place = due.pop()
        if place < len(steps) and place not in found:
            found.add(place)
            due += following[place]
    return sorted(found)


# Clocks and words of other places are the dearest thing that a script asks of a slow phone.
COUNTS_CLOCKS = """
  window.clocks = 0;
  const Format = Intl.DateTimeFormat;
  Intl.DateTimeFormat = function (...all) { window.clocks += 1; return new Format(...all); };
  for (const name of ["toLocaleDateString", "toLocaleTimeString", "toLocaleString"]) {
    const own = Date.prototype[name];
    Date.prototype[name] = function (...all) { window.clocks += 1; return own.apply(this, all); };
  }
"""


def test_a_page_asks_for_the_citys_clock_when_a_reader_comes_near_an_office_or_prints(page: Page, address: str) -> None:
    page.add_init_script(COUNTS_CLOCKS)
    page.set_viewport_size({"width": 360, "height": 300})
    for come in (
        lambda: page.locator(".office").scroll_into_view_if_needed(),
        lambda: page.evaluate("dispatchEvent(new Event('beforeprint'))"),
    ):
        page.goto(f"{address}{BASE}/en/home/register-address/", wait_until="networkidle")
        assert page.evaluate("clocks") == 0
        come()
        page.locator(".office .state").wait_for()
        assert page.evaluate("clocks") > 0


def test_an_office_says_at_its_top_whether_it_is_open(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2026-11-23T09:00:00Z")
    page.goto(f"{address}{BASE}/en/home/register-address/")
    said = page.locator(".office .state")
    page.locator(".office").scroll_into_view_if_needed()
    said.wait_for()
    assert said.inner_text() == "Open now · until 12:30"
    top, address_box = said.bounding_box(), page.locator(".office address").bounding_box()
    assert top is not None
    assert address_box is not None
    assert top["y"] < address_box["y"]


def test_a_number_to_call_and_the_way_there_are_buttons(page: Page, address: str) -> None:
    page.goto(f"{address}{BASE}/ar/civic-centre/")
    for control in page.locator(".office .phone a, .office .button").all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert page.locator(".office a[href^='https://www.openstreetmap.org']").get_attribute("rel") == "noreferrer"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_printed_procedure_has_its_facts_its_language_and_its_address(
    page: Page, address: str, language: str
) -> None:
    page.goto(f"{address}{BASE}/{language}/home/register-address/")
    page.emulate_media(media="print", color_scheme="dark")
    sheet = page.locator(".address-of-page")
    name = {"en": "English", "ar": "العربية"}[language]
    assert name in sheet.inner_text()
    assert f"/{language}/home/register-address/" in sheet.inner_text()
    for hidden in (".glance", ".my-way", ".button", ".state", ".search"):
        assert not page.locator(hidden).first.is_visible(), hidden
    colours = page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter((element) => element.checkVisibility())
          .map((element) => getComputedStyle(element).backgroundColor)"""
    )
    assert set(colours) <= {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)", "rgb(0, 0, 0)"}


@pytest.fixture
def fonts(page: Page, address: str) -> Callable[[str], tuple[str, float, float]]:
    """Typeface, size and line, in sizes, of the text of a language's page."""

    def read(language: str) -> tuple[str, float, float]:
        page.goto(f"{address}{BASE}/{language}/home/register-address/")
        family, size, line = page.evaluate(
            """() => {
              const { fontFamily, fontSize, lineHeight } = getComputedStyle(document.body);
              return [fontFamily, parseFloat(fontSize), parseFloat(lineHeight)];
            }"""
        )
        return family, size, line / size

    return read


def test_each_script_has_its_typeface_and_its_size(fonts: Callable[[str], tuple[str, float, float]]) -> None:
    latin, arabic = fonts("en"), fonts("ar")
    assert "Noto Naskh Arabic" in arabic[0]
    assert "Noto Naskh Arabic" not in latin[0]
    assert arabic[1] > latin[1]
    assert arabic[2] == pytest.approx(1.8)
