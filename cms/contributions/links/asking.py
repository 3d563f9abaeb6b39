"""Asking another web site for a page, politely and without being led into a private network."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from cms.contributions.links.models import LONGEST_ADDRESS, Answer

TIMEOUT = 10.0  # seconds for each step of a conversation
DEADLINE = 30.0  # seconds for all of one request: a server that sends a byte now and then is none
MOST_REDIRECTS = 5
MOST_ADDRESSES = 4  # of a host, of which one has to take a connection
PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# After these, HEAD says nothing about the page: the server may know GET alone.
ASK_AGAIN = frozenset({403, 405, 501})
GONE = frozenset({404, 410})
SAFE = "%/:=&?~#+!$,;'@()*[]-._"
# IPv6 addresses in which an IPv4 address is wrapped, private ones too: NAT64, 6to4, Teredo.
WRAPPED = [ipaddress.ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]


@dataclass(frozen=True)
class Outcome:
    """What came of asking for an address."""

    answer: Answer
    status: int = 0
    moved_to: str = ""


@dataclass(frozen=True)
class Reply:
    """The head of an answer, and as much of its body as was asked for."""

    status: int
    location: str
    body: bytes


class UnreachableError(Exception):
    """No answer came; `answer` says why."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__(answer)


@dataclass(frozen=True)
class Asker:
    """Asks as one agent. `private` lets it into private networks, as tests need."""

    agent: str
    private: bool = False
    timeout: float = TIMEOUT
    deadline: float = DEADLINE

    def outcome(self, url: str) -> Outcome:
        """What comes of asking for an address, after all its redirects."""
        reached, moved_to, permanent = url, "", True
        for _hop in range(MOST_REDIRECTS + 1):
            try:
                reply = self._head_or_get(reached)
            except UnreachableError as error:
                return Outcome(error.answer)
            if reply.status not in REDIRECTS or not reply.location:
                return Outcome(_answer(reply.status), reply.status, moved_to)
            reached = urljoin(reached, reply.location)
            permanent = permanent and reply.status in PERMANENT
            if permanent and len(reached) <= LONGEST_ADDRESS:
                moved_to = reached
        return Outcome(Answer.LOOP)

    def fetch(self, method: str, url: str, most: int = 0) -> Reply:
        """One request; no more than `most` bytes of its body are read. Raises UnreachableError."""
        parts, host, port = _parts(url)
        target = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
        with _understood(), self._connected(parts.scheme, host, port) as connection:
            headers = {"User-Agent": self.agent, "Accept": "*/*", "Connection": "close"}
            connection.request(method, target, headers=headers)
            response = connection.getresponse()
            body = response.read(most) if most else b""
            return Reply(response.status, response.headers.get("Location", ""), body)

    def _head_or_get(self, url: str) -> Reply:
        reply = self.fetch("HEAD", url)
        return self.fetch("GET", url) if reply.status in ASK_AGAIN else reply

    @contextmanager
    def _connected(self, scheme: str, host: str, port: int) -> Iterator[http.client.HTTPConnection]:
        """A connection to the address that was looked at: a name that is resolved twice may lead elsewhere."""
        streams = [self._reached(self._resolved(host, port), port)]
        # From another thread: whoever reads is woken by it.
        timer = Timer(self.deadline, _cut, [streams])
        timer.daemon = True
        timer.start()
        try:
            if scheme == "https":
                streams.append(_trust().wrap_socket(streams[0], server_hostname=host))
            connection = http.client.HTTPConnection(host, port, timeout=self.timeout)
            connection.default_port = 443 if scheme == "https" else 80
            connection.sock = streams[-1]
            yield connection
        finally:
            timer.cancel()
            streams[-1].close()

    def _reached(self, addresses: list[str], port: int) -> socket.socket:
        """A connection to the first of a host's addresses that takes one: not every machine has IPv6."""
        *others, last = addresses[:MOST_ADDRESSES]
        for address in others:
            with suppress(OSError):
                return socket.create_connection((address, port), self.timeout)
        return socket.create_connection((last, port), self.timeout)

    def _resolved(self, host: str, port: int) -> list[str]:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        # A single private one would do to be let in by chance.
        if not self.private and not all(map(is_public, found)):
            raise UnreachableError(Answer.INSIDE)
        return list(dict.fromkeys(found))


def _cut(streams: list[socket.socket]) -> None:
    """End a conversation that takes too long, whatever is spoken over it."""
    with suppress(OSError):
        socket.socket.shutdown(streams[-1], socket.SHUT_RDWR)


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def is_public(address: str) -> bool:
    """Whether everybody can reach an IP address: not this machine, not its network, no address with another in it."""
    number = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped:
            return is_public(str(number.ipv4_mapped))
        if any(number in network for network in WRAPPED):
            return False
    return number.is_global and not number.is_multicast


def _parts(url: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode() if "[" not in parts.netloc else parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:  # UnicodeError is one
        raise UnreachableError(Answer.MALFORMED) from error
    if parts.scheme not in ("http", "https") or not host:
        raise UnreachableError(Answer.MALFORMED)
    return parts, host, port


@contextmanager
def _understood() -> Iterator[None]:
    """Make what goes wrong on the way an answer."""
    try:
        yield
    except socket.gaierror as error:
        temporary = error.errno == socket.EAI_AGAIN
        raise UnreachableError(Answer.NO_ANSWER if temporary else Answer.NO_HOST) from error
    except ssl.SSLCertVerificationError as error:
        raise UnreachableError(Answer.UNSAFE) from error
    except (OSError, http.client.HTTPException) as error:
        raise UnreachableError(Answer.NO_ANSWER) from error


def _answer(status: int) -> Answer:
    if status < 400:
        return Answer.WORKS
    if status in GONE:
        return Answer.GONE
    # A page that asks for a log-in, or for a person, is there.
    return Answer.SERVER if 500 <= status < 600 else Answer.BARRED
