"""A stranger at the endpoint: no cookie, no token."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.test import Client

URL = "/graphql"


def post(client: Client, query: str | None, headers: dict[str, str] | None = None, **more: Any) -> Any:
    """Ask by POST; `more` stands beside the query."""
    body = more if query is None else {"query": query, **more}
    return client.post(URL, json.dumps(body), content_type="application/json", headers=headers)


def named(query: str) -> dict[str, Any]:
    """The extension that names a query by its hash."""
    return {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(query.encode()).hexdigest()}}


def get(client: Client, query: str, variables: dict[str, Any] | None = None, **headers: str) -> Any:
    """Ask by GET for a query that is named by its hash alone."""
    parameters = {"extensions": json.dumps(named(query))}
    if variables is not None:
        parameters["variables"] = json.dumps(variables)
    return client.get(URL, parameters, headers=headers)


def code_of(response: Any) -> str:
    """The code of the one error with which a request is refused."""
    (error,) = json.loads(response.content)["errors"]
    assert error["message"]
    return str(error["extensions"]["code"])
