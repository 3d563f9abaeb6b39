"""Published documents: do they fit the schema, their canonical bytes, and translations laid over their source."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from site_builder.conformance import Check, compile_schema
from site_builder.errors import DocumentError

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

SCHEMA_FILE = Path(__file__).with_name("document.schema.json")
FROM_TRANSLATION = ("language", "path", "translation")  # what a translated document says of itself
_TAG = re.compile(r"<[^>]*>")
_LONGEST_PROBLEM = 240  # characters; jsonschema repeats the whole value it refuses


@cache
def schema() -> dict[str, Any]:
    """The contract between the CMS and its readers, as JSON Schema (Draft 2020-12)."""
    loaded: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of document that the schema knows, in its order."""
    return tuple(option["$ref"].removeprefix("#/$defs/") for option in schema()["oneOf"])


@cache
def _fits(kind: str) -> Check:
    return compile_schema({"$ref": f"#/$defs/{kind}"}, schema()["$defs"])


def _problems(kind: str, body: Mapping[str, Any]) -> list[ValidationError]:
    # Importing jsonschema takes a tenth of a second, which nobody need spend whose documents are as they should be.
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema()["$defs"]})
    return sorted(validator.iter_errors(body), key=lambda problem: [str(part) for part in problem.path])


def validate(body: Mapping[str, Any]) -> None:
    """Check a document's body against the schema of its kind.

    Raises DocumentError that names city, language, path and field of the first few problems.
    """
    kind = body.get("kind")
    if kind not in kinds():
        raise DocumentError(f"{describe(body)}: kind: {kind!r} is none of {', '.join(kinds())}")
    if _fits(kind)(body):
        return
    problems = _problems(kind, body)
    told = "; ".join(_tell(problem) for problem in problems[:3])
    more = f" (and {len(problems) - 3} more)" if len(problems) > 3 else ""
    raise DocumentError(f"{describe(body)}: {told}{more}")


def _tell(problem: ValidationError) -> str:
    field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in problem.absolute_path).lstrip(".")
    message = problem.message
    if problem.validator == "anyOf" and problem.context:
        # "is not valid under any of the given schemas" helps nobody; null is always one of the ways out.
        message = f"{problem.context[0].message}, nor is it null"
    return f"{field or 'document'}: {_shorten(message)}"


def _shorten(text: str) -> str:
    half = _LONGEST_PROBLEM // 2
    return text if len(text) <= _LONGEST_PROBLEM else f"{text[:half]} … {text[-half:]}"


def describe(body: Mapping[str, Any]) -> str:
    """Name a document so that an editor finds it: city, language, kind, path and UUID, as far as they are known."""
    city, language, kind, uuid = (_shorten(str(body.get(name) or "?")) for name in ("city", "language", "kind", "uuid"))
    name = _shorten(str(body.get("path") or body.get("title") or "?"))
    return f"{city}/{language}: {kind} “{name}” ({uuid})"


def canonical_json(value: object) -> bytes:
    """The one spelling of a JSON value: sorted keys, no spaces, UTF-8. Equal values have equal bytes.

    Raises ValueError for what JSON cannot say (NaN, infinity).
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    return text.encode("utf-8")


def body_hash(body: Mapping[str, Any]) -> str:
    """SHA-256 of a body's canonical JSON, in hexadecimal: what tells a change from a save that changed nothing."""
    return hashlib.sha256(canonical_json(body)).hexdigest()


def merge_translation(source: Mapping[str, Any], translated: Mapping[str, Any]) -> dict[str, Any]:
    """Lay the text of a translated document over the facts and the structure of its source.

    Facts, lists and their order come from `source`; text comes from `translated`, whose list items are found by their
    `id`. Text that the translation lacks is the source's, and its name stands in the `fallback` of its object; so does
    what was marked so before. Where the source says nothing the merged document says nothing either. `language`, `path`
    and `translation` are the translation's own.

    `translated` may lack anything but its envelope. Raises DocumentError if the two are not the same document.
    """
    kind = source.get("kind")
    if kind not in kinds():
        raise DocumentError(f"{describe(source)}: kind: {kind!r} is none of {', '.join(kinds())}")
    for name in ("kind", "uuid", "city"):
        if translated.get(name) != source.get(name):
            raise DocumentError(f"{describe(translated)}: {name}: not that of its source, {describe(source)}")
    missing = [name for name in FROM_TRANSLATION if name not in translated]
    if missing:
        raise DocumentError(f"{describe(translated)}: {missing[0]}: a translated document must have it")
    merged = _merge_object(schema()["$defs"][kind], source, translated)
    return merged | {name: translated[name] for name in FROM_TRANSLATION}


def _merge(node: Mapping[str, Any], source: Any, translated: Any) -> Any:
    node = _resolve(node)
    if isinstance(source, list):
        return _merge_list(node, source, translated)
    if isinstance(source, dict):
        return _merge_object(node, source, translated if isinstance(translated, dict) else {})
    return source


def _merge_object(node: Mapping[str, Any], source: Mapping[str, Any], translated: Mapping[str, Any]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    fallback = set()
    for name, value in source.items():
        if name == "fallback":
            continue
        field = node.get("properties", {}).get(name, {})
        markup = field.get("x-text")
        if markup is None:
            merged[name] = _merge(field, value, translated.get(name))
        elif _is_blank(value, markup):
            merged[name] = value
        elif _is_blank(translated.get(name), markup) or name in translated.get("fallback", ()):
            merged[name] = value
            fallback.add(name)
        else:
            merged[name] = translated[name]
    if fallback:
        merged["fallback"] = sorted(fallback)
    return merged


def _merge_list(node: Mapping[str, Any], source: list[Any], translated: Any) -> list[Any]:
    by_id = {item["id"]: item for item in _objects(translated) if "id" in item}
    return [_merge(node.get("items", {}), item, by_id.get(item["id"]) if _has_id(item) else None) for item in source]


def _objects(value: Any) -> Iterable[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _has_id(item: Any) -> bool:
    return isinstance(item, dict) and "id" in item


def _resolve(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a reference, and of `X or null` take X."""
    while "$ref" in node or "anyOf" in node:
        if "$ref" in node:
            node = schema()["$defs"][node["$ref"].removeprefix("#/$defs/")]
        else:
            node = next(option for option in node["anyOf"] if option.get("type") != "null")
    return node


def _is_blank(text: str | None, markup: str) -> bool:
    """Whether a text field says nothing: absent, empty, or markup around no word."""
    if text and markup == "html":
        text = _TAG.sub("", text)
    return not text or not text.strip()
