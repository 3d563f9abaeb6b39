"""Templates as JavaScript, for Eleventy: a function for each page's template that returns a string."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


class JavaScript:
    """Statements append to `o`; `p` is what the page is given, `l` what its language is given, `m` what is cached."""

    def function(self, name: str, body: str) -> str:
        """A template as an entry of an object."""
        return f"{json.dumps(name)}: (p, l, m) => {{ let o = ''; {body} return o }},\n"

    def text(self, text: str) -> str:
        return f"o += {json.dumps(text, ensure_ascii=False)};"

    def print(self, expression: str) -> str:
        return f"o += {expression} ?? '';"

    def let(self, variable: str, expression: str) -> str:
        return f"const {variable} = {expression};"

    def condition(self, branches: list[tuple[str | None, str]]) -> str:
        written = [f"if ({test}) {{ {body} }}" if test else f"{{ {body} }}" for test, body in branches if test or body]
        return " else ".join(written)

    def loop(self, variable: str, items: str, body: str, otherwise: str) -> str:
        return (
            f"{{ const a{variable} = {items} ?? []; for (let i{variable} = 0; i{variable} < a{variable}.length; "
            f"i{variable}++) {{ const {variable} = a{variable}[i{variable}]; {body} }} "
            f"if (!a{variable}.length) {{ {otherwise} }} }}"
        )

    def cached(self, name: str, part: str, key: str, body: str) -> str:
        variable, expression = part.split(" ", 1)
        found = f"{json.dumps(name)} + ' ' + {key or repr('')}"
        return (
            f"{{ const {variable} = {expression}; const k = {found}; let c = m.get(k); "
            f"if (c === undefined) {{ c = (() => {{ let o = ''; {body} return o }})(); m.set(k, c) }} o += c; }}"
        )

    def variable(self, number: int) -> str:
        return f"v{number}"

    def attribute(self, value: str, name: str) -> str:
        return f"{value}[{name}]" if name.isdigit() else f"{value}.{name}"

    def constant(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    def translated(self, message: str) -> str:
        return f"l.strings[{json.dumps(message)}]"

    def filled(self, text: str, placeholder: str, value: str) -> str:
        return f"{text}.replaceAll({placeholder}, {value})"

    def given(self, name: str) -> str:
        return f"l.{name}" if name in {"site", "ui"} else f"p.{name}"

    def known(self, value: str) -> str:
        return f"({value} !== undefined)"

    def asset(self, name: str) -> str:
        return f"l.assets[{name}]"

    def compare(self, one: str, operator: str, other: str) -> str:
        return f"({one} {operator}= {other})"

    def both(self, one: str, other: str) -> str:
        return f"({one} && {other})"

    def either(self, one: str, other: str) -> str:
        return f"({one} || {other})"

    def negated(self, value: str) -> str:
        return f"!({value})"

    def choice(self, test: str, yes: str, no: str) -> str:
        return f"({test} ? {yes} : {no})"

    def joined(self, items: str, separator: str, attribute: str | None) -> str:
        picked = f".map(each => each.{attribute})" if attribute else ""
        return f"{items}{picked}.join({json.dumps(separator, ensure_ascii=False)})"

    def chosen(self, table: Mapping[str, str], key: str, otherwise: str) -> str:
        return f"({json.dumps(table)}[{key}] ?? {json.dumps(table[otherwise])})"

    def position(self, loop: str) -> str:
        return f"(i{loop} + 1)"

    def is_last(self, loop: str) -> str:
        return f"(i{loop} === a{loop}.length - 1)"
