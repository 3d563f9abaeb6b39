"""Counting the requests that the live server answers, so that a test's database is emptied after the last of them."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

MOST_SECONDS = 20

_changed = threading.Condition()
_running: set[int] = set()


def count_requests(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a request is counted until its answer is there."""

    def answer(request: HttpRequest) -> HttpResponse:
        with _changed:
            _running.add(id(request))
        try:
            return get_response(request)
        finally:
            with _changed:
                _running.discard(id(request))
                _changed.notify_all()

    return answer


def wait_until_served() -> None:
    """Come back when no request is being answered, for instance for a browser that has gone away."""
    with _changed:
        _changed.wait_for(lambda: not _running, timeout=MOST_SECONDS)
