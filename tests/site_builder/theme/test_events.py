"""Events and courses: a list for each language, a page and a calendar file for each."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.site_builder.theme.conftest import BASE, Site

LIST = "events-and-courses"
COURSE = "events/english-for-mothers"


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def data_of(site: Site, path: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', site.page(path), re.DOTALL)
    assert found
    data: list[dict[str, Any]] = json.loads(found[1])
    return data


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["English for mothers", "Reading aloud", "Street fair"]),
        ("de", ["Englisch für Mütter", "Reading aloud", "Straßenfest"]),
        ("ar", ["الإنجليزية للأمهات", "Reading aloud", "Street fair"]),
    ],
)
def test_the_list_has_what_is_weekly_and_then_what_is_once_by_date(
    site: Site, language: str, titles: list[str]
) -> None:
    page = site.page(f"{language}/{LIST}")
    places = [page.index(title) for title in titles]
    assert places == sorted(places)
    assert page.index('id="weekly"') < places[0] < page.index('id="once"') < places[1]


def test_the_list_says_when_where_and_for_whom(site: Site) -> None:
    item = text_of(site.page(f"de/{LIST}").partition("Englisch für Mütter")[2])
    for words in (
        "Jede Woche: Montag, Donnerstag",
        "5. Januar 2099 bis 25. Juni 2099",
        "09:30 – 11:00",
        "Bürgerzentrum",
        "Kurs Sprachniveau A1 Nur für Frauen Mit Kinderbetreuung",
    ):
        assert words in item.replace("–", " – ").replace("  ", " ")


def test_a_day_is_told_with_its_weekday(site: Site) -> None:
    page = site.page("de/events/reading-aloud")
    assert '<time datetime="2099-03-02">Montag, 2. März 2099</time>' in page
    assert "Beginnt um" in page


def test_pages_lead_to_what_takes_place_there(site: Site) -> None:
    assert f'href="{BASE}/en/{LIST}/"' in site.page("en")
    for path in ("en/civic-centre", "en/harbour-aid", "en/home", "en/a-z"):
        assert f'href="{BASE}/en/{COURSE}/"' in site.page(path), path


def test_a_course_is_told_to_machines_with_its_dates(site: Site) -> None:
    course = next(data for data in data_of(site, f"en/{COURSE}") if data["@type"] == "Course")
    assert (course["provider"]["name"], course["educationalLevel"]) == ("Harbour Aid", "A1")
    instance = course["hasCourseInstance"]
    assert instance["startDate"] == "2099-01-05T09:30:00+00:00"
    assert instance["courseSchedule"]["byDay"] == ["https://schema.org/Monday", "https://schema.org/Thursday"]


def test_an_event_is_told_to_machines_with_its_place(site: Site) -> None:
    fair = next(data for data in data_of(site, "en/events/street-fair") if data["@type"] == "Event")
    assert (fair["startDate"], fair["endDate"]) == ("2099-05-30", "2099-05-31")
    assert fair["location"]["address"] == "Market Square, Harbourton"


def test_each_event_has_a_calendar_file_in_each_language(site: Site) -> None:
    files = [path for path in site.files if path.endswith("event.ics")]
    assert len(files) == 9
    german = site.files[f"de/{COURSE}/event.ics"]
    assert "SUMMARY;LANGUAGE=de:Englisch für Mütter\r\n" in german
    assert f"URL:http://127.0.0.1:8001{BASE}/de/{COURSE}/\r\n" in german
    english = site.files[f"en/{COURSE}/event.ics"].replace("\r\n ", "")
    assert 'SUMMARY;LANGUAGE=en:English for mothers\\, first steps\\; "free"\\, at last\r\n' in english
    assert "LOCATION:Civic Centre\\, 1 Quay Street\\, HB1 1AA Harbourton\r\n" in english


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar", "de"])
def test_a_device_hides_what_is_over(browser: Browser, address: str, language: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.clock.set_fixed_time("2099-03-03T12:00:00")
        page.goto(f"{address}{BASE}/{language}/{LIST}/")
        assert page.locator(".event:visible").count() == 2, "the day of reading aloud is over"
        assert page.locator("[data-note]").count() == 0
        page.clock.set_fixed_time("2099-06-26T12:00:00")
        page.reload()
        assert page.locator(".event:visible, main section:visible").count() == 0
        assert page.locator("[data-nothing]").is_visible()
        page.goto(f"{address}{BASE}/{language}/events/street-fair/")
        assert page.locator("[data-overdue='2099-05-31']").is_visible()


@pytest.mark.browser
def test_without_scripts_readers_are_told_to_look_at_the_dates(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}{BASE}/de/{LIST}/")
        assert page.locator(".event:visible").count() == 3
        assert page.get_by_text("Manches davon kann vorbei sein.").is_visible()


@pytest.mark.browser
def test_a_calendar_file_is_sent_as_one(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}{BASE}/ar/{COURSE}/")
        link = page.locator('a[type="text/calendar"]').get_attribute("href")
        answer = context.request.get(address + str(link))
        assert answer.headers["content-type"].startswith("text/calendar")
        assert answer.text().startswith("BEGIN:VCALENDAR\r\n")
