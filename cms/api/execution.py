"""From a query to its answer."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic
from typing import Any

from django.conf import settings
from graphql import ExecutionResult, GraphQLError, parse, specified_rules, validate
from graphql.validation import MaxIntrospectionDepthRule

from cms.api import gate
from cms.api.context import Context
from cms.api.errors import QueryError, TimeIsUpError
from cms.api.library import Cities
from cms.api.planned import Planned
from cms.api.schema import schema

logger = logging.getLogger(__name__)

RULES = [*specified_rules, MaxIntrospectionDepthRule]
# Enough to see what is wrong with a query, and few enough that a hostile one gets a short answer.
MAX_VALIDATION_ERRORS = 3
# Characters of a message. Some quote what was sent, as long as it is.
MAX_MESSAGE = 240


class InvalidQueryError(Exception):
    """The query is not one that this API answers; `errors` says why, `cost` what was tried all the same."""

    def __init__(self, errors: list[GraphQLError], cost: int = 0) -> None:
        super().__init__(errors)
        self.cost = cost
        self.errors = [_short(error) for error in errors]


def answer(query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """Answer a query of our own: without limits, and an exception in a resolver is raised as it is."""
    document = parse(query)
    if errors := validate(schema.graphql_schema, document, RULES):
        return {"errors": [error.formatted for error in errors]}
    result = Planned(schema.graphql_schema, query, document).run(variables, None, Context())
    for error in result.errors or ():
        if (cause := _cause(error)) is not None:
            raise cause
    return dict(result.formatted)


@dataclass(frozen=True)
class Admitted:
    """A query from the network that may be run."""

    planned: Planned
    variables: Mapping[str, Any]
    operation: str | None
    cost: int
    """How many values the answer can hold."""


def admit(query: str, variables: Mapping[str, Any], operation: str | None) -> Admitted:
    """Let a query from the network in. Raises InvalidQueryError if it breaks a limit or is not valid."""
    try:
        planned = _valid(query)
        # How much it asks for can depend on the variables: on how long a page is to be.
        numbers = {name: value for name, value in variables.items() if isinstance(value, int | float)}
        cost = gate.admit(schema.graphql_schema, planned.document, numbers) if numbers else planned.cost
    except QueryError as error:
        raise InvalidQueryError([error]) from None
    return Admitted(planned, variables, operation, cost)


def answer_stranger(admitted: Admitted, cities: Cities | None = None) -> tuple[dict[str, Any], bool]:
    """The answer, in which exceptions in resolvers are hidden outside of DEBUG; and whether it is one for everybody and
    for as long as nothing is published.

    `cities` are those that the query names, if they were read already. Raises InvalidQueryError if nothing could be
    executed, or in the time there is.
    """
    context = Context(monotonic() + settings.API_SECONDS, cities)
    try:
        result = admitted.planned.run(admitted.variables, admitted.operation, context)
    except TimeIsUpError:
        message = f"The answer takes longer than {settings.API_SECONDS:g} seconds. Ask for less at a time."
        raise InvalidQueryError([QueryError("TIME_IS_UP", message)], admitted.cost) from None
    errors = [_shown(error) for error in result.errors or ()]
    if result.data is None and all(error.path is None for error in errors):
        raise InvalidQueryError(errors)
    answered = ExecutionResult(result.data, errors or None, {"cost": admitted.cost})
    return dict(answered.formatted), context.storable and not errors


@lru_cache(maxsize=64)
def _valid(query: str) -> Planned:
    """The query, read and planned. Apps send the same few again and again, and to read one takes longer than to answer
    it."""
    document = gate.read(query)
    cost = gate.admit(schema.graphql_schema, document, {})
    if errors := validate(schema.graphql_schema, document, RULES, max_errors=MAX_VALIDATION_ERRORS):
        raise InvalidQueryError(errors)
    return Planned(schema.graphql_schema, query, document, cost)


def _cause(error: GraphQLError) -> Exception | None:
    """The exception of ours behind an error, or None if the error is the query's own."""
    cause = error.original_error
    return None if isinstance(cause, GraphQLError) else cause


def _shown(error: GraphQLError) -> GraphQLError:
    """The error as a stranger may see it; the log has the rest, under the same number."""
    cause = _cause(error)
    if cause is None:
        return _short(error)
    number = secrets.token_hex(4)
    logger.error("GraphQL error %s at %s", number, error.path, exc_info=cause)
    if settings.DEBUG:
        return error
    return GraphQLError(
        f"Something went wrong on our side. The log has it as {number}.",
        nodes=error.nodes,
        path=error.path,
        extensions={"code": "INTERNAL", "number": number},
    )


def _short(error: GraphQLError) -> GraphQLError:
    """The error with the middle of a long message left out: begin and end say what is wrong, and what was meant."""
    message = error.message
    if len(message) <= MAX_MESSAGE:
        return error
    half = MAX_MESSAGE // 2
    return GraphQLError(
        f"{message[:half]} … {message[-half:]}", nodes=error.nodes, path=error.path, extensions=error.extensions
    )
