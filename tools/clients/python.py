"""The generated modules of the Python client: its types, and a method for every question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputObjectType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    is_specified_scalar_type,
)

from tools.clients import naming
from tools.clients.questions import each_question, given_by_each, question
from tools.clients.selections import Selections

MADE = '"""{what}\n\nWritten by `make clients` from docs/api/schema.graphql: change that, and run it again.\n"""\n\n'
FUTURE = "from __future__ import annotations\n\n"


def types(selections: Selections) -> str:
    """The module of all types that the API answers with and is asked with."""
    blocks = []
    kinds = selections.schema.type_map
    ordered = sorted(kinds, key=lambda name: (name != "Document", name))
    for name in ordered:
        kind = kinds[name]
        if name.startswith("__") or name == "Query" or is_specified_scalar_type(kind) or selections.is_hidden(kind):
            continue
        if naming.is_enum(kind):
            blocks.append("\n".join(_enum(kind)))
        elif isinstance(kind, GraphQLInputObjectType):
            blocks.append("\n".join(_input(kind)))
        elif not is_leaf_type(kind):
            blocks.append("\n".join(_part(kind, selections)))
    head = MADE.format(what="What the API answers with.") + FUTURE
    uses = {module for module in ("dt", "decimal") if any(f"{module}." in block for block in blocks)}
    imports = ["import datetime as dt"] if "dt" in uses else []
    imports += ["import decimal"] if "decimal" in uses else []
    head += "\n".join([*imports, "from enum import StrEnum", "from typing import Any, ClassVar"])
    inputs = any(naming.is_input(kind) for kind in kinds.values())
    head += f"\n\nfrom .parts import {'Input, ' if inputs else ''}Part\n"
    return head + "\n\n" + "\n\n\n".join(blocks) + "\n"


def _enum(kind: Any) -> Iterator[str]:
    yield f"class {kind.name}(StrEnum):"
    yield from naming.docstring(kind.description)
    for name, value in kind.values.items():
        yield ""
        yield f'    {name} = "{name}"'
        yield from naming.docstring(value.description)


def _input(kind: GraphQLInputObjectType) -> Iterator[str]:
    yield f"class {kind.name}(Input):"
    yield from naming.docstring(kind.description)
    for name, field in kind.fields.items():
        yield ""
        yield f"    {naming.snake_case(name)}: {naming.python_type(field.type)}"
        yield from naming.docstring(field.description)


def _part(kind: Any, selections: Selections) -> Iterator[str]:
    is_kind = kind in selections.kinds
    yield f"class {kind.name}({'Document' if is_kind else 'Part'}):"
    yield from naming.docstring(kind.description)
    if is_kind:
        selection = selections.of_kind(kind)
        yield ""
        yield f"    PAGE_SIZE: ClassVar[int] = {selections.page_size(kind)}"
        yield f'    KIND: ClassVar[str | None] = "{naming.constant(kind.name)}"'
        yield f"    SELECTION: ClassVar[str] = (\n{_quoted(selection, '        ')}\n    )"
    elif kind.name == "Document":
        yield ""
        listed = selections.listed()
        yield f"    PAGE_SIZE: ClassVar[int] = {selections.listed_size}"
        yield "    KIND: ClassVar[str | None] = None"
        yield f"    SELECTION: ClassVar[str] = (\n{_quoted(listed, '        ')}\n    )"
    inherited = selections.envelope if is_kind else {}
    for name, field in kind.fields.items():
        if name not in inherited:
            yield ""
            yield f"    {naming.snake_case(name)}: {naming.python_type(field.type)}"
            yield from naming.docstring(_with_deprecation(field))


def _with_deprecation(field: GraphQLField) -> str:
    words = field.description or ""
    return f"{words} Deprecated: {field.deprecation_reason}" if field.deprecation_reason else words


def queries(selections: Selections) -> str:
    """The module with a method for every field of `Query`."""
    methods, names = [], set()
    for name, field in selections.query.items():
        names |= {naming.python_name(each) for each in _named_types(field) if naming.is_written(each)}
        methods.append("\n".join(_method(name, field, selections)))
    methods.append("\n".join(_each(selections)))
    body = "\n\n".join(methods)
    head = MADE.format(what="A method for every question that the API answers.") + FUTURE
    modules = [f"import {module}" for module in ("datetime as dt", "decimal") if f"{module.split()[-1]}." in body]
    head += "\n".join([*modules, "from collections.abc import Iterator", "from typing import Any, Protocol, TypeVar"])
    head += "\n\nfrom .parts import decode, given\n"
    head += f"from .types import {', '.join(sorted(names | {'Document'}))}\n"
    head += _CLASS
    return head + body + "\n"


_CLASS = '''
D = TypeVar("D", bound=Document)


class Questions(Protocol):
    """What can be asked; `Client` has the ways to ask."""

    def query(self, text: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """The `data` of the answer to a query of your own."""
        ...

'''


def _named_types(field: GraphQLField) -> Iterator[Any]:
    yield get_named_type(field.type)
    yield from (get_named_type(argument.type) for argument in field.args.values())


def _method(name: str, field: GraphQLField, selections: Selections) -> Iterator[str]:
    yield from _signature(naming.snake_case(name), field.args, naming.python_type(field.type))
    yield from naming.docstring(_with_deprecation(field), "        ")
    yield "        text = ("
    yield _quoted(selections.shortened(question(name, field, selections)), "            ")
    yield "        )"
    yield f"        data = self.query(text{_variables(field.args)})"
    yield f'        return decode({naming.python_type(field.type)}, data["{name}"])'


def _each(selections: Selections) -> Iterator[str]:
    """A method that turns the pages of a list."""
    arguments = given_by_each(selections)
    yield from _signature("each", arguments, "Iterator[D]", "kind: type[D]")
    yield '        """Every document of a kind with all that it holds; of `Document`, every one with what lists tell.'
    yield ""
    yield "        Asks for a page when the one before has been read. Arguments are those of `documents`."
    yield '        """'
    yield "        head = ("
    yield _quoted(each_question(selections), "            ")
    yield "        )"
    yield "        text = head.replace('%d', str(kind.PAGE_SIZE)).replace('%s', kind.SELECTION)".replace("'", '"')
    yield f"        variables = given({_pairs(arguments)}, kind=kind.KIND)"
    yield "        more = True"
    yield "        while more:"
    yield '            page = self.query(text, variables)["documents"]'
    yield '            yield from (decode(kind, node) for node in page["nodes"])'
    yield '            more, variables["after"] = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]'


def _signature(
    name: str, arguments: dict[str, GraphQLArgument], answer: str, first: str | None = None
) -> Iterator[str]:
    required = [f"{naming.snake_case(key)}: {naming.python_type(each.type)}" for key, each in _needed(arguments)]
    optional = []
    for key, each in arguments.items():
        if not is_required_argument(each):
            optional.append(f"{naming.snake_case(key)}: {naming.python_type_of_nullable(each.type)} | None = None")
    words = ["self", *([first] if first else []), *required, *(["*", *optional] if optional else [])]
    line = f"    def {name}({', '.join(words)}) -> {answer}:"
    if len(line) <= 120:
        yield line
    else:
        yield f"    def {name}("
        yield from (f"        {word}," for word in words)
        yield f"    ) -> {answer}:"


def _needed(arguments: dict[str, GraphQLArgument]) -> list[tuple[str, GraphQLArgument]]:
    return [(key, each) for key, each in arguments.items() if is_required_argument(each)]


def _variables(arguments: dict[str, GraphQLArgument]) -> str:
    return f", given({_pairs(arguments)})" if arguments else ""


def _pairs(arguments: dict[str, GraphQLArgument]) -> str:
    return ", ".join(f"{key}={naming.snake_case(key)}" for key in arguments)


def _quoted(text: str, indent: str) -> str:
    return "\n".join(f'{indent}"{line}"' for line in _chunks(text))


def _chunks(text: str) -> list[str]:
    """The text in pieces for lines of source; put together they are the text again."""
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) > 96:
            lines.append(line)
            line = ""
        line += f"{word} "
    return [*lines, line.rstrip()]
