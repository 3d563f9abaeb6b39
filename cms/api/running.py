"""One answer, read by a plan.

A resolver gets the `info` of the field of the query's root that it is under: that is all that resolvers here look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from graphql import (
    ExecutionContext,
    FieldNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    located_error,
)
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path

# Where a value stands in the answer: the place of what it is in, and its name or number there.
Place = tuple[Any, str | int] | None
Complete = Callable[[Any, "Run", Place, GraphQLResolveInfo], Any]
"""Makes an answer of a value."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a selection on a type. `name` is the key under which its value stands in what it is read from; without
    one, `resolve` reads it. Arguments are None if they depend on variables."""

    key: str
    name: str | None
    as_it_is: type | None
    complete: Complete
    resolve: Callable[..., Any]
    arguments: dict[str, Any] | None
    nodes: list[FieldNode]
    definition: GraphQLField
    parent: GraphQLObjectType
    is_nullable: bool


class Run:
    """One answer."""

    def __init__(self, built: ExecutionContext) -> None:
        self.errors: list[GraphQLError] = []
        self.built = built
        # By the id of a field, which is kept beside them: another thread may plan it again, and an id is given again.
        self._arguments: dict[int, tuple[Field, dict[str, Any]]] = {}

    def root(self, fields: Iterable[Field]) -> dict[str, Any]:
        """The answer to a query's root."""
        answer: dict[str, Any] = {}
        for field in fields:
            path = Path(None, field.key, field.parent.name)
            info = self.built.build_resolve_info(field.definition, field.nodes, field.parent, path)
            answer |= self.fields([field], self.built.root_value, None, info)
        return answer

    def fields(self, fields: Iterable[Field], source: Any, place: Place, info: GraphQLResolveInfo) -> dict[str, Any]:
        """What a selection has of a source."""
        answer = {}
        get = source.get if isinstance(source, dict) else partial(getattr, source)
        for field in fields:
            key, name, arguments = field.key, field.name, field.arguments
            try:
                if name is not None:
                    value = get(name, None)
                elif arguments is not None:
                    value = field.resolve(source, info, **arguments)
                else:
                    value = field.resolve(source, info, **self._arguments_of(field))
                if type(value) is not field.as_it_is:
                    value = field.complete(value, self, (place, key), info)
                answer[key] = value
            except Exception as error:  # noqa: BLE001 - of whatever kind: the answer says where, and goes on beside it
                self.failed(error, field.nodes, (place, key), is_nullable=field.is_nullable)
                answer[key] = None
        return answer

    def failed(self, error: Exception, nodes: list[FieldNode], place: Place, *, is_nullable: bool) -> None:
        """Tell of an error, if there may be null in its place; else raise it with its place."""
        path: list[str | int] = []
        while place is not None:
            place, key = place
            path.insert(0, key)
        located = located_error(error, nodes, path)
        if not is_nullable:
            raise located from error
        self.errors.append(located)

    def _arguments_of(self, field: Field) -> dict[str, Any]:
        if id(field) not in self._arguments:
            known = get_argument_values(field.definition, field.nodes[0], self.built.variable_values)
            self._arguments[id(field)] = field, known
        return self._arguments[id(field)][1]
