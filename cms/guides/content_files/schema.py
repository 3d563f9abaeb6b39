"""Content files against their JSON Schema (schema.json), with errors that say what to write instead."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cms.guides.content_files.problems import Place, Problem
from cms.guides.content_files.reading import CITY, ContentFile
from cms.languages import CONTENT_LANGUAGES

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

SCHEMA_FILE = Path(__file__).with_name("schema.json")
# Mappings whose keys are names that the author gives; elsewhere an empty value means that the field is left out.
KEYED = frozenset({"body", "documents", "steps", "branches", "synonyms"})
TYPE_NAMES = {
    "string": "text; put it in quotes",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "fields of its own; write {} if there are none",
}


@cache
def schema() -> dict[str, Any]:
    """The schema of all files, with the languages that there are."""
    loaded: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    loaded["$defs"]["language"]["enum"] = [tag for tag, _name in CONTENT_LANGUAGES]
    return loaded


@cache
def _validator(side: str, folder: str) -> Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator({**schema()[side][folder or CITY], "$defs": schema()["$defs"]})


def checked(file: ContentFile) -> tuple[ContentFile, list[Problem]]:
    """The file without its empty fields, and everything in it that the schema refuses."""
    tidy = replace(file, data=_without_empty(file.data))
    validator = _validator("translation" if file.language else "source", file.folder)
    problems = [problem for error in validator.iter_errors(tidy.data) for problem in _problems(tidy, error)]
    return tidy, problems


def _without_empty(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _without_empty(child, name) for name, child in value.items() if child is not None or key in KEYED}
    return [_without_empty(child) for child in value] if isinstance(value, list) else value


def _problems(file: ContentFile, error: ValidationError) -> Iterator[Problem]:
    place: Place = tuple(error.absolute_path)
    instance: Any = error.instance
    rule: Any = error.validator_value
    if error.validator == "additionalProperties":
        known = list(_schema_of(error).get("properties", {}))
        for name in sorted(set(instance) - set(known)):
            yield file.problem((*place, name), _unknown(name, known))
    elif "propertyNames" in error.absolute_schema_path:
        yield file.problem((*place, str(instance)), f"is not possible here. Write {_expected(error)}.")
    elif error.validator == "required":
        for name in rule:
            if name not in instance:
                yield file.problem((*place, name), "is missing. Add it.")
    else:
        yield file.problem(place, _message(error))


def _unknown(name: str, known: list[str]) -> str:
    alike = get_close_matches(name, known, n=1)
    hint = f"Did you mean “{alike[0]}”?" if alike else f"Known here: {', '.join(known)}."
    return f"is no field of this file. {hint}"


def _message(error: ValidationError) -> str:
    rule: Any = error.validator_value
    value = "" if isinstance(error.instance, dict | list) else f"“{error.instance}” "
    messages = {
        "type": lambda: f"{value}is not right here. It has to be {TYPE_NAMES.get(str(rule), 'another kind')}.",
        "enum": lambda: f"{value}is not known. Write one of: {', '.join(map(str, rule))}.",
        "pattern": lambda: f"{value}does not fit. Write {_expected(error)}.",
        "minLength": lambda: "is empty. Write something, or take the field out.",
        "minItems": lambda: "is empty. Write something, or take the field out.",
        "uniqueItems": lambda: "names something twice. Take one of them out.",
        "minimum": lambda: f"{value}is too small. Write {rule} or more.",
        "maximum": lambda: f"{value}is too large. Write {rule} or less.",
        "minProperties": lambda: "says nothing. Write one of its fields, or take it out.",
        "maxProperties": lambda: "holds more than one text. Give each its own key.",
    }
    known = messages.get(str(error.validator))
    return known() if known else f"{error.message}."


def _expected(error: ValidationError) -> str:
    return str(_schema_of(error).get("description", f"what fits {error.validator_value}"))


def _schema_of(error: ValidationError) -> dict[str, Any]:
    return error.schema if isinstance(error.schema, dict) else {}
