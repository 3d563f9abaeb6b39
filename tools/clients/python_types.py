"""The types of the Python client: a module for each kind of document, with what it alone has, and some for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from graphql import GraphQLInputObjectType, get_named_type, is_leaf_type, is_specified_scalar_type

from tools.clients import naming
from tools.clients.python import FUTURE, MADE, quoted
from tools.clients.selections import Selections

DOCUMENT, ANSWERS, INPUTS, PARTS, WORDS = "document", "answers", "inputs", "parts", "words"
SAID = {
    DOCUMENT: "What every document has.",
    ANSWERS: "What questions are answered with that is no document.",
    INPUTS: "What the API is asked with.",
    PARTS: "Parts that several kinds of documents have.",
    WORDS: "Words that the API uses in several places.",
}
# By what is written in a module: what it has to import for it.
STRINGS = re.compile(r'""".*?"""|"[^"\n]*"', re.DOTALL)
STANDARD = {"dt.": "import datetime as dt", "decimal.": "import decimal", "(StrEnum)": "from enum import StrEnum"}


def types(selections: Selections) -> Mapping[str, str]:
    """The modules of all types that the API answers with and is asked with, by their names."""
    homes = _homes(selections)
    return {f"{module}.py": _module(module, homes, selections) for module in sorted(set(homes.values()))} | {
        "__init__.py": _all(homes)
    }


def _homes(selections: Selections) -> dict[str, str]:
    """In which module each type stands: what only one kind of document has, in that one's."""
    kinds: Mapping[str, Any] = selections.schema.type_map
    written: dict[str, Any] = {name: kind for name, kind in kinds.items() if _is_written(name, kind, selections)}
    homes = {kind.name: naming.snake_case(kind.name) for kind in selections.kinds} | {"Document": DOCUMENT}
    homes |= {name: INPUTS for name, kind in written.items() if isinstance(kind, GraphQLInputObjectType)}
    users: dict[str, set[str]] = {}
    for name, home in homes.items():
        inherited = selections.envelope if home not in (DOCUMENT, INPUTS) else {}
        fields = [field for key, field in kinds[name].fields.items() if key not in inherited]
        _note_users([get_named_type(field.type) for field in fields], home, homes, users)
    asked = [get_named_type(field.type) for field in selections.query.values()]
    asked += [get_named_type(each.type) for field in selections.query.values() for each in field.args.values()]
    _note_users(asked, ANSWERS, homes, users)
    for name in written.keys() - homes.keys():
        shared = WORDS if naming.is_enum(written[name]) else PARTS
        only = users.get(name, set())
        homes[name] = next(iter(only)) if len(only) == 1 else shared
    return homes


def _is_written(name: str, kind: Any, selections: Selections) -> bool:
    is_ours = not (name.startswith("__") or name == "Query" or is_specified_scalar_type(kind))
    return is_ours and not selections.is_hidden(kind) and (naming.is_enum(kind) or not is_leaf_type(kind))


def _note_users(kinds: list[Any], home: str, homes: Mapping[str, str], users: dict[str, set[str]]) -> None:
    """Note a module as one that has these types, and those that they are made of."""
    while kinds:
        kind = kinds.pop()
        if kind.name in homes or home in users.get(kind.name, ()):
            continue
        users.setdefault(kind.name, set()).add(home)
        kinds += [get_named_type(field.type) for field in getattr(kind, "fields", {}).values()]


def _module(module: str, homes: Mapping[str, str], selections: Selections) -> str:
    own = [name for name, home in homes.items() if home == module]
    main = next((name for name in own if naming.snake_case(name) == module), "")
    own.sort(key=lambda name: (name != main, name))
    body = "\n\n\n".join("\n".join(_class(selections.schema.type_map[name], selections)) for name in own)
    said = SAID.get(module) or f"{main}: what the API says of it."
    code = STRINGS.sub("", body)
    standard = [line for mark, line in STANDARD.items() if mark in code]
    named = [name for name in ("Any", "ClassVar") if _is_named(name, code)]
    others: dict[str, list[str]] = {}
    for name, home in sorted(homes.items()):
        if home != module and _is_named(name, code) and f"({name}):" not in code:
            others.setdefault(home, []).append(name)
    named = ["TYPE_CHECKING", *named] if others else named
    standard += [f"from typing import {', '.join(named)}"] if named else []
    bases = [name for name in ("Input", "Part") if f"({name}):" in code]
    imports = [f"from waymark_client.parts import {', '.join(bases)}"] if bases else []
    base = f"from .{DOCUMENT} import Document" if "(Document):" in code else ""
    # Modules name one another: at run time `parts` looks names up in all of them.
    typed = [f"    from .{home} import {', '.join(names)}" for home, names in others.items()]
    typed = ["if TYPE_CHECKING:", *sorted(typed)] if typed else []
    head = [part for part in ("\n".join(standard), "\n".join(imports), base, "\n".join(typed)) if part]
    return MADE.format(what=said) + FUTURE + "\n\n".join(head) + "\n\n\n" + body + "\n"


def _is_named(name: str, code: str) -> bool:
    return re.search(rf"\b{name}\b", code) is not None


def _all(homes: Mapping[str, str]) -> str:
    modules: dict[str, list[str]] = {}
    for name, home in sorted(homes.items()):
        modules.setdefault(home, []).append(name)
    lines = [f"from .{module} import {', '.join(names)}" for module, names in sorted(modules.items())]
    names = ", ".join(f'"{name}"' for name in sorted(homes))
    said = "What the API answers with and is asked with, all in one name space."
    return MADE.format(what=said) + FUTURE + "\n".join(lines) + f"\n\n__all__ = [{names}]\n"


def _class(kind: Any, selections: Selections) -> Iterator[str]:
    if naming.is_enum(kind):
        return _enum(kind)
    return _input(kind) if isinstance(kind, GraphQLInputObjectType) else _part(kind, selections)


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
        yield f"    SELECTION: ClassVar[str] = (\n{quoted(selection, '        ')}\n    )"
    elif kind.name == "Document":
        yield ""
        listed = selections.listed()
        yield f"    PAGE_SIZE: ClassVar[int] = {selections.listed_size}"
        yield "    KIND: ClassVar[str | None] = None"
        yield f"    SELECTION: ClassVar[str] = (\n{quoted(listed, '        ')}\n    )"
    inherited = selections.envelope if is_kind else {}
    for name, field in kind.fields.items():
        if name not in inherited:
            yield ""
            yield f"    {naming.snake_case(name)}: {naming.python_type(field.type)}"
            yield from naming.docstring(naming.with_deprecation(field))
