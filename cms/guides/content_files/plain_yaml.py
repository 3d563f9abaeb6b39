"""The part of YAML that content files are written in: no tags, no aliases, no nesting that nobody could read.

With the rest of YAML a few lines stand for gigabytes, or name things of Python.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import Node
from ruamel.yaml.reader import ReaderError

from cms.guides.characters import HALF, UNPRINTABLE, code_point

DEEPEST = 30


class PlainYAMLError(Exception):
    """A text is not such YAML. The message goes after the name of the file; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def load_plain_yaml(text: str) -> Any:
    """What `text` says, in ruamel's mappings and sequences, which know their lines.

    Raises:
        PlainYAMLError: with the line at fault.
    """
    yaml = YAML(typ="rt")
    yaml.Composer = _Composer
    yaml.Constructor = _Constructor
    try:
        return yaml.load(text)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = f"has a character that no file should have, U+{ord(text[error.position]):04X}. Delete it."
        raise PlainYAMLError(message, line) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"is not YAML: {error.problem}. Check quotes, colons and indentation here."
        raise PlainYAMLError(message, mark.line + 1 if mark else 1) from error
    except YAMLError as error:
        message = f"is not YAML: {error}."
        raise PlainYAMLError(message, 1) from error


class _Composer(Composer):
    """Refuses what is no plain YAML before anything is made of it."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            message = f"repeats another place by *{event.anchor}. Write out what should stand here."
            raise PlainYAMLError(message, line)
        if event.tag is not None:
            message = f"has the tag {event.tag}. Write the value alone, in quotes if it begins with !."
            raise PlainYAMLError(message, line)
        self.depth += 1
        if self.depth > DEEPEST:
            message = f"is nested more than {DEEPEST} levels deep. Check the brackets and the indentation here."
            raise PlainYAMLError(message, line)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Constructor(RoundTripConstructor):
    """Knows the line of a value that cannot be, such as the 30th of February."""

    def construct_object(self, node: Node, deep: bool = False) -> Any:
        try:
            value = super().construct_object(node, deep=deep)
        except ValueError as error:
            message = f"has a value that cannot be read: {error}. Put it in quotes if it is text."
            raise PlainYAMLError(message, node.start_mark.line + 1) from error
        if isinstance(value, str) and (found := HALF.search(value) or UNPRINTABLE.search(value)):
            message = f"has a character that no text should have, {code_point(found)}. Delete it."
            raise PlainYAMLError(message, node.start_mark.line + 1)
        return value
