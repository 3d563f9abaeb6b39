"""Real web servers on this machine that answer as a test wants them to, and keep what they were asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

# By path: the status, and where it leads. A path for one method alone is written like "HEAD /page".
Answers = dict[str, tuple[int, str]]


@dataclass
class Site:
    """A running server."""

    url: str
    answers: Answers
    robots: str = ""
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)


@contextmanager
def web_site(answers: Answers | None = None, robots: str = "") -> Iterator[Site]:
    """A server on a free port of 127.0.0.1. What it does not know is 404."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            site.agents.add(self.headers["User-Agent"])
            if self.path == "/robots.txt":
                self._send(200 if site.robots else 404, "", site.robots.encode())
                return
            site.asked.append(f"{self.command} {self.path}")
            known = site.answers.get(f"{self.command} {self.path}") or site.answers.get(self.path)
            self._send(*(known or (404, "")), b"x" * 100)

        def _send(self, status: int, location: str, body: bytes) -> None:
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_GET = do_HEAD = _answer  # noqa: N815 - names of the standard library

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - a name of the standard library
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_port}", answers or {}, robots)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
