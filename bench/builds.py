"""What benches of the builder share: an endpoint with generated documents, and builds in processes of their own."""

from __future__ import annotations

import json
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench.documents import CITY, SOURCE, Body, city_documents
from bench.spent import spent

LANGUAGES = (SOURCE, "de", "fr", "es", "pt", "ar", "fa", "uk", "tr", "ti")
THEME = Path(__file__).resolve().parent.parent / "themes" / "waymark"
DIRECTORY = 126  # documents of the generated city that are not procedures, services or articles


@dataclass
class Endpoint:
    """Published documents with revisions, as the CMS serves them."""

    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    revision: int = 0

    @classmethod
    def of_city(cls, pages: int) -> Endpoint:
        """With a generated city: so many procedures, services and articles in each language, and its directory."""
        endpoint = cls()
        for body in city_documents((pages + DIRECTORY - 1) * len(LANGUAGES), LANGUAGES):
            endpoint.publish(body)
        return endpoint

    def publish(self, body: Body) -> None:
        """The next revision is this document."""
        self.revision += 1
        row = {"uuid": body["uuid"], "language": body["language"], "revision": self.revision}
        self.rows[body["uuid"], body["language"]] = row | {"withdrawn": False, "body": body}

    def changes(self, after: int, first: int) -> dict[str, Any]:
        """A page of the feed."""
        due = sorted((row for row in self.rows.values() if row["revision"] > after), key=lambda row: row["revision"])
        page = due[:first]
        cursor = page[-1]["revision"] if page else after
        return {"data": {"changes": {"documents": page, "cursor": cursor, "hasMore": len(due) > first}}}

    def edit(self, kind: str, *languages: str, field: str = "title") -> None:
        """Change one document of a kind in some languages: its title, or the first of its texts."""
        of_kind = [row["body"] for row in self.rows.values() if row["body"]["kind"] == kind]
        uuid = of_kind[len(of_kind) // 2]["uuid"]
        for language in languages:
            body = self.rows[uuid, language]["body"]
            if field == "body":
                first, *others = body["body"]
                self.publish(body | {"body": [first | {"html": f"<p>Revision {self.revision}</p>"}, *others]})
            else:
                self.publish(body | {field: f"{body[field].partition(' #')[0]} #{self.revision}"})


@contextmanager
def served(endpoint: Endpoint) -> Iterator[str]:
    """The address at which an endpoint answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["variables"]
            answer = json.dumps(endpoint.changes(asked["after"], asked["first"])).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is BaseHTTPRequestHandler's
            """Nothing to say of a request."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@dataclass(frozen=True)
class Taken:
    """What one build took: seconds, and MiB of the largest process; and what it said."""

    wall: float
    cpu: float
    memory: float
    result: dict[str, Any]


def build(address: str, output: Path, *flags: str) -> Taken:
    """Run the builder in a process of its own."""
    command = [sys.executable, "-m", "site_builder", "build", "--json", "--endpoint", address, "--city", CITY, *flags]
    taken, told = spent([*command, "--output", str(output)])
    return Taken(*taken, json.loads(told))


def forget_releases(output: Path) -> None:
    """As if the city had never been built, its documents aside."""
    shutil.rmtree(output / CITY / "releases")
    (output / CITY / "current").unlink()
