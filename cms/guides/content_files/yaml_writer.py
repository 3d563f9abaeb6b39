"""The one way in which content files are written: equal data, equal bytes."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# Text that some reader of YAML would take for a number, a time or a truth value.
AMBIGUOUS = re.compile(r"[+-]?[\d.][\d:._]*|yes|no|on|off|y|n|true|false|null|~", re.IGNORECASE)
LONGEST_FLOW = 100
# Mappings whose entries stand on lines of their own, however short they are.
PARTS = frozenset({"body", "steps", "synonyms"})


def yaml_text(data: dict[str, Any]) -> str:
    """`data` as the text of a content file.

    Markdown and other text of several lines stands in literal blocks, short lists and mappings on one line.
    """
    yaml = YAML(typ="rt")
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    buffer = io.StringIO()
    yaml.dump(_styled(data, in_blocks=True), buffer)
    return buffer.getvalue()


def _styled(value: Any, *, in_blocks: bool = False, children_in_blocks: bool = False) -> Any:
    """`value` with ruamel's marks of style; a mapping `in_blocks` has each entry on a line of its own."""
    if isinstance(value, dict):
        mapping = CommentedMap(
            (
                _scalar(str(key)),
                _styled(child, in_blocks=key in PARTS or children_in_blocks, children_in_blocks=key in PARTS),
            )
            for key, child in value.items()
        )
        return mapping if in_blocks else _in_flow(mapping, value)
    if isinstance(value, list):
        return _in_flow(CommentedSeq(_styled(child) for child in value), value)
    return _scalar(value)


def _in_flow(container: Any, value: dict[str, Any] | list[Any]) -> Any:
    if _fits_one_line(value):
        container.fa.set_flow_style()
    return container


def _fits_one_line(value: Any) -> bool:
    """Whether a container holds single words and lines only, lists of them included, and few enough.

    A mapping with two texts has a line for each: in a script from right to left they change places on one line.
    """
    children = list(value.values()) if isinstance(value, dict) else list(value)
    simple = all(_is_line(child) or (isinstance(child, list) and all(map(_is_line, child))) for child in children)
    texts = sum(_is_text(child) for child in children) if isinstance(value, dict) else 0
    return simple and texts <= 1 and len(str(value)) <= LONGEST_FLOW


def _is_line(value: Any) -> bool:
    return not isinstance(value, dict | list) and "\n" not in str(value)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and (" " in value or not value.isascii())


def _scalar(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if "\n" in value:
        return LiteralScalarString(value)
    if DATE.fullmatch(value) and (day := _day(value)):
        return day
    return DoubleQuotedScalarString(value) if AMBIGUOUS.fullmatch(value) else value
