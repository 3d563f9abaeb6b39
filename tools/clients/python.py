"""The generated modules of the Python client for its questions: a method for each, and the queries that they send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    get_named_type,
    is_required_argument,
)

from tools.clients import naming
from tools.clients.questions import each_question, given_by_each, question
from tools.clients.selections import Selections

MADE = '"""{what}\n\nWritten by `make clients` from docs/api/schema.graphql: change that, and run it again.\n"""\n\n'
FUTURE = "from __future__ import annotations\n\n"


def questions(selections: Selections) -> str:
    """The module with a method for every field of `Query`."""
    methods, names = [], set()
    for name, field in selections.query.items():
        names |= {naming.python_name(each) for each in _named_types(field) if naming.is_written(each)}
        methods.append("\n".join(_method(name, field)))
    methods.append("\n".join(_each(selections)))
    body = "\n\n".join(methods)
    head = MADE.format(what="A method for every question that the API answers.") + FUTURE
    modules = [f"import {module}" for module in ("datetime as dt", "decimal") if f"{module.split()[-1]}." in body]
    head += "\n".join([*modules, "from collections.abc import Iterator", "from typing import Any, Protocol, TypeVar"])
    head += "\n\nfrom . import queries\nfrom .parts import decode, given\n"
    head += f"from .types import {', '.join(sorted(names | {'Document'}))}\n"
    head += _CLASS
    return head + body + "\n"


def queries(selections: Selections) -> str:
    """The module with the query that each question sends."""
    texts = {naming.constant(name): question(name, field, selections) for name, field in selections.query.items()}
    texts = {name: selections.shortened(text) for name, text in texts.items()} | {EACH: each_question(selections)}
    head = MADE.format(what="The query that each question sends; EACH holds %d documents of the kind %s.") + FUTURE
    return head + "\n\n".join(f"{name} = (\n{quoted(text, '    ')}\n)" for name, text in texts.items()) + "\n"


EACH = "EACH"
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


def _method(name: str, field: GraphQLField) -> Iterator[str]:
    yield from _signature(naming.snake_case(name), field.args, naming.python_type(field.type))
    yield from naming.docstring(naming.with_deprecation(field), "        ")
    yield f"        data = self.query(queries.{naming.constant(name)}{_variables(field.args)})"
    yield f'        return decode({naming.python_type(field.type)}, data["{name}"])'


def _each(selections: Selections) -> Iterator[str]:
    """A method that turns the pages of a list."""
    arguments = given_by_each(selections)
    yield from _signature("each", arguments, "Iterator[D]", "kind: type[D]")
    yield '        """Every document of a kind with all that it holds; of `Document`, every one with what lists tell.'
    yield ""
    yield "        Asks for a page when the one before has been read. Arguments are those of `documents`."
    yield '        """'
    filled = '.replace("%d", str(kind.PAGE_SIZE)).replace("%s", kind.SELECTION)'
    yield f"        text = queries.{EACH}{filled}"
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


def quoted(text: str, indent: str) -> str:
    """A text as string literals, a line for each."""
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
