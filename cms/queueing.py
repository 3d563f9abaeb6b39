"""Handing tasks to the queue, for what must not fail with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction


def after_commit(enqueue: Callable[[int], Any], subject: int) -> None:
    """Have a task enqueued that is about something which this transaction stores.

    That stays stored also while the queue cannot be reached: the log tells, and the timer finds what is due.
    """
    # Django's log calls a callback that failed by a name that bound arguments have not: no `functools.partial`.
    transaction.on_commit(lambda: enqueue(subject), robust=True)
