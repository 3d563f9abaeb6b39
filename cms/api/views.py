"""The endpoint."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cms.api import persisted
from cms.api.answers import Answer, answer_to
from cms.api.errors import BadRequestError
from cms.api.execution import InvalidQueryError
from cms.api.rates import charge, seconds_to_wait
from cms.api.requests import read
from cms.api.schema import schema

GRAPHIQL_APP = "graphene_django_graphiql_static"
COMPACT: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}
METHODS = "GET, HEAD, POST, OPTIONS"
# Published guides are for everybody, so any web page may read them; no credentials are involved.
FOR_ANY_PAGE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": METHODS,
}
# Whoever keeps an answer asks each time whether it still holds, which costs next to nothing. A mirror that is told of a
# release must not get yesterday's answer out of a cache on the way.
ASK_AGAIN = "public, no-cache"


@csrf_exempt  # nothing can be changed here, and no cookie is read
def graphql(request: HttpRequest) -> HttpResponse:
    """Answer a GraphQL query; in DEBUG, show a page to write queries on to a browser."""
    if request.method == "GET" and settings.DEBUG and not request.GET:
        page = "api/graphiql.html" if apps.is_installed(GRAPHIQL_APP) else "api/client.html"
        return render(request, page)
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=FOR_ANY_PAGE | PREFLIGHT)
    response = _answer(request)
    for name, value in FOR_ANY_PAGE.items():
        response[name] = value
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def schema_language(_request: HttpRequest) -> HttpResponse:
    """The schema in GraphQL's schema definition language."""
    return HttpResponse(str(schema), content_type="text/plain; charset=utf-8")


def _answer(request: HttpRequest) -> HttpResponse:
    if seconds := seconds_to_wait(request):
        message = f"This address asks too often. Ask again in {seconds} s; docs/api says how often is fine."
        response = _refusal(HTTPStatus.TOO_MANY_REQUESTS, [_error("TOO_MANY_REQUESTS", message)])
        response["Retry-After"] = str(seconds)
        return response
    try:
        asked = read(request)
        answer = answer_to(asked)
    except BadRequestError as error:
        response = _refusal(error.status, [_error(error.code, str(error))])
        if error.status == HTTPStatus.METHOD_NOT_ALLOWED:
            response["Allow"] = METHODS
        return response
    except InvalidQueryError as error:
        charge(request, error.cost)
        return _refusal(HTTPStatus.BAD_REQUEST, [each.formatted for each in error.errors])
    if asked.sha256 is not None:
        persisted.keep(asked.sha256, asked.query)
    charge(request, answer.cost)
    return _response(request, answer)


def _response(request: HttpRequest, answer: Answer) -> HttpResponse:
    headers = {"Vary": "Accept-Encoding"}
    if not answer.storable:
        headers["Cache-Control"] = "no-store"
    elif request.method != "POST":
        headers |= {"ETag": answer.etag, "Cache-Control": ASK_AGAIN}
        # Caches on the way may have written it without the W/.
        if answer.etag.removeprefix("W/") in request.META.get("HTTP_IF_NONE_MATCH", ""):
            return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    content, encoding = answer.packed(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    if encoding:
        headers["Content-Encoding"] = encoding
    return HttpResponse(content, content_type="application/json", headers=headers)


def _error(code: str, message: str) -> dict[str, Any]:
    return {"message": message, "extensions": {"code": code}}


def _refusal(status: HTTPStatus, errors: list[Any]) -> HttpResponse:
    response = JsonResponse({"errors": errors}, status=status, json_dumps_params=COMPACT)
    response["Cache-Control"] = "no-store"
    return response
