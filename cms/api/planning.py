"""Plans of selections: for each field how it is read, and what makes an answer of what was read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from graphene.types.resolver import dict_or_attr_resolver
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLID,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLString,
    ListValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from graphql.execution.collect_fields import collect_sub_fields
from graphql.execution.execute import get_field_def
from graphql.execution.values import get_argument_values

from cms.api.running import Complete, Field, Place, Run

# What is exactly of this type is answered as it is.
_AS_IT_IS = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}


class Planner:
    """Plans the selections of an operation, each when something of its type is met."""

    def __init__(
        self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode], variables: dict[str, Any]
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables

    def fields(self, parent: GraphQLObjectType, found: Mapping[str, list[FieldNode]]) -> list[Field]:
        """The fields of a selection."""
        return [self._field(parent, key, nodes) for key, nodes in found.items()]

    def _field(self, parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> Field:
        definition = get_field_def(self._schema, parent, nodes[0])
        if definition.resolve is None:
            raise LookupError(f"Nothing reads {parent.name}.{nodes[0].name.value}.")
        resolve, name = definition.resolve, None
        if nodes[0].name.value == "__typename":
            resolve = partial(_typename, parent.name)
        elif isinstance(resolve, partial) and resolve.func is dict_or_attr_resolver and resolve.args[1] is None:
            name = resolve.args[0]
        needs_variables = any(_names_variable(argument.value) for argument in nodes[0].arguments)
        return Field(
            key,
            name,
            _as_it_is(definition.type),
            self._complete(definition.type, parent, nodes),
            resolve,
            None if needs_variables else get_argument_values(definition, nodes[0]),
            nodes,
            definition,
            parent,
            not is_non_null_type(definition.type),
        )

    def _complete(self, kind: Any, parent: GraphQLObjectType, nodes: list[FieldNode]) -> Complete:
        """What makes an answer of a value of a type."""
        if is_non_null_type(kind):
            return _never_null(self._of_type(kind.of_type, parent, nodes), f"{parent.name}.{nodes[0].name.value}")
        complete = self._of_type(kind, parent, nodes)
        return lambda value, run, place, info: None if value is None else complete(value, run, place, info)

    def _of_type(self, kind: Any, parent: GraphQLObjectType, nodes: list[FieldNode]) -> Complete:
        if is_list_type(kind):
            inner = self._complete(kind.of_type, parent, nodes)
            return _list(inner, _as_it_is(kind.of_type), nodes, is_nullable=not is_non_null_type(kind.of_type))
        if is_leaf_type(kind):
            return _enum(kind) if isinstance(kind, GraphQLEnumType) else _scalar(kind)
        return self._abstract(kind, nodes) if is_abstract_type(kind) else self._object(kind, nodes)

    def _object(self, kind: GraphQLObjectType, nodes: list[FieldNode]) -> Complete:
        fields: list[Field] = []

        def complete(value: Any, run: Run, place: Place, info: GraphQLResolveInfo) -> Any:
            return run.fields(fields or plan(), value, place, info)

        def plan() -> list[Field]:
            fields[:] = self._selection(kind, nodes)
            return fields

        return complete

    def _abstract(self, kind: Any, nodes: list[FieldNode]) -> Complete:
        by_name: dict[str, list[Field]] = {}
        resolve_type = kind.resolve_type

        def complete(value: Any, run: Run, place: Place, info: GraphQLResolveInfo) -> Any:
            name = resolve_type(value, info, kind)
            if name not in by_name:
                found = run.built.ensure_valid_runtime_type(name, kind, nodes, info, value)
                by_name[name] = self._selection(found, nodes)
            return run.fields(by_name[name], value, place, info)

        return complete

    def _selection(self, kind: GraphQLObjectType, nodes: list[FieldNode]) -> list[Field]:
        return self.fields(kind, collect_sub_fields(self._schema, self._fragments, self._variables, kind, nodes))


def _as_it_is(kind: Any) -> type | None:
    kind = get_nullable_type(kind)
    return str if getattr(kind, "serialize", None) is str else _AS_IT_IS.get(kind)


def _never_null(complete: Complete, field: str) -> Complete:
    def checked(value: Any, run: Run, place: Place, info: GraphQLResolveInfo) -> Any:
        if value is None:
            raise TypeError(f"Cannot return null for non-nullable field {field}.")
        return complete(value, run, place, info)

    return checked


def _list(inner: Complete, as_it_is: type | None, nodes: list[FieldNode], *, is_nullable: bool) -> Complete:
    def complete(value: Any, run: Run, place: Place, info: GraphQLResolveInfo) -> list[Any]:
        answer: list[Any] = []
        for item in value:
            try:
                answer.append(item if type(item) is as_it_is else inner(item, run, (place, len(answer)), info))
            except Exception as error:  # noqa: BLE001 - as in Run.fields
                run.failed(error, nodes, (place, len(answer)), is_nullable=is_nullable)
                answer.append(None)
        return answer

    return complete


def _scalar(kind: Any) -> Complete:
    serialize = kind.serialize
    return lambda value, _run, _place, _info: serialize(value)


def _enum(kind: GraphQLEnumType) -> Complete:
    known: dict[str, str] = {}

    def complete(value: Any, _run: Run, _place: Place, _info: GraphQLResolveInfo) -> str:
        name = known.get(value) if type(value) is str else None
        if name is None:
            name = kind.serialize(value)
            if type(value) is str:
                known[value] = name
        return name

    return complete


def _typename(name: str, _source: Any, _info: GraphQLResolveInfo) -> str:
    return name


def _names_variable(node: ValueNode) -> bool:
    match node:
        case VariableNode():
            return True
        case ListValueNode():
            return any(map(_names_variable, node.values))
        case ObjectValueNode():
            return any(_names_variable(field.value) for field in node.fields)
    return False
