"""Log-ins that fail too often wait. django-axes counts them, in the database, so for all processes and machines."""

from __future__ import annotations

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.db.models import Sum
from django.http import HttpRequest

# How many times more often than AXES_FAILURE_LIMIT a log-in may fail before it waits, in the order of
# AXES_LOCKOUT_PARAMETERS: for one name from one address; for one name from wherever; from one address for whatever
# name. The last two are what a guesser does who changes addresses, or names. They are set so high that an office behind
# one address does not shut itself out, and that nobody shuts out a colleague by the way.
WEIGHTS = (1, 10, 10)


class ThrottlingHandler(AxesDatabaseHandler):
    """Counts failures for a name and an address together, and, less strictly, for each of them alone."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """The largest of the three counts, each divided by its weight."""
        counted = zip(self.get_user_attempts(request, credentials), WEIGHTS, strict=True)
        return max((attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0) // by for attempts, by in counted)

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Forget, at a success, the failures of this name from this address alone.

        Who guesses at others' passwords would otherwise begin anew by logging in as themselves.
        """
        count: int = self.filter_user_attempts(request, credentials)[0].delete()[0]
        return count
