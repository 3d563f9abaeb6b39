"""HTTP with servers outside, without being led into a private network by whoever gave their address."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, quote, urlsplit

TIMEOUT = 10.0  # seconds for each step of a conversation
DEADLINE = 30.0  # seconds for all of one request: a server that sends a byte now and then is none
MOST_ADDRESSES = 4  # of a host, of which one has to take a connection
SAFE = "%/:=&?~#+!$,;'@()*[]-._"
# The part of IPv6 that is given out. NAT64, which wraps IPv4 addresses, private ones too, and the site-local addresses
# of old networks lie outside of it; 6to4 and Teredo wrap them inside of it.
GIVEN_OUT = ipaddress.IPv6Network("2000::/3")
WRAPPED = [ipaddress.IPv6Network(each) for each in ("2002::/16", "2001::/32")]


class Reason(StrEnum):
    """Why no answer came."""

    NO_HOST = "no_host"
    NO_ANSWER = "no_answer"
    UNSAFE = "unsafe"
    INSIDE = "inside"
    MALFORMED = "malformed"


class NoAnswerError(Exception):
    """No answer came; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason)


def is_public(address: str) -> bool:
    """Whether everybody can reach an IP address: not this machine, not its network, no address with another in it."""
    number = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped:
            return is_public(str(number.ipv4_mapped))
        if number not in GIVEN_OUT or any(number in network for network in WRAPPED):
            return False
    return number.is_global and not number.is_multicast


def is_loopback(address: str) -> bool:
    """Whether an IP address is this machine, and nothing else."""
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


@dataclass(frozen=True)
class Conversation:
    """A connection, and what is asked for over it."""

    connection: http.client.HTTPConnection
    target: str
    """The path and the query, quoted."""


@dataclass(frozen=True)
class Caller:
    """Opens connections to hosts of which `admits` lets in every IP address."""

    admits: Callable[[str], bool] = is_public
    timeout: float = TIMEOUT
    deadline: float = DEADLINE

    @contextmanager
    def conversation(self, url: str) -> Iterator[Conversation]:
        """A conversation with the host of an address. Raises NoAnswerError, inside the block too."""
        parts, host, port = _parts(url)
        target = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
        with _understood(), self._connected(parts.scheme, host, port) as connection:
            yield Conversation(connection, target)

    def look_up(self, url: str) -> None:
        """Whether the host of an address is there and may be called, without calling it. Raises NoAnswerError."""
        _parsed, host, port = _parts(url)
        with _understood():
            self._resolved(host, port)

    @contextmanager
    def _connected(self, scheme: str, host: str, port: int) -> Iterator[http.client.HTTPConnection]:
        """A connection to the address that was looked at: a name that is resolved twice may lead elsewhere."""
        until = monotonic() + self.deadline
        streams = [self._reached(self._resolved(host, port), port, until)]
        # From another thread: whoever reads is woken by it.
        timer = Timer(max(0.0, until - monotonic()), _cut, [streams])
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

    def _reached(self, addresses: list[str], port: int, until: float) -> socket.socket:
        """A connection to the first of a host's addresses that takes one in time: not every machine has IPv6."""
        *others, last = addresses[:MOST_ADDRESSES]
        for address in others:
            with suppress(OSError):
                return self._tried(address, port, until)
        return self._tried(last, port, until)

    def _tried(self, address: str, port: int, until: float) -> socket.socket:
        left = until - monotonic()
        if left <= 0:
            raise TimeoutError
        return socket.create_connection((address, port), min(self.timeout, left))

    def _resolved(self, host: str, port: int) -> list[str]:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        # A single private one would do to be let in by chance.
        if not all(map(self.admits, found)):
            raise NoAnswerError(Reason.INSIDE)
        return list(dict.fromkeys(found))


def _cut(streams: list[socket.socket]) -> None:
    """End a conversation that takes too long, whatever is spoken over it."""
    with suppress(OSError):
        socket.socket.shutdown(streams[-1], socket.SHUT_RDWR)


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _parts(url: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode() if "[" not in parts.netloc else parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:  # UnicodeError is one
        raise NoAnswerError(Reason.MALFORMED) from error
    if parts.scheme not in ("http", "https") or not host:
        raise NoAnswerError(Reason.MALFORMED)
    return parts, host, port


@contextmanager
def _understood() -> Iterator[None]:
    """Make what goes wrong on the way a reason."""
    try:
        yield
    except socket.gaierror as error:
        temporary = error.errno == socket.EAI_AGAIN
        raise NoAnswerError(Reason.NO_ANSWER if temporary else Reason.NO_HOST) from error
    except ssl.SSLCertVerificationError as error:
        raise NoAnswerError(Reason.UNSAFE) from error
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswerError(Reason.NO_ANSWER) from error
