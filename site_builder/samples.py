"""Documents of a city that nobody lives in: every kind, made from the schema, once with all that a document can say and
once with nothing that it may leave out. A theme that shows them shows any city."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, uuid5

from site_builder.documents import kinds, schema

CITY = "sample"
LANGUAGES = ("en", "ar", "de", "tlh")  # written, right to left, with gaps; and one that nobody has translated
FULL, EMPTY = "full", "empty"
# Nothing lies where their addresses lead.
FILES = "#/$defs/picture", "#/$defs/voice"
# What a plain text says that a theme prints as it is; no page may have an element of that name.
ELEMENT = "waymark-hostile"
TEXT = f"Sample “text” & <{ELEMENT} onclick='x'>&amp; \"more\"</{ELEMENT}>"
HTML = (
    "<p>Sample text with <strong>weight</strong>, <em>stress</em> and "
    '<a href="https://example.org/a?b=c&amp;d=e">a link</a>.</p>'
    "<h2>A heading</h2><ul><li>One</li><li>Two</li></ul><ol><li>Three</li></ol>"
)
_VALUES = {
    "language": "de",
    "uuid": "00000000-0000-4000-8000-000000000000",  # a document's own, which it is given later
    "date": "2027-02-28",
    "time": "09:30",
    "moment": "2027-02-28T18:00",
    "url": "https://example.org/page",
    "phone": {"number": "+441632960999", "languages": ["en", "ar"]},
}
_KINDS = {
    "topics": "topic",
    "situations": "situation",
    "parent": "city",
    "authority": "organisation",
    "owner": "organisation",
    "issued_by": "organisation",
    "parent_organisation": "organisation",
    "organisation": "organisation",
    "organiser": "organisation",
    "contact": "contact",
    "cost": "cost",
    "costs": "cost",
    "document": "document_type",
    "how_to_get": "procedure",
    "office": "office",
    "offices": "office",
    "procedure": "procedure",
    "procedures": "procedure",
    "affects": "topic",
}
# Fields whose values hang together; the schema cannot say so.
_FIXED: dict[str, Any] = {"city": CITY, "source_language": "en", "site_url": "https://example.org/sample"}
_FIXED |= {"amount": "12.50", "number": "112", "field": "amount", "before": "12 GBP", "after": "12.50 GBP"}
_FIXED |= {"country": "GB", "currency": "GBP", "time_zone": "Europe/London", "sensitivity": "normal"}


def sample_documents(variant: str) -> list[dict[str, Any]]:
    """The documents of the sample city, FULL or EMPTY."""
    found = []
    for language in LANGUAGES[:3]:
        for kind in kinds():
            for number in (1,) if kind == "city" else (1, 2):
                body = _body(kind, number, language, variant)
                # A gap: the second of each kind is only in the language that the city writes in.
                if language == "en" or number == 1:
                    found.append(body)
    return found


def _uuid(kind: str, number: int = 1) -> str:
    return str(uuid5(NAMESPACE_OID, f"sample/{kind}/{number}"))


def _body(kind: str, number: int, language: str, variant: str) -> dict[str, Any]:
    body: dict[str, Any] = _Maker(variant == FULL).value(schema()["$defs"][kind], "")
    state = "source" if language == "en" else "machine" if language == "ar" else "reviewed"
    title = f"{kind.replace('_', ' ').capitalize()} {number} {TEXT if variant == FULL else ''}".strip()
    body |= {
        "uuid": _uuid(kind, number),
        "kind": kind,
        "language": language,
        "path": "" if kind == "city" else f"{kind.replace('_', '-')}-{number}",
        "title": title,
        "position": number,
        "translation": {"state": state, "outdated": int(language == "ar"), "segments": 5},
    }
    if kind == "city":
        body |= {"languages": list(LANGUAGES), "parent": None}
    if kind == "organisation":
        body["parent_organisation"] = _uuid(kind) if number == 2 else None
    if "sensitivity" in body and number == 2 and variant == FULL:
        body["sensitivity"] = "safety"
    return body


class _Maker:
    def __init__(self, is_full: bool) -> None:
        self._is_full = is_full
        self._ids = 0

    def value(self, node: dict[str, Any], name: str) -> Any:
        """What a field of that name says."""
        if "anyOf" in node:
            options = [option for option in node["anyOf"] if option.get("type") != "null"]
            has_none = len(options) < len(node["anyOf"])
            is_left_out = has_none and (not self._is_full or options[0].get("$ref") in FILES)
            return None if is_left_out else self.value(options[0], name)
        if name in _FIXED:
            return _FIXED[name]
        if "$ref" in node:
            named = node["$ref"].removeprefix("#/$defs/")
            if named == "uuid" and name in _KINDS:
                return _uuid(_KINDS[name])
            return _VALUES[named] if named in _VALUES else self.value(schema()["$defs"][named], "")
        if "const" in node:
            return node["const"]
        if "enum" in node:
            return node["enum"][-1 if self._is_full else 0]
        if "x-text" in node:
            return {"plain": TEXT, "html": HTML}[node["x-text"]] if self._is_full else ""
        return self._typed(node, name)

    def _typed(self, node: dict[str, Any], name: str) -> Any:
        types = node["type"] if isinstance(node["type"], list) else [node["type"]]
        if "null" in types and not self._is_full:
            return None
        match types[0]:
            case "boolean":
                return self._is_full
            case "integer" | "number":
                return max(1 if self._is_full else 0, node.get("minimum", 0))
            case "array":
                return self._array(node, name)
            case "object":
                return {key: self.value(child, key) for key, child in node["properties"].items() if key != "fallback"}
        if name in ("id", "step"):
            return self._id(name)
        return TEXT if self._is_full else ""

    def _id(self, name: str) -> str:
        self._ids += name == "id"
        return f"s{self._ids}"

    def _array(self, node: dict[str, Any], name: str) -> list[Any]:
        of_pictures = node["items"].get("$ref") == "#/$defs/picture"
        if not self._is_full or of_pictures or name == "branches":
            return []
        if node.get("uniqueItems") or node["items"].get("$ref") == "#/$defs/uuid":
            return [self.value(node["items"], name)]
        return [self.value(node["items"], name), self.value(node["items"], name)]
