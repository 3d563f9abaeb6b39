"""The schemas of HSDS 3.0 as Open Referral compiled them, with the formats that jsonschema does not know by itself."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

FORMATS = FormatChecker(["uuid", "email", "date"])


@FORMATS.checks("uri", raises=ValueError)
def is_uri(value: object) -> bool:
    """Whether it names a scheme and something in it."""
    return not isinstance(value, str) or bool(
        urlsplit(value).scheme and (urlsplit(value).netloc or urlsplit(value).path)
    )


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    """Whether it is a time with its offset, as in RFC 3339."""
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def violations(standards: Path, kind: str, records: list[dict[str, Any]]) -> list[str]:
    """What of `records` (of the kind hsds, hsds-organizations or hsds-taxonomy-terms) does not fit the standard."""
    compiled = standards / "hsds" / "compiled"
    schema = json.loads(
        (compiled / ("organization" if kind == "hsds-organizations" else "service")).with_suffix(".json").read_text()
    )
    if kind == "hsds-taxonomy-terms":
        schema = schema["properties"]["attributes"]["items"]["properties"]["taxonomy_term"]
    validator = Draft202012Validator(schema, format_checker=FORMATS)
    return [
        f"{record.get('name')}: {'/'.join(map(str, error.absolute_path))}: {error.message}"
        for record in records
        for error in validator.iter_errors(record)
    ]
