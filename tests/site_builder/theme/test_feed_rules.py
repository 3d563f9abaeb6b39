"""Every feed is an Atom feed by RFC 4287, every calendar file one by RFC 5545, whatever editors typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from site_builder.assets import collect
from site_builder.environment import make_environment
from tests.site_builder import atom_rules, ical_rules
from tests.site_builder.documents import small_city
from tests.site_builder.entities import Body
from tests.site_builder.theme.conftest import BASE, THEME, Site, make_site
from tests.site_builder.theme.test_hostile_text import HOSTILE, poison

RULES: dict[str, Callable[[bytes], list[str]]] = {".atom": atom_rules.violations, ".ics": ical_rules.violations}
# What editors may paste: control characters, separators of lines, the end of a section, letters beyond 16 bits.
PASTED = f"{HOSTILE} ]]> ,;:\\ \\n \x00\x0b\x1f\x7f\x85\u2028\ufffe 𞤀 إقامة"


@pytest.fixture(scope="module")
def pasted() -> Site:
    """The small city with such text wherever there is text."""
    environment = make_environment(THEME, collect(THEME).addresses(BASE))
    return make_site([poison(body, PASTED) for body in small_city()], environment)


@pytest.fixture(scope="module")
def quiet() -> Site:
    """A city in which nothing takes place and nothing is dated."""
    environment = make_environment(THEME, collect(THEME).addresses(BASE))
    undated: Body = {"history": [], "checked_on": None, "valid_from": None}
    told = [body | {name: value for name, value in undated.items() if name in body} for body in small_city()]
    return make_site([body for body in told if body["kind"] not in ("event", "alert")], environment)


@pytest.mark.parametrize("city", ["site", "pasted", "quiet"])
def test_every_feed_and_every_calendar_is_one(city: str, request: pytest.FixtureRequest) -> None:
    files: dict[str, str] = request.getfixturevalue(city).files
    seen = set()
    for path, text in files.items():
        for suffix, violations in RULES.items():
            if path.endswith(suffix):
                seen.add(path.rpartition("/")[2])
                assert violations(text.encode()) == [], path
    assert seen == {"feed.atom", "events.ics"} | ({"event.ics"} if city != "quiet" else set())


BROKEN_FEEDS = [
    ("<author>", "<writer>", "writer has no place in feed"),
    ("Z</updated>", "</updated>", "no moment"),
    ("-01T12", "-41T12", "no moment"),
    ('rel="self"', 'rel="alternate" title="feed"', "other links than"),
    ('type="application/atom+xml"', 'type="atom"', "no media type"),
    ('type="application/atom+xml"', 'type="text/html"', "does not say that it is Atom"),
    (' xml:lang="en"', "", "does not say its language"),
    ('hreflang="en"', 'hreflang="ar"', "another language"),
    ("<id>urn:uuid:", "<id>", "no absolute address"),
    ('href="http://127.0.0.1:8001/', 'href="/', "no absolute address"),
    ("<category term=", "<category label=", "no term"),
    ("<entry>\n", "<entry>\n<id>urn:uuid:0</id>", "id more than once"),
    ("<summary>", '<summary type="markdown">', "of no type"),
    ("<entry>", "<entry>beside", "text beside its elements"),
    ("<title>Harbourton: New and changed pages</title>", "<title> </title>", "title says nothing"),
    ("<title>Harbourton: New and changed pages</title>\n", "", "feed lacks title"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), BROKEN_FEEDS)
def test_what_is_wrong_with_a_feed_is_seen(site: Site, right: str, wrong: str, said: str) -> None:
    text = site.files["en/feed.atom"]
    assert right in text
    broken = text.replace(right, wrong)
    if "writer" in wrong:
        broken = broken.replace("</author>", "</writer>")
    assert said in "\n".join(atom_rules.violations(broken.encode()))


BROKEN_CALENDARS = [
    ("\r\n", "\n", "CR or LF alone"),
    ("VERSION:2.0\r\n", "", "VCALENDAR lacks VERSION"),
    ("END:VCALENDAR\r\n", "END:VCALENDAR", "no end"),
    ("BEGIN:VTIMEZONE", "BEGIN:VZONE", "VZONE has no place"),
    ("TZID:Europe/London", "TZID:Europe/Paris", "no time zone that the file tells"),
    ("T000000Z", "T000000", "DTSTAMP is not"),
    ("\r\n ", "\r\n", "no property"),
    ("\\,", ",", "is not what it should be"),
    ("\r\n ", "", "octets in a line"),
    ("UID:", "X-UID:", "VEVENT lacks UID"),
    ("TZOFFSETTO:+", "TZOFFSETTO:", "TZOFFSETTO is not"),
    ("DTEND;TZID=", "DTEND;VALUE=DATE;TZID=", "does not end after it starts"),
    ("FREQ=WEEKLY;", "FREQ=OFTEN;", "RRULE is not"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), BROKEN_CALENDARS)
def test_what_is_wrong_with_a_calendar_is_seen(site: Site, right: str, wrong: str, said: str) -> None:
    text = site.files["en/events.ics"]
    assert right in text
    assert said in "\n".join(ical_rules.violations(text.replace(right, wrong).encode()))


def test_an_id_that_occurs_twice_is_seen(site: Site) -> None:
    text = site.files["en/events.ics"]
    event = f"BEGIN:VEVENT{text.partition('BEGIN:VEVENT')[2].partition('END:VEVENT')[0]}END:VEVENT\r\n"
    assert "a UID occurs twice" in ical_rules.violations(text.replace(event, event * 2).encode())
    feed = site.files["en/feed.atom"]
    entry = f"<entry>{feed.partition('<entry>')[2].partition('</entry>')[0]}</entry>"
    assert "an id occurs twice" in atom_rules.violations(feed.replace(entry, entry * 2).encode())
