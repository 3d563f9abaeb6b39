"""The queries that the clients send."""

from __future__ import annotations

from graphql import GraphQLArgument, GraphQLField, Undefined, ast_from_value, print_ast

from tools.clients.selections import Selections

# What turning the pages of a list takes care of.
PAGING = ("kind", "first", "after")


def question(name: str, field: GraphQLField, selections: Selections) -> str:
    """The query that asks for one field of `Query`, with a variable for each of its arguments."""
    return _asked(name, field, selections.of_answer(field))


def each_question(selections: Selections) -> str:
    """The query for a page of documents of one kind: `%d` stands for how many, `%s` for what is asked of each."""
    field = selections.query["documents"]
    asked = _asked("documents", field, "pageInfo { hasNextPage endCursor } nodes { %s }")
    # Not a variable: the API looks at the text alone first, and would count with its own default.
    return asked.replace(f"$first: {_declared(field.args['first'])}, ", "").replace("first: $first", "first: %d")


def given_by_each(selections: Selections) -> dict[str, GraphQLArgument]:
    """The arguments of `documents` that are for who turns its pages."""
    return {name: each for name, each in selections.query["documents"].args.items() if name not in PAGING}


def _asked(name: str, field: GraphQLField, selection: str) -> str:
    declared = ", ".join(f"${key}: {_declared(each)}" for key, each in field.args.items())
    given = ", ".join(f"{key}: ${key}" for key in field.args)
    title = name[0].upper() + name[1:]
    asked = f"{name}({given})" if given else name
    body = f"{asked} {{ {selection} }}" if selection else asked
    return f"query {title}({declared}) {{ {body} }}" if declared else f"query {title} {{ {body} }}"


def _declared(argument: GraphQLArgument) -> str:
    """A variable's type, with the argument's default so that it may be left out."""
    default = argument.default_value
    spelt = None if default is Undefined else ast_from_value(default, argument.type)
    return f"{argument.type} = {print_ast(spelt)}" if spelt else str(argument.type)
