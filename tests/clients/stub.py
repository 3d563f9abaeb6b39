"""A server that answers as a test tells it, request after request."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Reply:
    """What is answered; a body that is no text is sent as JSON."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Heard:
    """What was asked."""

    method: str
    headers: dict[str, str]
    body: Any


@contextmanager
def answering(*replies: Reply) -> Iterator[tuple[str, list[Heard]]]:
    """A server that gives these replies in turn: its address, and what it hears."""
    left = list(replies)
    heard: list[Heard] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"] or 0))
            given = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            body = json.loads(sent) if sent else {name: json.loads(value) for name, value in given.items()}
            heard.append(Heard(self.command, dict(self.headers), body))
            reply = left.pop(0)
            content = reply.body if isinstance(reply.body, str) else json.dumps(reply.body)
            packed = gzip.compress(content.encode()) if "gzip" in self.headers["Accept-Encoding"] else content.encode()
            coding = {"Content-Encoding": "gzip"} if packed != content.encode() else {}
            data = b"" if reply.status == 304 else packed
            self.send_response(reply.status)
            for name, value in {**coding, "Content-Length": str(len(data)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = answer  # noqa: N815 - http.server's names

        def log_message(self, *_arguments: object) -> None:
            """Keep the tests' output for the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/graphql", heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
