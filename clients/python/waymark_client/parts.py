"""What the API answers, as objects: only what was asked for is in them."""

from __future__ import annotations

import datetime as dt
import decimal
import types
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any, Self, Union, get_args, get_origin, get_type_hints

from .errors import NotAskedForError


class Part:
    """Something that the API answered with. To read what was not asked for raises NotAskedForError."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """The object for a part of an answer's `data`; `__typename` in it says which kind of document it is."""
        asked: Any = cls
        kind = _kinds(asked).get(data.get("__typename", ""), asked)
        names = _fields(kind)
        return kind(**{names[key][0]: names[key][1](value) for key, value in data.items() if key in names})

    def __getattr__(self, name: str) -> Any:
        kind: Any = type(self)
        if name.startswith("_") or name not in {spelt for spelt, _decode in _fields(kind).values()}:
            raise AttributeError(f"{kind.__name__} has no field {name!r}.")
        raise NotAskedForError(kind.__name__, name)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self)))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({values})"


class Input:
    """Something that the API is asked with."""

    def __init__(self, **values: Any) -> None:
        unknown = values.keys() - _hints(type(self)).keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no field {min(unknown)!r}.")
        self.__dict__.update(values)


def given(**variables: Any) -> dict[str, Any]:
    """Variables as JSON, without those that nobody gave."""
    return {name: _spelt(value) for name, value in variables.items() if value is not None}


def decode(kind: Any, value: Any) -> Any:
    """A value of an answer as an object of this kind, which is a type as annotations name it."""
    return _decoder(kind)(value)


def _spelt(value: Any) -> Any:
    if isinstance(value, Input):
        return {_camel_case(name): _spelt(each) for name, each in vars(value).items() if each is not None}
    if isinstance(value, list | tuple):
        return [_spelt(each) for each in value]
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, decimal.Decimal) else value


@cache
def _fields(kind: Any) -> dict[str, tuple[str, Callable[[Any], Any]]]:
    """By a field's name in the API: its name in Python, and what reads its value."""
    hints = {name: hint for name, hint in _hints(kind).items() if not name.isupper()}
    return {_camel_case(name): (name, _decoder(hint)) for name, hint in hints.items()}


def _hints(kind: Any) -> dict[str, Any]:
    """The annotations of a class, which may name those of every module of `types`."""
    return get_type_hints(kind, localns=vars(import_module(f"{__package__}.types")))


@cache
def _kinds(kind: Any) -> dict[str, Any]:
    return {each.__name__: each for each in (kind, *kind.__subclasses__())}


def _decoder(kind: Any) -> Callable[[Any], Any]:
    """What turns a value of JSON into one of this kind; null stays None."""
    if get_origin(kind) in (Union, types.UnionType):
        inner = _decoder(next(each for each in get_args(kind) if each is not type(None)))
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is list:
        each = _decoder(get_args(kind)[0])
        return lambda values: [each(value) for value in values]
    if isinstance(kind, type):
        return _decoder_of_class(kind)
    return lambda value: value


def _decoder_of_class(kind: type) -> Callable[[Any], Any]:
    if issubclass(kind, Part):
        return kind.read
    if issubclass(kind, StrEnum):
        # A newer server may know a word that this client does not: it stays a plain string.
        known = {member.value: member for member in kind}
        return lambda value: known.get(value, value)
    if kind in (dt.datetime, dt.date):
        return kind.fromisoformat
    return kind if kind in (decimal.Decimal, float) else lambda value: value


def _camel_case(name: str) -> str:
    first, *rest = name.rstrip("_").split("_")
    return first + "".join(map(str.capitalize, rest))
