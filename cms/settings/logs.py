"""What a public installation writes to standard error, for the service manager's journal: faults, and nobody's data.

Django's own configuration mails errors to ADMINS and writes nothing while DEBUG is off: a fault would leave no trace.
"""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # settings are read before Django's parts are
    from django.urls import ResolverMatch


class Discreet(logging.Filter):
    """Leaves out of records what may be somebody's."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell the route of a request with its numbers, since its address may hold the token of a personal link, and of
        a mail that did not leave the kind of fault, since servers repeat whom it was for. Every record is kept.
        """
        if (request := getattr(record, "request", None)) is not None and isinstance(record.args, tuple):
            told = _route(getattr(request, "resolver_match", None))
            record.args = tuple(told if each == request.path else each for each in record.args)
        if record.exc_info and isinstance(fault := record.exc_info[1], SMTPException):
            record.msg, record.args = f"{record.getMessage()} ({type(fault).__name__})", ()
            record.exc_info = None
        return True


def _route(match: ResolverMatch | None) -> str:
    if match is None:
        return "no route"
    return " ".join([match.route, *(f"{name}={value}" for name, value in match.kwargs.items() if type(value) is int)])


TO_STANDARD_ERROR: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": Discreet}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["discreet"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"level": "WARNING", "handlers": [], "propagate": True},
        "rq.worker": {"level": "INFO"},  # as django-tasks-db's worker: each task that begins and ends
        "django.request": {"level": "ERROR"},  # refusals and what was not found are no faults
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # whoever scans addresses would fill the journal
    },
}
