"""From a request to the query it asks."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from cms.api import persisted
from cms.api.errors import BadRequestError

MAX_BODY = 16 * 1024
PREVIEW = re.compile(r"\bpreview\b")
# As JSON spells it, and inside of that a query.
NUL = re.compile(r"\\u(0000|\{0+\})")


@dataclass(frozen=True)
class Asked:
    """A query, its variables, the name of the operation to run, and the hash under which it is to be known."""

    query: str
    variables: dict[str, Any]
    operation: str | None
    sha256: str | None = None


def read(request: HttpRequest) -> Asked:
    """What a request asks. Raises BadRequestError."""
    if request.method == "POST":
        return _asked(_json_object(_body(request), "The body"))
    if request.method not in {"GET", "HEAD"}:
        raise BadRequestError(HTTPStatus.METHOD_NOT_ALLOWED, "METHOD", "Send the query by POST.")
    if len(request.META.get("QUERY_STRING", "")) > MAX_BODY:
        raise _too_large()
    told = {name: request.GET[name] for name in ("variables", "extensions") if name in request.GET}
    body = {name: _json_object(value.encode(), f"`{name}`") for name, value in told.items()}
    if "query" in request.GET or persisted.hash_in(body.get("extensions")) is None:
        message = "Send the query by POST; GET is for the hashes of queries that are known here (docs/api)."
        raise BadRequestError(HTTPStatus.METHOD_NOT_ALLOWED, "METHOD", message)
    asked = _asked({**body, "operationName": request.GET.get("operationName") or None})
    if PREVIEW.search(asked.query):
        message = "Ask for previews by POST: addresses are logged on their way, and the token opens a draft."
        raise BadRequestError(HTTPStatus.METHOD_NOT_ALLOWED, "METHOD", message)
    return asked


def _body(request: HttpRequest) -> bytes:
    if request.content_type != "application/json":
        raise BadRequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "MEDIA_TYPE", "Send the query as application/json.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_BODY:
        raise _too_large()
    return request.body


def _too_large() -> BadRequestError:
    return BadRequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "TOO_LARGE", f"The limit is {MAX_BODY:,} bytes.")


def _json_object(text: bytes, name: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
        # JSON can spell half of a character (a lone surrogate) and NUL, which databases do not take.
        plain = json.dumps(value, ensure_ascii=False)
        plain.encode()
    except (ValueError, RecursionError):
        raise BadRequestError(HTTPStatus.BAD_REQUEST, "JSON", f"{name} is not JSON.") from None
    if NUL.search(plain):
        raise BadRequestError(HTTPStatus.BAD_REQUEST, "JSON", f"{name} has a NUL in it, which no text has.")
    if not isinstance(value, dict):
        message = f"{name} is not a JSON object. Send one query at a time; there is no batching."
        raise BadRequestError(HTTPStatus.BAD_REQUEST, "JSON", message)
    return value


def _asked(body: dict[str, Any]) -> Asked:
    query, variables, operation = body.get("query"), body.get("variables") or {}, body.get("operationName")
    sha256 = persisted.hash_in(body.get("extensions"))
    if query is None and sha256 is not None:
        query = persisted.known(sha256)
    elif not isinstance(query, str):
        raise BadRequestError(HTTPStatus.BAD_REQUEST, "JSON", "`query` must be a string.")
    elif sha256 is not None:
        persisted.check(sha256, query)
    if not isinstance(variables, dict):
        raise BadRequestError(HTTPStatus.BAD_REQUEST, "JSON", "`variables` must be an object.")
    if not isinstance(operation, str | None):
        raise BadRequestError(HTTPStatus.BAD_REQUEST, "JSON", "`operationName` must be a string.")
    return Asked(query, variables, operation, sha256)
