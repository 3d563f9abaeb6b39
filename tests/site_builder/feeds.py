"""A CMS in miniature: documents with revisions, answering the builder's queries in process or over HTTP."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from site_builder.client import GraphQLFeed

Body = dict[str, Any]


class Publisher:
    """What is published in one city, numbered as cms.publishing numbers it."""

    def __init__(self, documents: Iterable[Body] = (), *, city: str = "harbourton") -> None:
        self.city = city
        self.revision = 0
        self.rows: dict[tuple[str, str], Body] = {}
        self.publish(*documents)

    def publish(self, *documents: Body) -> None:
        for body in documents:
            self._put(body["uuid"], body["language"], body)

    def withdraw(self, uuid: str, language: str) -> None:
        self._put(uuid, language, None)

    def _put(self, uuid: str, language: str, body: Body | None) -> None:
        self.revision += 1
        row = {"uuid": uuid, "language": language, "revision": self.revision, "withdrawn": body is None, "body": body}
        self.rows[uuid, language] = row

    @property
    def bodies(self) -> list[Body]:
        """What is live now."""
        return [row["body"] for row in self.rows.values() if row["body"] is not None]

    @property
    def feed(self) -> GraphQLFeed:
        return GraphQLFeed(self.execute)

    def execute(self, query: str, variables: dict[str, Any]) -> dict[str, Any]:
        """GraphQL's answer, as far as the builder asks."""
        if "cities" in query:
            return {"data": {"cities": [{"slug": self.city, "languages": ["en", "ar", "de"]}]}}
        if variables["city"] != self.city:
            return {"data": {"changes": None}}
        rows = sorted((row for row in self.rows.values() if row["revision"] > variables["after"]), key=by_revision)
        page = rows[: variables["first"]]
        cursor = page[-1]["revision"] if page else variables["after"]
        return {"data": {"changes": {"documents": page, "cursor": cursor, "hasMore": len(rows) > len(page)}}}


def by_revision(row: dict[str, Any]) -> int:
    number: int = row["revision"]
    return number


class GraphQLHandler(BaseHTTPRequestHandler):
    """POST a query, get gzipped JSON."""

    publisher: Publisher

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = gzip.compress(json.dumps(self.publisher.execute(asked["query"], asked["variables"])).encode())
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is BaseHTTPRequestHandler's
        """Tests have nothing to say of each request."""


@contextmanager
def served(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server that answers with a handler, for as long as the block runs."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/graphql/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def serving(publisher: Publisher) -> Iterator[str]:
    """The GraphQL endpoint of a publisher."""
    with served(type("Handler", (GraphQLHandler,), {"publisher": publisher})) as address:
        yield address
