"""Errors that a person who queries the API can act on. Anything else is an error of ours and is not shown."""

from __future__ import annotations

from graphql import GraphQLError


class QueryError(GraphQLError):
    """A query that cannot be answered, with a stable `code` in `extensions` beside the words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message, extensions={"code": code})


class UnknownCityError(QueryError):
    """Nothing was ever published under this city's name."""

    def __init__(self, slug: str) -> None:
        super().__init__("CITY_UNKNOWN", f"There is no published guide of a city {slug!r}. Ask `cities` for the list.")
