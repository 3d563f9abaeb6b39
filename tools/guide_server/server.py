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

from tools.guide_server.routes import cities, find

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "media-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
COMPRESSIBLE = ("text/", "application/json", "application/manifest+json", "application/xml", "image/svg+xml")
SMALLEST_TO_COMPRESS = 500  # bytes; below, the headers of gzip eat the gain
COMPRESSED_FILES_KEPT = 512


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
            self.send(HTTPStatus.OK, overview(self.server.build), TYPES[".html"])
            return
        answer = find(self.server.build, address)
        if answer.location:
            self.send(answer.status, b"", TYPES[".txt"], location=answer.location)
        elif answer.file:
            self.send_file(answer.status, answer.file)
        else:
            self.send(answer.status, b"Not found\n", TYPES[".txt"])

    do_HEAD = do_GET  # noqa: N815 - the name is the base class's

    def send_file(self, status: int, file: Path) -> None:
        """Send a file, or word that the reader's copy of it is still right."""
        facts = file.stat()
        # A changed page of a new release may have the time and the size of the old one, and is another file.
        version = f'"{facts.st_ino:x}-{facts.st_mtime_ns:x}-{facts.st_size:x}"'
        if status == HTTPStatus.OK and self.headers["If-None-Match"] == version:
            self.send(HTTPStatus.NOT_MODIFIED, b"", None, version=version)
            return
        kind = TYPES.get(file.suffix, "application/octet-stream")
        if self.takes_gzip(kind, facts.st_size):
            body = compressed(file, version)
            self.send(status, body, kind, encoding="gzip", version=version)
        else:
            self.send(status, file.read_bytes(), kind, version=version)

    def takes_gzip(self, kind: str, size: int) -> bool:
        """Whether the reader asked for gzip and the file gets smaller by it."""
        accepted = self.headers["Accept-Encoding"] or ""
        return "gzip" in accepted and kind.startswith(COMPRESSIBLE) and size >= SMALLEST_TO_COMPRESS

    def send(
        self,
        status: int,
        body: bytes,
        kind: str | None,
        *,
        encoding: str | None = None,
        location: str | None = None,
        version: str | None = None,
    ) -> None:
        """Write one answer; `kind` is its media type, `version` its ETag."""
        self.send_response(status)
        headers = {
            **SECURITY_HEADERS,
            "Content-Type": kind,
            "Content-Encoding": encoding,
            "Location": location,
            "ETag": version,
            "Cache-Control": "no-cache",  # a release may go live at any moment: ask again, and mostly hear 304
            "Vary": "Accept-Encoding",
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
