"""Lines of web servers' access logs: which page of which host was read when, by a person.

Understood are the combined format of nginx and Apache, with a word for the host before it (Apache's `vhost_combined`)
or without, and Caddy's lines of JSON. The address of the reader and the name of the browser end here.
"""

from __future__ import annotations

import gzip
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

# Words in the names of programs that read pages for no person. Cubot is a make of cheap telephones.
ROBOTS = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|scrapy|monitor|uptime|pingdom|preview|externalhit|^whatsapp/|headless|lighthouse"
    r"|^curl|^wget|python|^java/|^go-http|libwww|httpx|okhttp|axios|node-fetch",
    re.IGNORECASE,
)
# 304: the browser still had the page and the reader got it.
READ = frozenset({200, 304})

_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_COMBINED = re.compile(rf"([^\[\"]*) \[([^\]]+)\] {_QUOTED} (\d{{3}}) \S+ {_QUOTED} {_QUOTED}.*")
_TIME = re.compile(r"(\d\d)/([A-Z][a-z]{2})/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_GZIP = b"\x1f\x8b"


class BadLineError(ValueError):
    """A line that is in none of the formats."""


class Asked(Enum):
    """What a line is about."""

    READ = "read"
    ROBOT = "robot"
    OTHER = "other"
    """What failed or led elsewhere, what was not asked for a person to see now, and what changes something."""


class Line(NamedTuple):
    """What a line says, without who it was."""

    host: str
    """In lower case, without the port; empty if the line does not say."""
    moment: datetime
    path: str
    """Without the query, as it reads: %-signs are resolved."""
    asked: Asked


def parse(text: str) -> Line | None:
    """What a line says; None for an empty one, and for a message of Caddy that is about no request.

    Raises:
        BadLineError: when the line is in none of the formats.
    """
    text = text.strip()
    if not text:
        return None
    try:
        return _caddy(json.loads(text)) if text.startswith("{") else _combined(text)
    except (AttributeError, KeyError, OSError, OverflowError, TypeError, ValueError) as error:
        raise BadLineError(str(error)) from error


def lines_of(stream: io.BufferedReader) -> Iterator[str]:
    """The lines of a log, compressed by gzip or plain.

    Raises:
        OSError, EOFError, zlib.error: when it cannot be read or ends early.
    """
    compressed = stream.peek(len(_GZIP)).startswith(_GZIP)
    plain: Any = gzip.GzipFile(fileobj=stream) if compressed else stream
    with io.TextIOWrapper(plain, encoding="utf-8", errors="replace", newline="\n") as lines:
        yield from lines


def host_of(address: str) -> str:
    """The host of an address or of a `Host` header: in lower case, without the port, as servers write it (IDNA)."""
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _combined(text: str) -> Line:
    match = _COMBINED.fullmatch(text)
    if match is None:
        message = "not in the combined format"
        raise ValueError(message)
    before, moment, request, status, _referrer, agent = match.groups()
    words = before.split(" ")
    host = words[0] if len(words) == 4 else ""
    method, _space, rest = request.partition(" ")
    return _line(host, _time(moment), method, rest.partition(" ")[0], int(status), agent)


def _caddy(entry: dict[str, Any]) -> Line | None:
    request = entry.get("request")
    if request is None:
        return None
    headers = request.get("headers", {})
    agent = " ".join(headers.get("User-Agent", ()))
    moment = entry["ts"]
    at = datetime.fromisoformat(moment) if isinstance(moment, str) else datetime.fromtimestamp(moment, UTC)
    if at.tzinfo is None:
        message = f"{moment} names no time zone"
        raise ValueError(message)
    ahead = any("prefetch" in value for name in ("Sec-Purpose", "Purpose", "X-Moz") for value in headers.get(name, ()))
    method = "PREFETCH" if ahead else request["method"]
    return _line(request["host"], at, method, request["uri"], int(entry["status"]), agent)


def _line(host: str, moment: datetime, method: str, target: str, status: int, agent: str) -> Line:
    asked = Asked.OTHER
    if method == "GET" and status in READ:
        asked = Asked.ROBOT if agent in ("", "-") or ROBOTS.search(agent) else Asked.READ
    return Line(_known_host(host), moment, unquote(target.partition("?")[0]), asked)


@lru_cache(maxsize=64)
def _known_host(host: str) -> str:
    return host_of(host) if host else ""


@lru_cache(maxsize=64)
def _time(text: str) -> datetime:
    match = _TIME.fullmatch(text)
    if match is None or match[2] not in _MONTHS:
        message = f"{text} is no time"
        raise ValueError(message)
    day, month, year, clock, zone = match.groups()
    return datetime.fromisoformat(f"{year}-{_MONTHS.index(month) + 1:02}-{day}T{clock}{zone[:3]}:{zone[3:]}")
