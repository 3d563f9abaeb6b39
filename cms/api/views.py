"""The endpoint."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cms.api.execution import InvalidQueryError, answer_stranger
from cms.api.schema import schema

MAX_BODY = 16 * 1024
GRAPHIQL_APP = "graphene_django_graphiql_static"
COMPACT: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


class BadRequestError(Exception):
    """The request is not GraphQL over HTTP as this endpoint speaks it; `status` and the message say why."""

    def __init__(self, status: HTTPStatus, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@csrf_exempt  # nothing can be changed here, and no cookie is read
def graphql(request: HttpRequest) -> HttpResponse:
    """Answer a GraphQL query that is posted as JSON; in DEBUG, show a page to write queries on to a browser."""
    if request.method == "GET" and settings.DEBUG:
        page = "api/graphiql.html" if apps.is_installed(GRAPHIQL_APP) else "api/client.html"
        return render(request, page)
    if request.method == "OPTIONS":
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
        response["Access-Control-Max-Age"] = "86400"
    else:
        response = _answer(request)
    # Published guides are for everybody, so any web page may read them; no credentials are involved.
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = response["Allow"] = "POST, OPTIONS"
    response["Access-Control-Allow-Headers"] = "Content-Type"
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def schema_language(_request: HttpRequest) -> HttpResponse:
    """The schema in GraphQL's schema definition language."""
    return HttpResponse(str(schema), content_type="text/plain; charset=utf-8")


def _answer(request: HttpRequest) -> HttpResponse:
    try:
        query, variables, operation = _read(request)
        return JsonResponse(answer_stranger(query, variables, operation), json_dumps_params=COMPACT)
    except BadRequestError as error:
        refusal = {"message": str(error), "extensions": {"code": error.code}}
        return JsonResponse({"errors": [refusal]}, status=error.status)
    except InvalidQueryError as error:
        refusals = [each.formatted for each in error.errors]
        return JsonResponse({"errors": refusals}, status=HTTPStatus.BAD_REQUEST)


def _read(request: HttpRequest) -> tuple[str, dict[str, Any], str | None]:
    """The query, its variables and the name of the operation to run, or BadRequestError."""
    if request.method != "POST":
        raise BadRequestError(HTTPStatus.METHOD_NOT_ALLOWED, "METHOD", "Send the query by POST.")
    if request.content_type != "application/json":
        raise BadRequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "MEDIA_TYPE", "Send the query as application/json.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
        raise BadRequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "TOO_LARGE", f"The limit is {MAX_BODY:,} bytes.")
    try:
        body = json.loads(request.body)
        # JSON can spell half of a character (a lone surrogate), which no database takes.
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise BadRequestError(HTTPStatus.BAD_REQUEST, "JSON", "The body is not JSON.") from None
    if not isinstance(body, dict):
        raise BadRequestError(HTTPStatus.BAD_REQUEST, "JSON", "Send one query, as a JSON object; there is no batching.")
    query, variables, operation = body.get("query"), body.get("variables") or {}, body.get("operationName")
    if not isinstance(query, str):
        raise BadRequestError(HTTPStatus.BAD_REQUEST, "JSON", "`query` must be a string.")
    if not isinstance(variables, dict):
        raise BadRequestError(HTTPStatus.BAD_REQUEST, "JSON", "`variables` must be an object.")
    if not isinstance(operation, str | None):
        raise BadRequestError(HTTPStatus.BAD_REQUEST, "JSON", "`operationName` must be a string.")
    return query, variables, operation
