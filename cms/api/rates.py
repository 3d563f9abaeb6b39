"""How much a client may ask for: what it has not asked for lately, it has in hand.

Counted in the memory of each process, since a flood is not to cost a write of the database for every query. A client is
the address behind our own web servers, of IPv6 the network of 64 bits; nothing of it is kept longer than that.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict

from django.conf import settings
from django.http import HttpRequest

from cms.access.addresses import client_network

# What a client has in hand at most, in seconds of its rate: an app that starts asks for much at once.
IN_HAND = 30
# Clients that are remembered; who is forgotten begins with all in hand.
CLIENTS = 10_000
# Values of an answer that count as much as a query.
VALUES = 1_000


class Rates:
    """What each client has in hand, in queries."""

    def __init__(self) -> None:
        self._in_hand: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, client: str, queries: float, rate: float) -> float:
        """0, and the queries are taken, which may leave a debt; or the seconds until the client has one in hand again.

        `rate` is how many queries come into the hand in a second.
        """
        now = time.monotonic()
        full = rate * IN_HAND
        with self._lock:
            had, at = self._in_hand.pop(client, (full, now))
            have = min(full, had + (now - at) * rate)
            refused = have < 1
            self._in_hand[client] = (have if refused else have - queries, now)
            if len(self._in_hand) > CLIENTS:
                self._in_hand.popitem(last=False)
        return (1 - have) / rate if refused else 0

    def charge(self, client: str, queries: float) -> None:
        """Take what a query turned out to cost beyond the one that was taken for it."""
        with self._lock:
            if client in self._in_hand:
                have, at = self._in_hand[client]
                self._in_hand[client] = (have - queries, at)

    def forget(self) -> None:
        """Everybody has all in hand again."""
        with self._lock:
            self._in_hand.clear()


rates = Rates()


def seconds_to_wait(request: HttpRequest) -> int:
    """0, and a query of this client is counted; or in how many seconds the next one will be answered."""
    if not settings.API_RATE:
        return 0
    return math.ceil(rates.take(client_network(request), 1, settings.API_RATE))


def charge(request: HttpRequest, values: int) -> None:
    """Count the values that an answer could hold against the client that got it."""
    if settings.API_RATE and values >= VALUES:
        rates.charge(client_network(request), values // VALUES)
