"""What one answer needs: the library that each field of the query's root reads from."""

from __future__ import annotations

from graphql import GraphQLError, GraphQLResolveInfo
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import get_argument_values

from cms.api.library import Library, libraries


class Context:
    """The libraries of one answer, all of them loaded when the first is asked for."""

    def __init__(self) -> None:
        self._libraries: dict[str, Library] | None = None

    def library(self, info: GraphQLResolveInfo) -> Library | None:
        """The library of the field of the query's root under which `info` is; None for an unknown city."""
        if self._libraries is None:
            self._libraries = _load(info)
        path = info.path
        while path.prev is not None:
            path = path.prev
        return self._libraries.get(str(path.key))


def library_of(info: GraphQLResolveInfo) -> Library:
    """The library that a document came from. A document that is being resolved has one."""
    library: Library | None = info.context.library(info)
    if library is None:
        raise LookupError(f"No library for {info.path.as_list()}")
    return library


def _load(info: GraphQLResolveInfo) -> dict[str, Library]:
    """Read the arguments of all fields of the query's root, so that what they need is loaded at once."""
    query_type = info.schema.query_type
    if query_type is None:
        raise LookupError("The schema has no queries.")
    fields = collect_fields(info.schema, info.fragments, info.variable_values, query_type, info.operation.selection_set)
    asked = {}
    for key, (node, *_) in fields.items():
        definition = query_type.fields.get(node.name.value)
        if definition is None or "language" not in definition.args:
            continue
        try:
            arguments = get_argument_values(definition, node, info.variable_values)
        except GraphQLError:  # the field itself will say what is wrong with them
            continue
        asked[key] = (arguments.get("city") or arguments["slug"], arguments.get("language"))
    loaded = libraries(asked.values())
    return {key: loaded[pair] for key, pair in asked.items() if pair in loaded}
