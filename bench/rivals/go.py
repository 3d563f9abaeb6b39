"""Templates as Go's text/template, for Hugo."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


class Go:
    """`$p` is what the page is given, `$l` what its language is given; cached parts become partials of their own."""

    def __init__(self) -> None:
        self.partials: dict[str, str] = {}

    def function(self, body: str) -> str:
        """A template as a layout of Hugo."""
        return f"{{{{ $p := .Params.given }}}}{{{{ $l := index hugo.Data.languages .Params.shard }}}}{body}"

    def text(self, text: str) -> str:
        return text.replace("{{", '{{ "{{" }}')

    def print(self, expression: str) -> str:
        return f"{{{{ with {expression} }}}}{{{{ . }}}}{{{{ end }}}}"

    def let(self, variable: str, expression: str) -> str:
        return f"{{{{ {variable} := {expression} }}}}"

    def condition(self, branches: list[tuple[str | None, str]]) -> str:
        written = ""
        for number, (test, body) in enumerate(branches):
            if test:
                written += f"{{{{ {'else if' if number else 'if'} {test} }}}}{body}"
            elif body:
                written += f"{{{{ else }}}}{body}"
        return written + "{{ end }}"

    def loop(self, variable: str, items: str, body: str, otherwise: str) -> str:
        other = f"{{{{ else }}}}{otherwise}" if otherwise else ""
        counted = f"{{{{ $n{variable[1:]} := len {items} }}}}" if f"$n{variable[1:]}" in body else ""
        return f"{counted}{{{{ range $i{variable[1:]}, {variable} := {items} }}}}{body}{other}{{{{ end }}}}"

    def cached(self, name: str, part: str, key: str, body: str) -> str:
        variable, expression = part.split(" ", 1)
        self.partials[name] = f"{{{{ {variable} := .part }}}}{{{{ $l := .l }}}}{body}"
        told = key.replace(variable, expression) if key else '""'
        return f'{{{{ partialCached "{name}.txt" (dict "part" {expression} "l" $l) $l.site.language {told} }}}}'

    def variable(self, number: int) -> str:
        return f"$v{number}"

    def attribute(self, value: str, name: str) -> str:
        return f"(index {value} {name})" if name.isdigit() else f"{value}.{name}"

    def constant(self, value: Any) -> str:
        return "(slice)" if value is None else json.dumps(value, ensure_ascii=False)

    def translated(self, message: str) -> str:
        return f"(index $l.strings {json.dumps(message, ensure_ascii=False)})"

    def filled(self, text: str, placeholder: str, value: str) -> str:
        return f"(replace {text} {placeholder} {value})"

    def given(self, name: str) -> str:
        return f"$l.{name}" if name in {"site", "ui"} else f"$p.{name}"

    def known(self, value: str) -> str:
        return f"(ne {value} nil)"

    def asset(self, name: str) -> str:
        return f"(index $l.assets {name})"

    def compare(self, one: str, operator: str, other: str) -> str:
        return f"({'eq' if operator == '==' else 'ne'} {one} {other})"

    def both(self, one: str, other: str) -> str:
        return f"(and {one} {other})"

    def either(self, one: str, other: str) -> str:
        return f"(or {one} {other})"

    def negated(self, value: str) -> str:
        return f"(not {value})"

    def choice(self, test: str, yes: str, no: str) -> str:
        return f"(cond (not (not {test})) {yes} {no})"

    def joined(self, items: str, separator: str, attribute: str | None) -> str:
        picked = f'(apply {items} "index" "." {json.dumps(attribute)})' if attribute else items
        return f"(delimit {picked} {json.dumps(separator, ensure_ascii=False)})"

    def chosen(self, table: Mapping[str, str], key: str, otherwise: str) -> str:
        written = " ".join(f"{json.dumps(name)} {json.dumps(value)}" for name, value in table.items())
        return f"(or (index (dict {written}) {key}) {json.dumps(table[otherwise])})"

    def position(self, loop: str) -> str:
        return f"(add $i{loop[1:]} 1)"

    def is_last(self, loop: str) -> str:
        return f"(eq (add $i{loop[1:]} 1) $n{loop[1:]})"
