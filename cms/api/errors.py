"""Errors that a person who queries the API can act on. Anything else is an error of ours and is not shown."""

from __future__ import annotations

from http import HTTPStatus

from graphql import GraphQLError


class BadRequestError(Exception):
    """The request is not GraphQL over HTTP as this endpoint speaks it; `status` and the message say why."""

    def __init__(self, status: HTTPStatus, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


class QueryError(GraphQLError):
    """A query that cannot be answered, with a stable `code` in `extensions` beside the words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message, extensions={"code": code})


class UnknownCityError(QueryError):
    """Nothing was ever published under this city's name."""

    def __init__(self, slug: str) -> None:
        super().__init__("CITY_UNKNOWN", f"There is no published guide of a city {slug!r}. Ask `cities` for the list.")


class TimeIsUpError(BaseException):
    """An answer takes too long. No Exception, which the executor would take for the failure of one field and go on."""
