"""Hypothesis strategies: published documents of every kind, made from the schema itself."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from site_builder.documents import kinds, schema

TEXT = {"plain": st.sampled_from(["", "Text", "Bring <both> forms", "نص", "ጽሑፍ"])}
TEXT["html"] = st.sampled_from(["", "<p></p>", "<p>Words.</p>", "<p>كلمات</p>"])
PLAIN = st.sampled_from(["", "1", "eastmere", "Birkenfurt, Süd", "ሰላም 12"])
# By pattern: hypothesis can make strings from any pattern, a hundred times slower.
PATTERNS = {
    "uuid": st.integers(0, 2**32 - 1).map(lambda number: f"{number:08x}-0000-4000-8000-000000000000"),
    "language": st.sampled_from(["en", "de", "ar", "fa-AF", "de-simple"]),
    "date": st.sampled_from(["2026-01-31", "2027-12-01"]),
    "moment": st.sampled_from(["2026-03-28", "2027-12-01T18:00", "2027-12-02T09:15"]),
    "time": st.sampled_from(["00:00", "09:30", "24:00"]),
    "url": st.sampled_from(["https://example.org/a?b=c", "mailto:a@example.org", "tel:+4930555"]),
}


def values(node: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that fit a node of the schema. No object names a `fallback`: that is for merging to find out."""
    if "$ref" in node:
        return _named(node["$ref"].removeprefix("#/$defs/"))
    if "anyOf" in node:
        return st.one_of([values(option) for option in node["anyOf"]])
    if "const" in node:
        return st.just(node["const"])
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if "x-text" in node:
        return TEXT[node["x-text"]]
    types = node["type"] if isinstance(node["type"], list) else [node["type"]]
    return st.one_of([_typed(name, node) for name in types])


@cache
def _named(name: str) -> st.SearchStrategy[Any]:
    if name in PATTERNS:
        return PATTERNS[name]
    return values(schema()["$defs"][name])


def _typed(name: str, node: dict[str, Any]) -> st.SearchStrategy[Any]:
    match name:
        case "null":
            return st.none()
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(node.get("minimum", -5), node.get("maximum", 50))
        case "number":
            return st.floats(node.get("minimum", -90), node.get("maximum", 90))
        case "string":
            return st.from_regex(node["pattern"]).map(lambda text: text.rstrip("\n")) if "pattern" in node else PLAIN
        case "array":
            return _array(node)
    fields = {key: values(value) for key, value in node["properties"].items() if key != "fallback"}
    return st.fixed_dictionaries(fields)


def _array(node: dict[str, Any]) -> st.SearchStrategy[list[Any]]:
    properties = schema()["$defs"].get(node["items"].get("$ref", "").removeprefix("#/$defs/"), node["items"])
    by_id = (lambda item: item["id"]) if "id" in properties.get("properties", {}) else None
    unique = {"unique_by": by_id} if by_id else {"unique": True} if node.get("uniqueItems") else {}
    return st.lists(values(node["items"]), max_size=2, **unique)


def documents(kind: str | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """A body of one kind, or of any."""
    return _named(kind) if kind else st.sampled_from(kinds()).flatmap(_named)
