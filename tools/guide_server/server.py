"""An HTTP server for built guides, with the headers that a public server should send.

For looking at guides on the own machine and for tests. It listens on the loopback address only.
"""

from __future__ import annotations

import gzip
import sys
from functools import lru_cache
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from site_builder.serving.headers import COMPRESSIBLE, ENCODINGS, SMALLEST_TO_COMPRESS, content_type
from tools.guide_server.routes import Answer, cities, find, headers_of

COMPRESSED_FILES_KEPT = 512
HTML, TEXT = content_type("index.html"), content_type("robots.txt")
PLAIN = Answer(HTTPStatus.OK)


class GuideServer(ThreadingHTTPServer):
    """Serves the guides below `build` on 127.0.0.1; port 0 takes any free one. Raises OSError if the port is taken."""

    def __init__(self, build: Path, port: int) -> None:
        self.build = build.resolve()
        super().__init__(("127.0.0.1", port), GuideHandler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report what went wrong, save that a reader went away before her page was sent."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class GuideHandler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the live releases below one build folder; every other method gets 501."""

    protocol_version = "HTTP/1.1"
    server_version = "Waymark"
    sys_version = ""
    timeout = 30  # seconds; a reader that says nothing for so long loses her connection

    server: GuideServer

    def do_GET(self) -> None:
        """Send the file, the redirect or the 404 page that the address asks for."""
        address = urlsplit(self.path).path
        if address == "/":
            self.send(HTTPStatus.OK, overview(self.server.build), HTML)
            return
        answer = find(self.server.build, address, self.headers["Accept-Language"] or "")
        if answer.file:
            self.send_file(answer, answer.file)
        else:
            self.send(answer.status, b"" if answer.location else b"Not found\n", TEXT, answer)

    do_HEAD = do_GET  # noqa: N815 - the name is the base class's

    def send_file(self, answer: Answer, file: Path) -> None:
        """Send a file, or word that the reader's copy of it is still right."""
        status = answer.status
        facts = file.stat()
        # A changed page of a new release may have the time and the size of the old one, and is another file.
        version = f'"{facts.st_ino:x}-{facts.st_mtime_ns:x}-{facts.st_size:x}"'
        if status == HTTPStatus.OK and self.headers["If-None-Match"] == version:
            self.send(HTTPStatus.NOT_MODIFIED, b"", None, answer, version=version)
            return
        kind = content_type(file.name)
        ready = self.compressed_beside(file)
        if ready:
            encoding, body = ready
            self.send(status, body, kind, answer, encoding=encoding, version=version)
        elif self.takes("gzip") and kind.startswith(COMPRESSIBLE) and facts.st_size >= SMALLEST_TO_COMPRESS:
            self.send(status, compressed(file, version), kind, answer, encoding="gzip", version=version)
        else:
            self.send(status, file.read_bytes(), kind, answer, version=version)

    def compressed_beside(self, file: Path) -> tuple[str, bytes] | None:
        """The best encoding that the reader takes and in which the release has the file, with its bytes."""
        for suffix, encoding in ENCODINGS.items():
            beside = file.with_name(f"{file.name}.{suffix}")
            if self.takes(encoding) and beside.is_file():
                return encoding, beside.read_bytes()
        return None

    def takes(self, encoding: str) -> bool:
        """Whether the reader asked for an encoding."""
        return encoding in (self.headers["Accept-Encoding"] or "")

    def send(
        self,
        status: int,
        body: bytes,
        kind: str | None,
        answer: Answer = PLAIN,
        *,
        encoding: str | None = None,
        version: str | None = None,
    ) -> None:
        """Write one answer; `kind` is its media type, `version` its ETag."""
        self.send_response(status)
        headers = {
            **headers_of(self.server.build, urlsplit(self.path).path),
            "Content-Type": kind,
            "Content-Encoding": encoding,
            "Location": answer.location,
            "ETag": version,
            "Cache-Control": answer.kept,
            "Vary": f"Accept-Encoding, {answer.varies}" if answer.varies else "Accept-Encoding",
            "Content-Length": str(len(body)) if status != HTTPStatus.NOT_MODIFIED else None,
        }
        for name, value in headers.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: who reads what is nobody's business, and the terminal belongs to the CMS."""


@lru_cache(COMPRESSED_FILES_KEPT)
def compressed(file: Path, _version: str) -> bytes:
    """The file in gzip; the version in the key makes a changed file a new one."""
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)


def overview(build: Path) -> bytes:
    """A page that leads to every city's guide. It is for those who run the server, hence in English."""
    links = "".join(f'<li><a href="/{quote(city)}/">{escape(city)}</a></li>' for city in cities(build))
    page = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Guides</title>'
        '<meta name="viewport" content="width=device-width"></head>'
        f"<body><h1>Guides</h1><ul>{links}</ul></body></html>"
    )
    return page.encode()
