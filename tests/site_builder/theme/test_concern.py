"""A reader says what she likes of herself, and pages say what concerns her: on her device alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Page

from site_builder.audience import FACETS
from site_builder.environment import ThemeEnvironment
from site_builder.guide import Guide
from site_builder.pages import render_document
from site_builder.views.concern import value_words
from site_builder.views.edition import Edition
from tests.site_builder.documents import small_city
from tests.site_builder.entities import PROCEDURE, Body
from tests.site_builder.theme.conftest import BASE, Site

STORED = "() => Object.keys(localStorage)"
ME = "(answers) => localStorage.setItem('waymark-me', JSON.stringify(answers))"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone."""
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        context.set_default_timeout(8000)
        yield context


def soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def with_audience(audience: list[dict[str, Any]], **fields: Any) -> list[Body]:
    """The small city with another audience of its procedure."""
    changed = {"audience": audience, **fields}
    return [{**body, **changed} if body["uuid"] == PROCEDURE else body for body in small_city()]


def test_a_page_says_in_words_whom_it_concerns(site: Site) -> None:
    said = soup(site.page("en/home/register-address")).select_one("section[aria-labelledby=for-whom] .concerns")
    assert said is not None
    assert said.get_text(" ", strip=True) == (
        "It concerns you if all of this is true: Time lived here: 0–3 months or 3–6 months "
        "Housing: rented or with friends or family"
    )
    arabic = soup(site.page("ar/home/register-address")).select(".concerns li")
    assert [item.text for item in arabic] == [
        "مدة العيش هنا: من 0 إلى 3 أشهر أو من 3 إلى 6 أشهر",
        "السكن: مستأجر أو عند أصدقاء أو أقارب",
    ]


def test_every_value_of_every_facet_has_words_of_its_own(environment: ThemeEnvironment) -> None:
    guide = Guide(small_city())
    for language in ("en", "ar", "de"):
        words = value_words(Edition(guide, language, environment))
        assert {facet: tuple(words[facet]) for facet in words} == FACETS
        assert all(len(set(words[facet].values())) == len(FACETS[facet]) for facet in FACETS)


def test_nothing_asks_or_marks_on_pages_that_nobody_should_see(environment: ThemeEnvironment) -> None:
    audience = [{"operator": "all", "conditions": [{"facet": "pregnant", "values": ["yes"]}]}]
    text = render_document(Guide(with_audience(audience, sensitivity="safety")), PROCEDURE, "en", environment)
    assert "data-audience" not in text
    assert "waymark-me" not in text


@pytest.mark.browser
def test_answers_mark_pages_at_once_and_are_kept_only_if_she_says_so(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}{BASE}/en/my-way/")
    assert not page.locator(".concern").count()
    page.get_by_label("Housing").select_option("rented")
    assert mark(page) == "Perhaps for you. It depends on: Time lived here"
    assert page.evaluate(STORED) == []
    page.get_by_label("Time lived here").select_option("0–3 months")
    page.get_by_text("For you", exact=True).wait_for()
    page.get_by_label("Keep my answers on this device").check()
    page.wait_for_function("() => localStorage.length")
    kept = page.evaluate("() => localStorage.getItem('waymark-me')")
    assert json.loads(kept) == {"months": ["from-0"], "housing": ["renting"]}
    page.reload()
    page.get_by_text("For you", exact=True).wait_for()
    assert page.get_by_label("Housing").input_value() == "renting"
    page.get_by_role("button", name="Delete my answers").click()
    page.wait_for_function("() => !localStorage.length")
    assert not page.locator(".concern").count()


def mark(page: Page) -> str:
    """What is said of the only page of the list."""
    return page.locator("main [data-audience] > .concern").first.inner_text()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "said", "count"),
    [
        ("en", "Not for you, by your answers", "Not for you, by your answers: 1"),
        ("ar", "ليس لك بحسب إجاباتك", "ليست لك بحسب إجاباتك: 1"),
    ],
)
def test_what_is_not_for_her_is_folded_and_never_hidden(
    context: BrowserContext, address: str, language: str, said: str, count: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}{BASE}/{language}/")
    page.evaluate(ME, {"housing": ["owner"]})
    page.goto(f"{address}{BASE}/{language}/home/")
    summary = page.locator("summary").filter(has_text=count)
    link = page.locator(f"details a[href='{BASE}/{language}/home/register-address/']")
    summary.wait_for()
    assert not link.is_visible()
    summary.click()
    assert link.is_visible()
    assert mark(page) == said
    page.goto(f"{address}{BASE}/{language}/home/register-address/")
    page.locator(".concern").wait_for()
    assert mark(page) == said
    assert page.locator(".steps").is_visible()  # the page itself says so and stays as it is


@pytest.mark.browser
def test_with_all_notes_go_her_answers(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}{BASE}/en/")
    page.evaluate(ME, {"housing": ["owner"]})
    page.evaluate(
        "() => localStorage.setItem('waymark-progress:e-1', "
        "JSON.stringify({ page: { title: 'T', urls: { en: '/' }, papers: {}, steps: {}, missing: [], days: [] } }))"
    )
    page.goto(f"{address}{BASE}/en/my-way/")
    page.locator("summary").filter(has_text="Not for you").wait_for()
    page.get_by_role("button", name="Delete everything").click()
    page.wait_for_function("() => !localStorage.length")
    assert page.get_by_label("Housing").input_value() == ""
