"""Real web servers on this machine that answer as a test wants them to, and keep what they were asked."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

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


def self_signed(folder: Path) -> Path:
    """A file with a key and a certificate for 127.0.0.1 that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begins = datetime.now(UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(1).not_valid_before(begins).not_valid_after(begins + timedelta(days=1))
    plain = serialization.NoEncryption()
    file = folder / "certificate.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    return file


@contextmanager
def web_site(answers: Answers | None = None, robots: str = "", certificate: Path | None = None) -> Iterator[Site]:
    """A server on a free port of 127.0.0.1, with TLS if it has a certificate. What it does not know is 404."""

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

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing: a client that does not trust it hangs up."""

    server = Server(("127.0.0.1", 0), Handler)
    scheme = "http"
    if certificate:
        scheme, context = "https", ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site = Site(f"{scheme}://127.0.0.1:{server.server_port}", answers or {}, robots)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
