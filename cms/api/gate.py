"""The gate in front of every query that comes over the network: what is too large is refused before it costs much.

It stands before validation, some of whose rules are themselves slow on hostile queries, and it answers with one error,
the first it finds. Cost is what the answer can hold: a field counts one, what is inside a list counts as often as the
list is long, and of fragments on several types the largest counts. A fragment is counted once and remembered, so that
fragments that contain each other twice over, or in a circle, take no longer than they are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NoReturn

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
    is_object_type,
    parse,
)

from cms.api.errors import QueryError

MAX_TOKENS = 1000
MAX_DEPTH = 12
# The introspection query that every tool sends is this deep.
MAX_INTROSPECTION_DEPTH = 16
MAX_ALIASES = 15
MAX_NAME = 100  # characters of an alias: it comes back in the answer
MAX_COST = 10_000
MAX_DIRECTIVES = 10
MAX_REPEATS = 5
MAX_FRAGMENTS = 20
MAX_OPERATIONS = 5
MAX_FEEDS = 3
FEEDS = ("changes", "cities", "search", "preview")
# Lists that nobody pages through, such as the steps of a procedure, are counted as this long.
USUAL_LENGTH = 5
# Of a whole number. GraphQL's have eleven at most, with their sign.
MAX_DIGITS = 12

# By the name of an object type what is answered for things of that type alone, and under EVERY for all of them.
Costs = Counter[str]
EVERY = ""


def read(query: str) -> DocumentNode:
    """Parse a query, or raise QueryError if it is not one or is too long."""
    try:
        return parse(query, max_lexical_tokens=MAX_TOKENS)
    except GraphQLError as error:
        raise QueryError("SYNTAX", error.message) from None


def admit(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> int:
    """How many values the answer can hold. Raises QueryError if the query is larger than a single query may be."""
    return _Gate(schema, document, variables).check()


def _refuse(code: str, what: str, limit: int) -> NoReturn:
    raise QueryError(code, f"{what} The limit is {limit:,}. docs/api says how to ask for less at a time.")


class _Gate:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._variables = variables
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        self._defaults = _defaults(self._operations)
        self._costs: dict[str, Costs] = {}
        self._depths: dict[str, int] = {}
        self._aliases = 0
        self._directives = 0
        self._feeds = 0

    def check(self) -> int:
        """Refuse the query, or return the cost of its most costly operation."""
        if len(self._operations) > MAX_OPERATIONS:
            _refuse("TOO_MANY_OPERATIONS", "Too many operations in one document.", MAX_OPERATIONS)
        if len(self._fragments) > MAX_FRAGMENTS:
            _refuse("TOO_MANY_FRAGMENTS", "Too many fragments.", MAX_FRAGMENTS)
        for definition in (*self._operations, *self._fragments.values()):
            self._count_directives(definition)
            self._look_at(definition.selection_set, 1)
        costs = [0]
        for operation in self._operations:
            if self._depth(operation.selection_set) > MAX_DEPTH:
                _refuse("TOO_DEEP", "The query is nested too deeply.", MAX_DEPTH)
            if operation.operation is OperationType.QUERY:
                costs.append(_most(self._cost(operation.selection_set, self._schema.query_type)))
        if max(costs) > MAX_COST:
            _refuse("TOO_COSTLY", f"The answer could hold {min(max(costs), 10**9):,} values.", MAX_COST)
        return max(costs)

    def _look_at(self, selections: SelectionSetNode, depth: int) -> None:
        """Count what is counted over the whole document, whether or not an operation uses it."""
        if depth > MAX_INTROSPECTION_DEPTH:
            _refuse("TOO_DEEP", "The query is nested too deeply.", MAX_DEPTH)
        names: Counter[str] = Counter()
        for node in selections.selections:
            self._count_directives(node)
            if isinstance(node, InlineFragmentNode):
                self._look_at(node.selection_set, depth + 1)
            elif isinstance(node, FragmentSpreadNode):
                names["..." + node.name.value] += 1
            elif isinstance(node, FieldNode):
                names[(node.alias or node.name).value] += 1
                self._count_alias(node)
                self._count_feed(node)
                if node.selection_set:
                    self._look_at(node.selection_set, depth + 1)
        for name, times in names.items():
            if times > MAX_REPEATS:
                _refuse("TOO_MANY_REPEATS", f"{name[:40]!r} is asked for {times} times in one place.", MAX_REPEATS)

    def _count_directives(self, node: Any) -> None:
        self._directives += len(node.directives or ())
        if self._directives > MAX_DIRECTIVES:
            _refuse("TOO_MANY_DIRECTIVES", "Too many directives.", MAX_DIRECTIVES)

    def _count_alias(self, node: FieldNode) -> None:
        self._aliases += node.alias is not None
        if self._aliases > MAX_ALIASES:
            _refuse("TOO_MANY_ALIASES", "Too many aliases.", MAX_ALIASES)
        if node.alias is not None and len(node.alias.value) > MAX_NAME:
            _refuse("NAME_TOO_LONG", "The name of an alias is too long.", MAX_NAME)

    def _count_feed(self, node: FieldNode) -> None:
        # Each page of a feed is an SQL statement of its own, and all else in a query takes two altogether. A search
        # takes milliseconds, whatever is asked of its results, and a preview makes a document.
        self._feeds += node.name.value in FEEDS and node.selection_set is not None
        if self._feeds > MAX_FEEDS:
            names = " and ".join(f"`{name}`" for name in FEEDS)
            _refuse("TOO_MANY_FEEDS", f"{names} stand too often in one query.", MAX_FEEDS)

    def _depth(self, selections: SelectionSetNode | None) -> int:
        """How deep the fields under a selection are nested; what introspection nests beyond the rest is forgiven."""
        deepest = 0
        for node in selections.selections if selections else ():
            if isinstance(node, FieldNode):
                allowance = MAX_INTROSPECTION_DEPTH - MAX_DEPTH if node.name.value.startswith("__") else 0
                depth = 1 + self._depth(node.selection_set) - allowance
            elif isinstance(node, InlineFragmentNode):
                depth = self._depth(node.selection_set)
            else:
                depth = self._fragment_depth(node)
            deepest = max(deepest, depth)
        return deepest

    def _fragment_depth(self, node: Any) -> int:
        name = node.name.value
        if name not in self._depths:
            self._depths[name] = 0  # in a circle it adds nothing; validation refuses the circle
            fragment = self._fragments.get(name)
            self._depths[name] = self._depth(fragment.selection_set) if fragment else 0
        return self._depths[name]

    def _cost(self, selections: SelectionSetNode | None, parent: Any) -> Costs:
        """How many values the answer to a selection on the type `parent` can hold."""
        costs: Costs = Counter()
        for node in selections.selections if selections else ():
            if isinstance(node, FieldNode):
                costs[EVERY] += self._field_cost(node, parent)
            elif isinstance(node, InlineFragmentNode):
                condition = getattr(node.type_condition, "name", None)
                kind = self._schema.get_type(condition.value) if condition else parent
                _add(costs, self._cost(node.selection_set, kind), kind, parent)
            elif isinstance(node, FragmentSpreadNode):
                name = node.name.value
                fragment = self._fragments.get(name)
                kind = self._schema.get_type(fragment.type_condition.name.value) if fragment else None
                _add(costs, self._fragment_cost(name, kind), kind, parent)
        return costs

    def _fragment_cost(self, name: str, kind: Any) -> Costs:
        if name not in self._costs:
            self._costs[name] = Counter()
            if name in self._fragments:
                self._costs[name] = self._cost(self._fragments[name].selection_set, kind)
        return self._costs[name]

    def _field_cost(self, node: FieldNode, parent: Any) -> int:
        # Of a field that does not exist only the fields are counted: validation will say so.
        definition = getattr(parent, "fields", {}).get(node.name.value)
        if definition is None or node.selection_set is None:
            return 1 + _most(self._cost(node.selection_set, None))
        length = 1
        if "first" in definition.args:
            length = self._first(node, definition.args["first"].default_value)
        elif is_list_type(get_nullable_type(definition.type)) and not _is_page(parent):
            length = USUAL_LENGTH
        kind = get_named_type(definition.type)
        return 1 + length * _most(self._cost(node.selection_set, kind if is_composite_type(kind) else None))

    def _first(self, node: FieldNode, default: int) -> int:
        """How long a page is asked to be; what is no number is refused later."""
        for argument in node.arguments:
            if argument.name.value == "first":
                value: Any = default
                if isinstance(argument.value, IntValueNode):
                    value = _number(argument.value)
                elif isinstance(argument.value, VariableNode):
                    name = argument.value.name.value
                    value = self._variables.get(name, self._defaults.get(name, default))
                return max(1, int(value)) if _is_whole(value) else default
        return default


def _defaults(operations: list[OperationDefinitionNode]) -> dict[str, int]:
    """The whole numbers that variables are if nobody gives them; of several operations the largest."""
    defaults: dict[str, int] = {}
    for operation in operations:
        for definition in operation.variable_definitions or ():
            if isinstance(definition.default_value, IntValueNode):
                name = definition.variable.name.value
                defaults[name] = max(_number(definition.default_value), defaults.get(name, 0))
    return defaults


def _number(node: IntValueNode) -> int:
    """A whole number; of one that nobody can mean the beginning, for Python reads no more than 4,300 digits."""
    return int(node.value[:MAX_DIGITS])


def _is_whole(value: Any) -> bool:
    # 50.0 is a whole number in JSON.
    return isinstance(value, int) or (isinstance(value, float) and value.is_integer())


def _add(costs: Costs, inner: Costs, kind: Any, parent: Any) -> None:
    """Add what a fragment on `kind` costs. A thing is of one type: of fragments on others it answers nothing."""
    narrower = is_object_type(kind) and kind is not parent
    for name, cost in inner.items():
        costs[kind.name if narrower and name == EVERY else name] += cost


def _most(costs: Costs) -> int:
    return costs[EVERY] + max((cost for name, cost in costs.items() if name != EVERY), default=0)


def _is_page(parent: Any) -> bool:
    """Whether the lists of this type are the page whose length `first` said."""
    return parent.name in {"DocumentConnection", "Changes", "SearchResults"}
