"""The generated files of the JavaScript client: its questions, and its types for TypeScript."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputObjectType,
    is_leaf_type,
    is_required_argument,
    is_specified_scalar_type,
)

from tools.clients import naming
from tools.clients.questions import each_question, given_by_each, question
from tools.clients.selections import Selections

MADE = "// {what} Written by `make clients` from docs/api/schema.graphql: change that, and run it again.\n"

# What a document that another one names comes with for sure; of the rest, what docs/api/clients.md says.
HEAD = """
/** A document that another one names, or that a list tells of: enough for a link to it, and some of its facts. */
export type Named<D extends Document> =
  Pick<D, "__typename" | "uuid" | "kind" | "title" | "path" | "language"> & Partial<D>;

export interface Options { signal?: AbortSignal }

export interface ClientOptions {
  /** Milliseconds that a server may be silent; 30,000. */
  timeout?: number;
  /** Milliseconds that a question may wait altogether for a server that is busy or away; 60,000. */
  patience?: number;
  /** Ask by the hash of a query, which caches can answer; true. */
  persisted?: boolean;
  fetch?: typeof globalThis.fetch;
}

export class WaymarkError extends Error {
  /** The API's code, or UNREACHABLE, BUSY or UNEXPECTED; null where the query asks for what is not in the schema. */
  readonly code: string | null;
  /** HTTP's. */
  readonly status: number | null;
  readonly errors: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
  /** What was answered all the same. */
  readonly data: unknown;
  /** Seconds. */
  readonly retryAfter: number | null;
}
"""

CLIENT = """
export class Client {{
  constructor(url: string | URL, options?: ClientOptions);

  /** The `data` of the answer to a query of your own. */
  query<Data = unknown>(text: string, variables?: Record<string, unknown>, options?: Options): Promise<Data>;

  /** Every document of a kind with all that it holds; of "Document", every one with what lists tell. */
  each<K extends keyof Kinds>(kind: K, variables: {each}, options?: Options): AsyncGenerator<Kinds[K]>;

  /** The changes of a city since a revision, page by page, until there is nothing new. */
  follow(city: string, after?: number, options?: Options): AsyncGenerator<Changes>;
{methods}}}
"""


def questions(selections: Selections) -> str:
    """The module with the text of every question."""
    query = selections.query
    texts = {name: selections.shortened(question(name, field, selections)) for name, field in query.items()}
    texts["each"] = each_question(selections)
    kinds = {"Document": {"constant": None, "first": selections.listed_size, "selection": selections.listed()}}
    for kind in selections.kinds:
        kinds[kind.name] = {
            "constant": naming.constant(kind.name),
            "first": selections.page_size(kind),
            "selection": selections.of_kind(kind),
        }
    head = MADE.format(what="What the client asks.")
    return f"{head}\nexport const QUESTIONS = {_object(texts)};\n\nexport const KINDS = {_object(kinds)};\n"


def _object(values: dict[str, Any]) -> str:
    lines = (f"  {name}: {json.dumps(value, ensure_ascii=False)}," for name, value in values.items())
    return "{\n" + "\n".join(lines) + "\n}"


def types(selections: Selections) -> str:
    """The declarations for TypeScript."""
    blocks = []
    for name, kind in sorted(selections.schema.type_map.items()):
        if name.startswith("__") or name == "Query" or is_specified_scalar_type(kind) or selections.is_hidden(kind):
            continue
        if naming.is_enum(kind) or not is_leaf_type(kind):
            blocks.append("\n".join([*_comment(kind.description, ""), *_declaration(kind, selections)]))
    kinds = "".join(f"  {kind.name}: {kind.name};\n" for kind in selections.kinds)
    blocks.append(f"export interface Kinds {{\n  Document: Named<Document>;\n{kinds}}}")
    names = " | ".join(kind.name for kind in selections.kinds)
    blocks.append(f"/** Whatever it is: `__typename` tells. */\nexport type AnyDocument = {names};")
    methods = "".join(_method(name, field) for name, field in selections.query.items())
    client = CLIENT.format(each=_variables(given_by_each(selections)), methods=methods)
    return MADE.format(what="Types.") + HEAD + "\n" + "\n\n".join(blocks) + "\n" + client


def _declaration(kind: Any, selections: Selections) -> Iterator[str]:
    if naming.is_enum(kind):
        yield f"export type {kind.name} ="
        for value, definition in kind.values.items():
            yield from _comment(definition.description, "  ")
            yield f'  | "{value}"'
        return
    is_kind = kind in selections.kinds
    yield f"export interface {kind.name}{' extends Document' if is_kind else ''} {{"
    if selections.is_document(kind):
        names = [kind.name] if is_kind else [each.name for each in selections.kinds]
        yield f"  __typename: {' | '.join(f'{json.dumps(name)}' for name in names)};"
    for name, field in kind.fields.items():
        if not is_kind or name not in selections.envelope:
            optional = "?" if isinstance(kind, GraphQLInputObjectType) and naming.may_be_null(field.type) else ""
            yield from _comment(field.description, "  ")
            yield f"  {name}{optional}: {naming.typescript_type(field.type, selections.is_document)};"
    yield "}"


def _method(name: str, field: GraphQLField) -> str:
    optional = not any(is_required_argument(argument) for argument in field.args.values())
    variables = f"variables{'?' if optional else ''}: {_variables(field.args)}"
    comment = "\n".join(_comment(field.description, "  "))
    answer = naming.typescript_type(field.type).replace("Document |", "AnyDocument |")
    return f"\n{comment}\n  {name}({variables}, options?: Options): Promise<{answer}>;\n"


def _variables(arguments: dict[str, GraphQLArgument]) -> str:
    parts = []
    for name, argument in arguments.items():
        mark = "" if is_required_argument(argument) else "?"
        parts.append(f"{name}{mark}: {naming.typescript_type(argument.type)}")
    return f"{{ {'; '.join(parts)} }}" if parts else "Record<string, never>"


def _comment(text: str | None, indent: str) -> Iterator[str]:
    words = (text or "").strip()
    if len(words) + len(indent) + 7 <= 120 and "\n" not in words:
        yield f"{indent}/** {words} */"
        return
    yield f"{indent}/**"
    yield from (f"{indent} * {line}".rstrip() for line in naming.wrapped(words, "", 117 - len(indent)))
    yield f"{indent} */"
