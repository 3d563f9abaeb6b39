"""How templates are compiled: Jinja2's code generator, writing shorter ways for what every page does a thousand times.

Authors see none of it: syntax, inheritance, macros, filters and escaping are Jinja2's.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from markupsafe import Markup, escape

DELEGATED = "yield from "
MADE = 4_000  # pieces of HTML of a language that are kept: a worker goes on for months
INTERFACE = "_"  # the name under which templates find interface strings


class Strings(dict[str, Markup]):
    """The interface strings of a language: called, it translates as gettext does; looked up, it gives HTML."""

    def __init__(self, gettext: Callable[[str], str]) -> None:
        super().__init__()
        self._gettext = gettext

    def __call__(self, message: str) -> str:
        return self._gettext(message)

    def __missing__(self, message: str) -> Markup:
        self[message] = found = escape(self._gettext(message))
        return found


class Once:
    """`once(macro, part, …)` in a template: what a macro makes of a part that many pages show, made for the first.

    The part is what a view marked as `shared` has made, so that it is the same object on each page.
    """

    def __init__(self) -> None:
        # Objects that are kept keep their ids.
        self._made: dict[tuple[Any, int], tuple[tuple[Any, ...], Markup]] = {}

    def __call__(self, macro: Macro, *arguments: Any) -> Markup:
        key = macro, id(arguments[0])
        known, made = self._made.get(key, ((), Markup()))
        if len(known) != len(arguments) or not all(map(is_, known, arguments)):
            if len(self._made) >= MADE:
                self._made.clear()
            made = Markup(macro(*arguments))  # noqa: S704 -- a macro escapes what it prints
            self._made[key] = arguments, made
        return made


class LeanCode(CodeGenerator):
    """Compiles what is printed without a Markup object for it, and the three expressions below.

    | template | Jinja2's way | this way |
    |---|---|---|
    | `a.b` | a method of the environment | the item, where `a` is a dict that has it |
    | `{{ _("…") }}` | a call, and its result escaped | an item of `Strings` |
    | `macro(…)` | a call through the context | a call |
    """

    _string: nodes.Expr | None = None

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """Join what a block or parent prints where it stands: else each piece of it passes through all of them."""
        if x.startswith(DELEGATED):
            x = f"yield concat({x.removeprefix(DELEGATED)})"
        super().writeline(x, node, extra)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _is_string(node):
            self._string = node
            return
        self.write("environment.escaped(")
        if finalize.src is not None:
            self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if node is not self._string:
            super()._output_child_post(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as Jinja2 calls it
        found = self.temporary_identifier()
        self.write(f"({found}[{node.attr!r}] if ({found} := ")
        self.visit(node.node, frame)
        self.write(
            f").__class__ is dict and {node.attr!r} in {found} else environment.getattr({found}, {node.attr!r}))"
        )

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - as above
        if node is self._string:
            self.visit(node.node, frame)
            self.write("[")
            self.visit(node.args[0], frame)
            self.write("]")
        elif forward_caller or not isinstance(node.node, nodes.Name) or not _is_positional(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
        else:
            called = self.temporary_identifier()
            self.write(f"({called}(")
            for argument in node.args:
                self.visit(argument, frame)
                self.write(", ")
            self.write(f") if ({called} := ")
            self.visit(node.node, frame)
            self.write(").__class__ is Macro else ")
            super().visit_Call(node, frame)
            self.write(")")


def _is_positional(call: nodes.Call) -> bool:
    return not (call.kwargs or call.dyn_args or call.dyn_kwargs)


def _is_string(node: nodes.Node) -> bool:
    """Whether it is `_("…")`."""
    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and _is_positional(node)):
        return False
    return node.node.name == INTERFACE and [type(argument) for argument in node.args] == [nodes.Const]
