"""What a line of an access log says, and that anything may stand in a log."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.insights.access_logs import Asked, BadLineError, Line, host_of, parse
from tests.cms.insights.access_log_lines import caddy, combined

MOMENT = datetime(2026, 3, 1, 12, 30, 5, tzinfo=UTC)
HOST = "guide.example.org"
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["host", "method", "uri", "headers"]), inner),
)


@pytest.mark.parametrize(
    "line",
    [
        combined("/ar/%C3%A4/?from=chat", MOMENT, host=f"{HOST}:443"),
        combined("/ar/%C3%A4/", MOMENT, host=HOST.upper(), status=304),
        caddy("/ar/%C3%A4/", MOMENT, f"{HOST}:443"),
        caddy("/ar/%C3%A4/?a=b", MOMENT, HOST).replace(str(MOMENT.timestamp()), '"2026-03-01T13:30:05+01:00"'),
    ],
)
def test_every_format_says_the_same(line: str) -> None:
    assert parse(line) == Line(HOST, MOMENT, "/ar/ä/", Asked.READ)


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        (combined("/", MOMENT, agent="Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com)"), Asked.ROBOT),
        (combined("/", MOMENT, agent="curl/8.5.0"), Asked.ROBOT),
        (combined("/", MOMENT, agent="WhatsApp/2.23.20.0"), Asked.ROBOT),
        (combined("/", MOMENT, agent="-"), Asked.ROBOT),
        (caddy("/", MOMENT, HOST, User_Agent="bingbot/2.0"), Asked.ROBOT),
        (combined("/", MOMENT, agent="Mozilla/5.0 (Linux; Android 9; CUBOT_X18_Plus)"), Asked.READ),
        (combined("/", MOMENT, method="HEAD"), Asked.OTHER),
        (combined("/", MOMENT, method="POST"), Asked.OTHER),
        (combined("/", MOMENT, status=404), Asked.OTHER),
        (combined("/", MOMENT, status=301), Asked.OTHER),
        (caddy("/", MOMENT, HOST, Sec_Purpose="prefetch;prerender"), Asked.OTHER),
        (combined("/", MOMENT, status=400).replace("GET / HTTP/2.0", r"\x16\x03\x01 \"\\"), Asked.OTHER),
        (combined("/", MOMENT, status=408).replace("GET / HTTP/2.0", "-"), Asked.OTHER),
    ],
)
def test_only_pages_that_a_person_got_are_read(line: str, asked: Asked) -> None:
    found = parse(line)
    assert found is not None
    assert found.asked is asked


@pytest.mark.parametrize("line", ["\n", '{"level":"info","ts":1.5,"logger":"tls","msg":"renewed"}\n'])
def test_lines_about_no_request_are_passed_over(line: str) -> None:
    assert parse(line) is None


@given(
    st.one_of(
        st.text(),
        st.text().map('1.2.3.4 - - [{}] "GET / HTTP/2.0" 200 1 "-" "-"'.format),
        st.fixed_dictionaries({"request": JSON, "ts": JSON, "status": JSON}).map(json.dumps),
    )
)
def test_whatever_stands_in_a_log_is_a_line_or_a_bad_line(text: str) -> None:
    with contextlib.suppress(BadLineError):
        assert isinstance(parse(text), Line | None)


def test_hosts_are_written_as_servers_write_them() -> None:
    assert host_of("https://Führer.example.org:8000/alpha") == host_of("xn--fhrer-kva.example.org")
    assert host_of("[::1]:80") == "::1"
