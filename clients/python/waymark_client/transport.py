"""How a question reaches the API and its answer comes back: compressed, and again if the server asks for patience."""

from __future__ import annotations

import datetime as dt
import email.utils
import gzip
import http.client
import json
import random
import urllib.error
import urllib.parse
import urllib.request
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .errors import BusyError, UnexpectedAnswerError, UnreachableError

NOT_MODIFIED = 304
# What passes: the server has too much to do, or is being started anew.
PASSING = {429, 502, 503, 504}
# How many answers are kept to be asked for by their ETag.
MOST_KEPT = 256


@dataclass(frozen=True)
class Answer:
    """What the server said: HTTP's status, and the JSON."""

    status: int
    body: Any


class Transport:
    """The way to one address, with patience: seconds that a question may wait altogether for a busy server."""

    def __init__(
        self, url: str, *, timeout: float, patience: float, user_agent: str, sleep: Callable[[float], None]
    ) -> None:
        if not url.startswith(("https://", "http://")):
            raise ValueError(f"{url!r} is no address on the web: it must begin with https:// or http://.")
        self.url = url
        self._timeout = timeout
        self._patience = patience
        self._headers = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": user_agent}
        self._sleep = sleep
        self._kept: OrderedDict[str, tuple[str, Answer]] = OrderedDict()

    def post(self, body: Mapping[str, Any]) -> Answer:
        """Send a body as JSON."""
        data = json.dumps(body, ensure_ascii=False).encode()
        return self._patiently(_request(self.url, data, {"Content-Type": "application/json"}))

    def get(self, parameters: Mapping[str, str]) -> Answer:
        """Ask for an address with parameters; an answer that the server knows to be still right is not sent again."""
        address = f"{self.url}?{urllib.parse.urlencode(parameters)}"
        kept = self._kept.get(address)
        answer = self._patiently(_request(address, None, {"If-None-Match": kept[0]} if kept else {}))
        if answer.status != NOT_MODIFIED or kept is None:
            return answer
        self._kept.move_to_end(address)
        return kept[1]

    def _patiently(self, request: urllib.request.Request) -> Answer:
        """Ask, and ask again what may pass, later and later, until patience ends."""
        left, pause = self._patience, 0.5
        while True:
            wanted: float | None = None
            try:
                return self._once(request)
            except BusyError as error:
                problem: BusyError | UnreachableError = error
                wanted = error.retry_after
            except UnreachableError as error:
                problem = error
            # A little chance, so that many clients do not come back at one moment.
            wait = wanted if wanted is not None else pause * random.uniform(0.75, 1.25)
            if wait > left:
                raise problem
            self._sleep(wait)
            left -= wait
            pause *= 2

    def _once(self, request: urllib.request.Request) -> Answer:
        for name, value in self._headers.items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as response:  # noqa: S310 - see _request
                return self._keep(request, response.headers, _read(response, response.status))
        except urllib.error.HTTPError as error:
            with error:
                if error.code == NOT_MODIFIED:
                    return Answer(NOT_MODIFIED, None)
                if error.code in PASSING:
                    message = f"{self.url} is too busy (HTTP {error.code})."
                    raise BusyError(message, _seconds(error.headers.get("Retry-After"))) from None
                return _read(error, error.code)
        except (OSError, http.client.HTTPException) as error:
            raise UnreachableError(f"{self.url} does not answer: {error}") from error

    def _keep(self, request: urllib.request.Request, headers: Any, answer: Answer) -> Answer:
        etag = headers.get("ETag")
        if request.get_method() == "GET" and etag:
            self._kept[request.full_url] = (etag, answer)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return answer


def _request(address: str, data: bytes | None, headers: dict[str, str]) -> urllib.request.Request:
    return urllib.request.Request(address, data, headers)  # noqa: S310 - Transport takes addresses on the web alone


def _read(response: Any, status: int) -> Answer:
    data = response.read()
    try:
        if response.headers.get("Content-Encoding") == "gzip":
            data = gzip.decompress(data)
        return Answer(status, json.loads(data))
    except ValueError:
        message = f"{response.geturl()} answers with something that is no JSON (HTTP {status}). Is the address right?"
        raise UnexpectedAnswerError(message, status) from None


def _seconds(retry_after: str | None) -> float | None:
    """`Retry-After` in seconds: it is a number of them, or a date."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        then = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (then - dt.datetime.now(dt.UTC)).total_seconds())
