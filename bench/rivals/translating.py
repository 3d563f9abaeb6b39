"""The theme's templates for other generators: one program for each page's template, without inheritance and macros.

A template is flattened: blocks are put into their parents, macros and includes where they are used. What is left are
texts, prints, conditions and loops, which every template language has; `javascript` and `go` write them down. What is
given to the templates is escaped already (see `content`), so that nobody escapes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from itertools import count
from pathlib import Path
from typing import Any

from jinja2 import nodes

from bench.rivals.language import Language
from site_builder.environment import ThemeEnvironment


class UntranslatableError(Exception):
    """A template says something that has no case here."""

    def __init__(self, node: nodes.Node) -> None:
        super().__init__(f"{type(node).__name__} in line {node.lineno}: add a case to bench/rivals/translating.py.")


@dataclass
class Macro:
    """A macro with what its own template knows."""

    node: nodes.Macro
    scope: Scope


@dataclass
class Drawn:
    """What a template sets to the outcome of a macro, with what the template knows."""

    node: nodes.Call
    scope: Scope


@dataclass
class Scope:
    """What names stand for: an expression of the target language, a macro or its outcome, a module, a constant."""

    names: dict[str, str | Macro | Drawn | Scope | nodes.Dict | nodes.Const] = field(default_factory=dict)
    loop: str = ""

    def inner(self, **names: Any) -> Scope:
        """A scope inside this one."""
        return Scope({**self.names, **names}, self.loop)


class Translator:
    """Writes templates of a theme in a target language."""

    def __init__(self, environment: ThemeEnvironment, language: Language) -> None:
        self._environment = environment
        self._to = language
        self._numbers = count()
        self._parsed: dict[str, nodes.Template] = {}

    def template(self, name: str) -> str:
        """The template of a page, whole."""
        chain = [self._parse(name)]
        while parent := chain[-1].find(nodes.Extends):
            chain.append(self._parse(self._constant(parent.template)))
        scope = Scope()
        for template in reversed(chain):
            self._import(template, scope)
        blocks: dict[str, nodes.Block] = {}
        for template in reversed(chain):
            blocks |= {block.name: block for block in template.find_all(nodes.Block)}
        self._blocks = blocks
        return self._body(chain[-1].body, scope)

    def _parse(self, name: str) -> nodes.Template:
        if name not in self._parsed:
            loader = self._environment.loader
            assert loader
            source, _, _ = loader.get_source(self._environment, name)
            self._parsed[name] = self._environment.parse(source, name)
        return self._parsed[name]

    def _import(self, template: nodes.Template, scope: Scope) -> None:
        """Have a scope know what a template imports, sets and defines at its top."""
        for node in template.body:
            match node:
                case nodes.FromImport():
                    module = self._module(self._constant(node.template))
                    for name in node.names:
                        known, alias = name if isinstance(name, tuple) else (name, name)
                        scope.names[alias] = module.names[known]
                case nodes.Import():
                    scope.names[node.target] = self._module(self._constant(node.template))
                case nodes.Assign(target=nodes.Name() as target, node=nodes.Dict() | nodes.Const() as known):
                    scope.names[target.name] = known
                case nodes.Assign(target=nodes.Name() as target, node=nodes.Call() as call):
                    scope.names[target.name] = Drawn(call, scope)
                case nodes.Macro():
                    scope.names[node.name] = Macro(node, scope)

    def _module(self, name: str) -> Scope:
        scope = Scope()
        self._import(self._parse(name), scope)
        return scope

    def _body(self, body: list[nodes.Node], scope: Scope) -> str:
        return "".join(self._statement(node, scope) for node in body)

    def _statement(self, node: nodes.Node, scope: Scope) -> str:
        match node:
            case nodes.Output():
                return "".join(self._output(child, scope) for child in node.nodes)
            case nodes.If():
                branches: list[tuple[str | None, str]] = [
                    (self._expression(each.test, scope), self._body(each.body, scope)) for each in [node, *node.elif_]
                ]
                return self._to.condition([*branches, (None, self._body(node.else_, scope))])
            case nodes.For(target=nodes.Name() as target):
                variable = self._to.variable(next(self._numbers))
                inner = scope.inner(**{target.name: variable})
                inner.loop = variable
                items = self._expression(node.iter, scope)
                return self._to.loop(variable, items, self._body(node.body, inner), self._body(node.else_, scope))
            case nodes.For(target=nodes.Tuple(items=[nodes.Name() as first, nodes.Name() as second])):
                variable = self._to.variable(next(self._numbers))
                pair = {first.name: self._to.attribute(variable, "0"), second.name: self._to.attribute(variable, "1")}
                inner = scope.inner(**pair)
                items = self._expression(node.iter, scope)
                return self._to.loop(variable, items, self._body(node.body, inner), self._body(node.else_, scope))
            case nodes.Block():
                block = self._blocks[node.name]
                return self._body(block.body, scope)
            case nodes.Include():
                included, inner = self._parse(self._constant(node.template)), scope.inner()
                self._import(included, inner)
                return self._body(included.body, inner)
            case nodes.With(targets=[nodes.Name() as target], values=[value]):
                variable = self._to.variable(next(self._numbers))
                inner = scope.inner(**{target.name: variable})
                return self._to.let(variable, self._expression(value, scope)) + self._body(node.body, inner)
            case nodes.Extends() | nodes.FromImport() | nodes.Import() | nodes.Macro() | nodes.Assign():
                return ""
            case _:
                raise UntranslatableError(node)

    def _output(self, node: nodes.Expr, scope: Scope) -> str:
        match node:
            case nodes.TemplateData():
                return self._to.text(node.data)
            case nodes.Call(node=nodes.Name(name="once"), args=[nodes.Name() as name, part, *others]):
                macro, expression = scope.names[name.name], self._expression(part, scope)
                assert isinstance(macro, Macro)
                variable = self._to.variable(next(self._numbers))
                body = self._macro(macro, [variable, *(self._expression(each, scope) for each in others)])
                key = self._to.attribute(variable, "anchor") if name.name.endswith("card") else ""
                return self._to.cached(name.name, f"{variable} {expression}", key, body)
            case nodes.Call() if called := self._called(node.node, scope):
                return self._macro(called, [self._expression(each, scope) for each in node.args])
            case nodes.Call(node=nodes.Name(name="asset"), args=[nodes.Const(value=name)]):
                return self._to.text(self._environment.asset(name))
            case nodes.Call(node=nodes.Name(name="asset"), args=[name]):
                return self._to.print(self._to.asset(self._expression(name, scope)))
            case nodes.Name() | nodes.Getattr() if isinstance(drawn := self._named(node, scope), Drawn):
                return self._output(drawn.node, drawn.scope)
            case _:
                return self._to.print(self._expression(node, scope))

    def _macro(self, macro: Macro, arguments: list[str]) -> str:
        names, setting = {}, ""
        for parameter, argument in zip(macro.node.args, arguments, strict=True):
            if argument.isidentifier() or argument.startswith("$") or not argument:
                names[parameter.name] = argument
            else:
                names[parameter.name] = self._to.variable(next(self._numbers))
                setting += self._to.let(names[parameter.name], argument)
        return setting + self._body(macro.node.body, macro.scope.inner(**names))

    def _called(self, node: nodes.Expr, scope: Scope) -> Macro | None:
        found = self._named(node, scope)
        return found if isinstance(found, Macro) else None

    def _named(self, node: nodes.Expr, scope: Scope) -> object:
        """What a name, or a name in a module, stands for."""
        match node:
            case nodes.Name():
                return scope.names.get(node.name)
            case nodes.Getattr(node=nodes.Name() as module) if isinstance(known := scope.names.get(module.name), Scope):
                return known.names[node.attr]
            case _:
                return None

    def _expression(self, node: nodes.Node, scope: Scope) -> str:  # noqa: C901 - a case for each kind of node
        to = self._to
        match node:
            case nodes.Const():
                return to.constant(node.value)
            case nodes.List(items=[]):
                return to.constant(None)
            case nodes.Name(name="_"):
                return ""  # every template knows the language's strings
            case nodes.Name():
                found = scope.names.get(node.name)
                if isinstance(found, nodes.Const):
                    return to.constant(found.value)
                return found if isinstance(found, str) else to.given(node.name)
            case nodes.Test(name="defined"):
                return to.known(self._expression(node.node, scope))
            case nodes.Getattr(node=nodes.Name(name="loop"), attr="index"):
                return to.position(scope.loop)
            case nodes.Getattr(node=nodes.Name(name="loop"), attr="last"):
                return to.is_last(scope.loop)
            case nodes.Getattr(node=nodes.Name() as table) if isinstance(
                held := scope.names.get(table.name), nodes.Dict
            ):
                return to.constant(held.as_const()[node.attr])
            case nodes.Getattr():
                return to.attribute(self._expression(node.node, scope), node.attr)
            case nodes.Getitem(arg=nodes.Const(value=name)):
                return to.attribute(self._expression(node.node, scope), name)
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=message)]):
                return to.translated(message)
            case nodes.Call(node=nodes.Getattr(node=text, attr="replace"), args=[placeholder, value]):
                return to.filled(*(self._expression(each, scope) for each in (text, placeholder, value)))
            case nodes.Call(node=nodes.Getattr(node=nodes.Name() as table, attr="get"), args=[key, otherwise]):
                known = scope.names[table.name]
                assert isinstance(known, nodes.Dict)
                assert isinstance(otherwise, nodes.Getattr)
                return to.chosen(known.as_const(), self._expression(key, scope), otherwise.attr)
            case nodes.Compare(ops=[nodes.Operand(op="in", expr=nodes.Tuple() as choices)]):
                asked = self._expression(node.expr, scope)
                return reduce(
                    to.either, (to.compare(asked, "==", self._expression(each, scope)) for each in choices.items)
                )
            case nodes.Compare(ops=[operand]):
                operator = {"eq": "==", "ne": "!="}[operand.op]
                return to.compare(self._expression(node.expr, scope), operator, self._expression(operand.expr, scope))
            case nodes.And():
                return to.both(self._expression(node.left, scope), self._expression(node.right, scope))
            case nodes.Or():
                return to.either(self._expression(node.left, scope), self._expression(node.right, scope))
            case nodes.Not():
                return to.negated(self._expression(node.node, scope))
            case nodes.CondExpr():
                no = self._expression(node.expr2, scope) if node.expr2 else to.constant("")
                return to.choice(self._expression(node.test, scope), self._expression(node.expr1, scope), no)
            case nodes.Filter(name="safe"):
                assert node.node
                return self._expression(node.node, scope)
            case nodes.Filter(
                name="join",
                node=nodes.Filter(name="map", node=nodes.Name() as items, kwargs=[picked]),
                args=[nodes.Const(value=separator)],
            ):
                return to.joined(self._expression(items, scope), separator, self._constant(picked.value))
            case nodes.Filter(name="join", node=nodes.Expr() as items, args=[nodes.Const(value=separator)]):
                return to.joined(self._expression(items, scope), separator, None)
            case _:
                raise UntranslatableError(node)

    def _constant(self, node: nodes.Node) -> str:
        assert isinstance(node, nodes.Const)
        return str(node.value)


def template_names(theme_folder: Path) -> list[str]:
    """The templates that pages may name: those that are no part of others."""
    return sorted(path.name for path in (theme_folder / "templates").iterdir() if path.is_file())
