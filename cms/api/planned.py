"""How a query is answered: what it reads is worked out once for its text, and not again for each value of each answer.

graphql-core asks anew at each value which field it is, of which type, with which arguments, and what becomes of it;
that was three quarters of what an answer cost. Here a selection is planned (planning.py) when something of its type is
met for the first time, and read by that plan (running.py) whenever the same query is asked again. What is answered is
what graphql-core answers, errors and their places included: tests/cms/api/test_planned.py compares both. What this
schema does not have is left out: mutations, subscriptions, coroutines, middleware, `is_type_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import DocumentNode, ExecutionContext, ExecutionResult, GraphQLError, GraphQLSchema
from graphql.execution.collect_fields import collect_fields

from cms.api.planning import Planner
from cms.api.running import Field, Run


class Planned:
    """A valid query, and the plans for its operations; `cost` is what the gate says of it without variables."""

    def __init__(self, schema: GraphQLSchema, text: str, document: DocumentNode, cost: int = 0) -> None:
        self.document = document
        self.cost = cost
        self._schema = schema
        # `@skip` and `@include` make other plans for other variables.
        self._kept: dict[str | None, list[Field]] | None = {} if "@" not in text else None

    def run(
        self, variables: Mapping[str, Any], operation: str | None, context: object, root: object = None
    ) -> ExecutionResult:
        """The answer; `root` is what the fields of the query's root are read from."""
        built = ExecutionContext.build(self._schema, self.document, root, context, dict(variables), operation)
        if isinstance(built, list):
            return ExecutionResult(None, built)
        run = Run(built)
        try:
            data = run.root(self._plan(built, operation))
        except GraphQLError as error:
            run.errors.append(error)
            data = None
        return ExecutionContext.build_response(data, run.errors)

    def _plan(self, built: ExecutionContext, operation: str | None) -> list[Field]:
        if self._kept is not None and operation in self._kept:
            return self._kept[operation]
        root = self._schema.get_root_type(built.operation.operation)
        if root is None:
            what = built.operation.operation.value
            raise GraphQLError(f"Schema is not configured to execute {what} operations.", built.operation)
        # A plan that is kept must hold nothing of the first who asked.
        variables = built.variable_values if self._kept is None else {}
        planner = Planner(self._schema, built.fragments, variables)
        fields = planner.fields(
            root, collect_fields(self._schema, built.fragments, variables, root, built.operation.selection_set)
        )
        if self._kept is not None:
            self._kept[operation] = fields
        return fields
