"""Other people's systems: a real server on this machine that answers messages as a test wants it to, and keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

SILENCE = 0
"""An answer that does not come while the test runs."""


@dataclass
class Receiver:
    """A running server."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    """What it answers to each message that comes; 200 once there is nothing left."""
    said: bytes = b"thank you"
    location: str = ""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    """Headers, with names in lower case, and the body of each message that was sent to it."""
    over: Event = field(default_factory=Event)


@contextmanager
def receiver(*answers: int) -> Iterator[Receiver]:
    """A server on a free port of 127.0.0.1."""
    made = Receiver(answers=list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            status = made.answers.pop(0) if made.answers else 200
            if status == SILENCE:
                made.over.wait()
                return
            self.send_response(status)
            if made.location:
                self.send_header("Location", made.location)
            self.end_headers()
            self.wfile.write(made.said)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - a name of the standard library
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing: a client that waited for long hangs up."""

    server = Server(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/waymark"
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
