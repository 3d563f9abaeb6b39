from __future__ import annotations

import socket
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from graphql import build_schema, parse, validate

from site_builder.client import CHANGES_QUERY, CITIES_QUERY, City, GraphQLFeed, http_feed
from site_builder.errors import FeedError
from tests.site_builder.conftest import ROOT
from tests.site_builder.documents import small_city
from tests.site_builder.feeds import Publisher, served, serving


def answering(status: int, body: bytes, **headers: str) -> type[BaseHTTPRequestHandler]:
    """A server that gives one answer to everything."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is BaseHTTPRequestHandler's
            """Nothing to say."""

    return Handler


def ask(address: str) -> None:
    http_feed(address).changes("harbourton", 0, 10)


def test_the_feed_reads_the_same_over_http_as_in_process() -> None:
    publisher = Publisher(small_city())
    publisher.withdraw(publisher.bodies[-1]["uuid"], publisher.bodies[-1]["language"])
    with serving(publisher) as endpoint:
        feed = http_feed(endpoint)
        assert feed.changes("harbourton", 0, 1_000) == publisher.feed.changes("harbourton", 0, 1_000)
        assert feed.cities() == [City("harbourton", ("en", "ar", "de"))]


def test_a_page_of_the_feed_says_where_to_go_on() -> None:
    publisher = Publisher(small_city())
    first = publisher.feed.changes("harbourton", 0, 5)
    assert [change.revision for change in first.changes] == [1, 2, 3, 4, 5]
    assert first.has_more
    assert publisher.feed.changes("harbourton", first.cursor, 5).changes[0].revision == 6


def test_a_withdrawn_document_comes_without_body() -> None:
    publisher = Publisher(small_city()[:1])
    publisher.withdraw(publisher.bodies[0]["uuid"], "en")
    [change] = publisher.feed.changes("harbourton", 0, 10).changes
    assert change.body is None


def test_an_unknown_city_is_told() -> None:
    with pytest.raises(FeedError, match="knows no city “atlantis”"):
        Publisher(small_city()).feed.changes("atlantis", 0, 10)


def test_an_endpoint_that_nobody_listens_at_is_named() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(FeedError, match=rf"http://127.0.0.1:{port}/ cannot be reached: .*Is the CMS running"):
        ask(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "cms.example.org", "ftp://cms.example.org"])
def test_only_a_web_address_is_asked(address: str) -> None:
    with pytest.raises(FeedError, match="is not a web address"):
        http_feed(address)


def test_a_silent_endpoint_is_not_waited_for_forever() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(FeedError, match="timed out"):
            http_feed(address, timeout=0.05).cities()


@pytest.mark.parametrize(
    ("status", "body", "headers", "message"),
    [
        (500, b"<h1>Server Error</h1>", {}, "HTTP status 500"),
        (200, b"<html>Log in</html>", {}, "not JSON. Is it the GraphQL endpoint"),
        (200, b"[]", {}, "not a GraphQL response"),
        (200, b"{}", {}, "answers without changes"),
        (200, b"\x1f\x8bhalf", {"Content_Encoding": "gzip"}, "broken gzip"),
        (200, b"{", {"Content_Length": "100"}, "broke off"),
        (400, b'{"errors": [{"message": "Cannot query field changes"}]}', {}, "refuses.*: Cannot query field changes"),
    ],
)
def test_a_wrong_answer_ends_in_one_clear_line(status: int, body: bytes, headers: dict[str, str], message: str) -> None:
    with served(answering(status, body, **headers)) as address, pytest.raises(FeedError, match=message) as refusal:
        ask(address)
    assert address in str(refusal.value)


@pytest.mark.parametrize(
    "row",
    [
        {"uuid": "u", "language": "en", "revision": 1, "withdrawn": False, "body": None},
        {"uuid": "u", "language": "en", "revision": 1, "withdrawn": False, "body": "text"},
        {"uuid": "u", "language": "en", "revision": None, "withdrawn": True, "body": None},
        {"uuid": "u"},
    ],
)
def test_a_change_that_cannot_be_read_is_refused(row: dict[str, Any]) -> None:
    feed = GraphQLFeed(
        lambda query, variables: {"data": {"changes": {"documents": [row], "cursor": 1, "hasMore": False}}}
    )
    with pytest.raises(FeedError, match="does not know"):
        feed.changes("harbourton", 0, 10)


@pytest.mark.parametrize("query", [CHANGES_QUERY, CITIES_QUERY])
def test_what_the_builder_asks_is_in_the_schema_that_the_api_publishes(query: str) -> None:
    schema = build_schema((ROOT / "docs" / "api" / "schema.graphql").read_text(encoding="utf-8"))
    assert validate(schema, parse(query)) == []
