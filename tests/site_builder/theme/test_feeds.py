"""What is new, for feed readers (RFC 4287), and all that has a date, for calendars (RFC 5545): a file per language."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import pytest

from site_builder.guide import Guide
from site_builder.ical import LONGEST
from tests.site_builder.documents import small_city
from tests.site_builder.theme.conftest import BASE, Site

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGES = ("en", "de", "ar")


def feed_of(site: Site, language: str) -> ElementTree.Element:
    return ElementTree.fromstring(site.files[f"{language}/feed.atom"])


def text(element: ElementTree.Element, name: str) -> str:
    found = element.find(f"{ATOM}{name}")
    assert found is not None, name
    return found.text or ""


def lines_of(site: Site, language: str) -> list[str]:
    return site.files[f"{language}/events.ics"].replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_has_what_atom_asks_for(site: Site, language: str) -> None:
    feed = feed_of(site, language)
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == language
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    ids = [text(each, "id") for each in (feed, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", each) for each in ids)
    days = [datetime.fromisoformat(text(each, "updated")) for each in entries]
    assert days == sorted(days, reverse=True)
    assert text(feed, "updated") == text(entries[0], "updated")
    assert feed.findall(f"{ATOM}author/{ATOM}name")
    assert not feed.findall(f".//{ATOM}email")
    [own] = [link for link in feed.findall(f"{ATOM}link") if link.attrib["rel"] == "self"]
    assert own.attrib["href"].endswith(f"{BASE}/{language}/feed.atom")
    for entry in entries:
        [link] = entry.findall(f"{ATOM}link")
        path = link.attrib["href"].partition(BASE)[2].strip("/")
        assert f"{path}/index.html" in site.files
        assert text(entry, "title")


def test_an_entry_has_the_same_id_in_every_language(site: Site) -> None:
    titles = {
        language: {text(each, "id"): text(each, "title") for each in feed_of(site, language).iter(f"{ATOM}entry")}
        for language in LANGUAGES
    }
    shared = titles["en"].keys() & titles["ar"].keys()
    assert any(titles["en"][each] != titles["ar"][each] for each in shared)


def test_pages_lead_to_the_feed_and_to_the_calendar(site: Site) -> None:
    for path in ("ar", "ar/a-z", "ar/events-and-courses"):
        assert f'type="application/atom+xml" title="صفحات جديدة ومعدّلة" href="{BASE}/ar/feed.atom"' in site.page(path)
    assert f'<a href="{BASE}/ar/feed.atom"' in site.page("ar/a-z")
    assert f'href="{BASE}/ar/events.ics"' in site.page("ar/events-and-courses")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_has_every_event_and_alert_once_under_its_own_id(site: Site, language: str) -> None:
    file = site.files[f"{language}/events.ics"]
    assert file.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= LONGEST for line in file.split("\r\n"))
    lines = lines_of(site, language)
    uids = [line.removeprefix("UID:") for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == len(uids) == lines.count("BEGIN:VEVENT")
    single = [site.files[path] for path in site.files if path.startswith(f"{language}/") and path.endswith("event.ics")]
    for each in single:
        event = each.replace("\r\n ", "").partition("BEGIN:VEVENT")[2].partition("END:VEVENT")[0]
        assert event in "\r\n".join(lines)
    assert lines.count("TRANSP:TRANSPARENT") == len(uids) - len(single) > 0
    assert lines.count("BEGIN:VTIMEZONE") == 1


CHANGE = {"on": "2099-01-01", "field": "text", "before": "", "after": ""}


def test_what_changed_last_comes_first_in_the_languages_it_is_written_in_and_what_is_for_few_eyes_never() -> None:
    article = next(body for body in small_city() if body["kind"] == "article" and body["language"] == "en")
    others = [body for body in small_city() if body["uuid"] != article["uuid"]]

    def newest(language: str = "en", **facts: Any) -> dict[str, str]:
        return dict(Guide([*others, article | facts]).newest({"article"}, language, 1))

    assert newest(history=[CHANGE]) == {article["uuid"]: "2099-01-01"}
    assert article["uuid"] not in newest("ar", history=[CHANGE])
    assert article["uuid"] not in newest(history=[CHANGE], sensitivity="safety")
    assert newest(checked_on="2098-05-05") == {article["uuid"]: "2098-05-05"}
    assert article["uuid"] not in newest(checked_on=None, valid_from=None, history=[])
