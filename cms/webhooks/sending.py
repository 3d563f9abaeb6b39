"""One attempt to deliver a message: over TLS, to a public address, with an end, and without following anybody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.conf import settings

from cms.outside import Caller, NoAnswerError, is_loopback, is_public
from cms.webhooks.models import LONGEST_ANSWER, Delivery

AGENT = "Waymark-Webhooks/1"
TIMEOUT = 5.0  # seconds for each step
DEADLINE = 10.0  # seconds for all of it
MOST_READ = 4 * LONGEST_ANSWER  # bytes of an answer; a character has four at most


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt."""

    problem: Delivery.Problem | None
    status: int = 0
    answer: str = ""


def post(url: str, body: bytes, headers: dict[str, str]) -> Outcome:
    """Send a message. Only an answer of 2xx takes it; one that leads elsewhere does not."""
    try:
        with caller(url).conversation(url) as talk:
            own = {"User-Agent": AGENT, "Content-Type": "application/json", "Accept": "*/*", "Connection": "close"}
            talk.connection.request("POST", talk.target, body, own | headers)
            response = talk.connection.getresponse()
            said = response.read(MOST_READ).decode(errors="replace").replace("\x00", "")[:LONGEST_ANSWER]
            is_taken = 200 <= response.status < 300
            return Outcome(None if is_taken else Delivery.Problem.REFUSED, response.status, said)
    except NoAnswerError as error:
        return Outcome(Delivery.Problem(error.reason))


def caller(url: str) -> Caller:
    """What opens connections to an address of a webhook, and to none that it may not have."""
    return Caller(partial(_admits, is_safe=url.startswith("https://")), TIMEOUT, DEADLINE)


def _admits(address: str, *, is_safe: bool) -> bool:
    """Public addresses with TLS; in development this machine, too, with or without."""
    return (is_safe and is_public(address)) or (settings.DEBUG and is_loopback(address))
