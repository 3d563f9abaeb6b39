"""What can go wrong when the API is asked."""

from __future__ import annotations

from typing import Any


class WaymarkError(Exception):
    """The API could not be asked, or did not answer what was asked."""


class UnreachableError(WaymarkError):
    """Nobody answered at the address, or not in time, however often it was tried."""


class BusyError(WaymarkError):
    """The server asks to come back later, and there was no patience left.

    `retry_after` is the number of seconds that it asked for, or None.
    """

    def __init__(self, message: str, retry_after: float | None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class UnexpectedAnswerError(WaymarkError):
    """What came back is no answer of this API: perhaps another server's at a wrong address. `status` is HTTP's."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class QueryError(WaymarkError):
    """The API refused the query, or a part of it failed.

    `code` is for programs (docs/api/README.md lists them; None where the query asks for what the schema does not have),
    `errors` is all that the API said, `data` what it answered all the same.
    """

    def __init__(self, errors: list[dict[str, Any]], data: dict[str, Any] | None = None) -> None:
        super().__init__(" ".join(str(error.get("message", error)) for error in errors))
        self.errors = errors
        self.data = data
        self.code: str | None = (errors[0].get("extensions") or {}).get("code") if errors else None


class CityUnknownError(QueryError):
    """Nothing was ever published in this city."""


class CursorAheadError(QueryError):
    """The city was put back to an earlier state: throw the copy away and begin again after 0."""


class NotAskedForError(WaymarkError, AttributeError):
    """A field was read that the query did not ask for."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"{kind}.{name} was not asked for: ask for the document itself, or write a query with it.")


_BY_CODE = {"CITY_UNKNOWN": CityUnknownError, "CURSOR_AHEAD": CursorAheadError}


def error_of(errors: list[dict[str, Any]], data: dict[str, Any] | None) -> QueryError:
    """The exception for the `errors` of an answer."""
    error = QueryError(errors, data)
    return _BY_CODE.get(error.code or "", QueryError)(errors, data)
