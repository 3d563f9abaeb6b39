"""A reader ticks off what she has and did, and learns the last day of a deadline: on her device, after a tap."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Page

from cms.languages import CONTENT_LANGUAGES
from site_builder.assets import collect
from site_builder.environment import ThemeEnvironment
from site_builder.formats import Formats
from site_builder.guide import Guide
from site_builder.languages import locale_of
from site_builder.pages import render_document
from tests.site_builder.documents import small_city
from tests.site_builder.entities import PROCEDURE
from tests.site_builder.ical_rules import violations
from tests.site_builder.theme.conftest import BASE, THEME, Site

STORED = "() => Object.keys(localStorage)"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone in autumn 2026."""
    with browser.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True) as context:
        context.clock.set_fixed_time("2026-11-22T10:00:00Z")
        context.set_default_timeout(8000)
        yield context


def opened(context: BrowserContext, address: str, language: str, button: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}{BASE}/{language}/home/register-address/")
    page.get_by_role("button", name=button).click()
    return page


@pytest.mark.browser
def test_a_tap_brings_the_boxes_and_a_tick_is_what_is_kept_in_every_language(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, address, "en", "Tick off what I have and did")
    page.get_by_label("I have it").first.wait_for()
    assert page.evaluate(STORED) == []
    assert page.get_by_role("status").filter(has_text="Documents").inner_text() == "Documents: 0 of 1 · Steps: 0 of 4"
    page.get_by_label("I have it").first.check()
    page.get_by_label("Done").nth(1).check()  # the other way to take the first step
    assert page.get_by_role("status").filter(has_text="Documents").inner_text() == "Documents: 1 of 1 · Steps: 1 of 4"
    page.get_by_label("I have it").nth(1).check()  # what only some need counts once somebody has it
    assert page.get_by_role("status").filter(has_text="Documents").inner_text() == "Documents: 2 of 2 · Steps: 1 of 4"
    page.goto(f"{address}{BASE}/ar/home/register-address/")
    page.get_by_label("لديّ").first.wait_for()  # without a tap, since something is kept
    assert page.get_by_label("لديّ").first.is_checked()
    page.get_by_role("button", name="احذف ما دوّنته في هذه الصفحة").click()
    assert not page.get_by_label("لديّ").first.is_checked()
    assert page.evaluate(STORED) == []


@pytest.mark.browser
def test_the_day_of_an_event_gives_the_last_day_in_the_readers_language(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "en", "Tick off what I have and did")
    page.get_by_label("Which day is that for you: “after you move in”?").fill("2026-11-20")
    assert page.locator(".essential .last-day b").inner_text() == "Last day: Friday, 4 December 2026"
    assert page.locator(".step .last-day b").inner_text() == "Last day: Friday, 20 November 2026"
    assert "This day is over." not in page.locator("main").inner_text()
    page.get_by_label("Which day is that for you").fill("2026-10-31")
    assert "This day is over." in page.locator(".essential .last-day").inner_text()
    page.get_by_label("Which day is that for you").fill("2026-11-20")
    for language, day in (("de", "Letzter Tag: Freitag, 4. Dezember 2026"), ("ar", "آخر يوم: الجمعة، 4 ديسمبر 2026")):
        page.goto(f"{address}{BASE}/{language}/home/register-address/")
        assert page.locator(".essential .last-day b").inner_text() == day


@pytest.mark.browser
def test_the_last_day_is_told_in_a_language_that_phones_do_not_know(
    context: BrowserContext, address: str, environment: ThemeEnvironment
) -> None:
    documents = [
        {**body, "languages": [*body["languages"], "ti"]} if body["kind"] == "city" else body for body in small_city()
    ]
    text = render_document(Guide(documents), PROCEDURE, "ti", environment)
    path = f"{address}{BASE}/ti/home/register-address/"
    context.route(path, lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
    page = context.new_page()
    page.goto(path)
    page.get_by_role("button", name="ዘለኒን ዝገበርክዎን ምልክት ግበሩ").click()
    page.get_by_label("ንዓኹም እዚ ኣየናይ መዓልቲ እዩ").fill("2026-11-20")
    day = format_date(date(2026, 12, 4), "full", locale="ti")
    assert page.locator(".essential .last-day b").inner_text() == f"ናይ መወዳእታ መዓልቲ፦ {day}"
    page.get_by_label("ኣለኒ").first.check()
    assert page.get_by_role("status").filter(has_text="ሰነዳት").inner_text() == "ሰነዳት፦ 1 ካብ 1 · ስጉምትታት፦ 0 ካብ 4"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "tap", "label", "to_calendar"),
    [
        ("en", "Tick off what I have and did", "Which day is that", "Put it into my calendar"),
        ("ar", "ضع علامة على ما لديّ وما أنجزته", "أي يوم هو هذا", "أضفه إلى تقويمي"),
    ],
)
def test_the_last_day_goes_into_a_calendar_with_a_reminder(
    context: BrowserContext, address: str, language: str, tap: str, label: str, to_calendar: str
) -> None:
    page = opened(context, address, language, tap)
    page.get_by_label(label).fill("2026-11-20")
    with page.expect_download() as download:
        page.locator(".essential").get_by_role("button", name=to_calendar).click()
    assert download.value.suggested_filename == "2026-12-04.ics"
    data = Path(download.value.path()).read_bytes()
    assert violations(data) == []
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    entry = dict(line.split(":", 1) for line in lines if ":" in line and not line.startswith(("BEGIN", "END")))
    assert entry["DTSTAMP"] == "20261122T100000Z"
    assert (entry["DTSTART;VALUE=DATE"], entry["DTEND;VALUE=DATE"]) == ("20261204", "20261205")
    assert entry["TRIGGER"] == "-P2D"
    assert entry["URL"] == f"{address}{BASE}/{language}/home/register-address/"
    title = page.locator("h1").inner_text()
    assert entry["SUMMARY"].endswith(title)


@pytest.mark.browser
def test_long_lines_of_a_calendar_file_are_cut_between_characters(call: Callable[..., Any]) -> None:
    text = "መበል 14 መዓልቲ፣ فترة; one, two\\\x01👩‍👩‍👧 " * 9
    entry = {"name": "n", "day": "2027-12-31", "title": text, "text": text, "url": "https://guide.example.org/"}
    file = call("js/calendar.js", "({ calendar }, entry) => calendar(entry)", entry)
    assert violations(file.encode()) == []
    unfolded = file.replace("\r\n ", "")
    escaped = re.sub(r"([\\;,])", r"\\\1", text.replace("\x01", " ").strip())
    assert f"\r\nSUMMARY:{escaped}\r\n" in unfolded
    assert "\r\nDTEND;VALUE=DATE:20280101\r\n" in unfolded


@pytest.mark.browser
def test_dates_are_written_as_on_the_rest_of_the_page_whatever_the_phone_knows(
    call: Callable[..., Any], environment: ThemeEnvironment
) -> None:
    days = [date(2026, 1, 1) + timedelta(days=36 * number) for number in range(15)]
    for language, _name in CONTENT_LANGUAGES:
        words = json.loads(Formats(language, "DE", environment.catalogue("en")).date_words)
        script = "({ written }, [days, words]) => days.map((day) => written(day, words))"
        found = call("js/deadlines.js", script, [[day.isoformat() for day in days], words])
        assert found == [format_date(day, "full", locale=locale_of(language, "DE")) for day in days], language


@pytest.mark.browser
def test_days_are_counted_over_the_change_of_the_clock_and_backwards(call: Callable[..., Any]) -> None:
    script = "({ shifted }, cases) => cases.map(([day, days]) => shifted(day, days))"
    cases = [("2026-10-24", 2), ("2028-02-28", 1), ("2027-03-01", -56), ("2026-12-31", 365), ("2026-11-22", 0)]
    expected = [(date.fromisoformat(day) + timedelta(days=days)).isoformat() for day, days in cases]
    assert call("js/deadlines.js", script, cases) == expected


@pytest.mark.browser
def test_all_notes_are_on_one_page_in_the_readers_language_and_can_be_saved_and_deleted(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, address, "en", "Tick off what I have and did")
    page.get_by_label("Done").first.check()
    page.get_by_label("Which day is that").fill("2026-11-20")
    page.goto(f"{address}{BASE}/de/my-way/")
    notes = page.locator("my-notes article")
    assert notes.locator("h3 a").get_attribute("href") == f"{BASE}/de/home/register-address/"
    assert notes.locator("h3 a").get_attribute("lang") == "en"
    text = notes.inner_text()
    for words in ("Letzter Tag: Freitag, 4. Dezember 2026", "Fehlt noch: Passport", "Schritte: 1 von 4"):
        assert words in text
    with page.expect_download() as download:
        page.get_by_role("button", name="Meine Notizen als Datei speichern").click()
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Register your address" in saved
    assert "Letzter Tag: Freitag, 4. Dezember 2026 14 days after you move in" in saved
    page.get_by_role("button", name="Alles löschen").click()
    assert page.evaluate(STORED) == []
    assert "Noch nichts." in page.locator("my-notes").inner_text()


@pytest.mark.browser
def test_what_others_stored_or_damaged_stops_nothing(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}{BASE}/en/")
    key = f"waymark-progress:e-{PROCEDURE[:8]}"
    for damaged in ("{", "null", "[]", '{"ticked": 3}'):
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, damaged])
        page.goto(f"{address}{BASE}/en/home/register-address/")
        page.get_by_label("I have it").first.wait_for()
        page.goto(f"{address}{BASE}/en/my-way/")
        assert "Nothing yet." in page.locator("my-notes").inner_text()


def test_nothing_can_be_noted_on_pages_that_nobody_should_see(environment: ThemeEnvironment) -> None:
    documents = [{**body, "sensitivity": "safety"} if body["uuid"] == PROCEDURE else body for body in small_city()]
    text = render_document(Guide(documents), PROCEDURE, "en", environment)
    assert "progress" not in text


def test_a_deadline_of_which_nobody_said_how_it_counts_gives_no_date(environment: ThemeEnvironment) -> None:
    documents = small_city()
    for body in documents:
        if body["uuid"] == PROCEDURE:
            body["deadline"] = {"days": 14, "event": "before your permit ends"}
    page = BeautifulSoup(render_document(Guide(documents), PROCEDURE, "en", environment), "html.parser")
    assert page.select(".essential--deadline")[0].text.split()[-1] == "ends"
    assert not page.select(".essential--deadline [data-event]")
    assert page.select(".step [data-event]")[0]["data-days"] == "0"


def test_without_scripts_nothing_of_it_is_seen(site: Site) -> None:
    page = BeautifulSoup(site.page("en/home/register-address"), "html.parser")
    assert [button.has_attr("hidden") for button in page.select(".progress button")] == [True]


@pytest.fixture
def call(context: BrowserContext, address: str) -> Callable[..., Any]:
    """Call a function of a script of the theme in a browser: its file, an expression of module and argument."""
    addresses = collect(THEME).addresses(BASE)
    page = context.new_page()
    page.goto(f"{address}{BASE}/en/")

    def call(script: str, expression: str, argument: Any) -> Any:
        with_module = f"async ([address, argument]) => ({expression})(await import(address), argument)"
        return page.evaluate(with_module, [addresses[script], argument])

    return call
