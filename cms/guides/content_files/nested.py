"""Values in the mappings and lists of a content file, by the keys that lead to them."""

from __future__ import annotations

from typing import Any


def value_at(data: dict[str, Any], place: tuple[str | int, ...]) -> Any:
    """The value that the keys of `place` lead to, None where there is none."""
    value: Any = data
    for key in place:
        if isinstance(value, dict):
            value = value.get(str(key))
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value


def put_at(data: dict[str, Any], place: tuple[str, ...], value: Any) -> None:
    """Write `value` where the keys of `place` lead, with the mappings on the way."""
    *way, last = place
    for key in way:
        data = data.setdefault(key, {})
    data[last] = value
