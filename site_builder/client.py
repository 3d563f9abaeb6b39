"""The feed of a city's documents: the one thing that crosses from the CMS to the builder, over HTTP or in process."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from site_builder.errors import FeedError

CHANGES_QUERY = """query Changes($city: String!, $after: Int!, $first: Int!) {
  changes(city: $city, after: $after, first: $first) {
    documents { uuid language revision withdrawn body }
    cursor
    hasMore
  }
}"""
CITIES_QUERY = "query Cities { cities { slug languages } }"

TIMEOUT = 30.0  # seconds without a byte from the endpoint

Execute = Callable[[str, dict[str, Any]], Mapping[str, Any]]
"""Runs a GraphQL query with its variables and returns the response as GraphQL over HTTP spells it: data, errors."""


@dataclass(frozen=True)
class Change:
    """A document as it is now, or its withdrawal: then it has no body. Revisions grow within a city."""

    uuid: str
    language: str
    revision: int
    body: dict[str, Any] | None


@dataclass(frozen=True)
class Changes:
    """A page of the feed, oldest change first; `cursor` is the revision to ask after next."""

    changes: tuple[Change, ...]
    cursor: int
    has_more: bool


@dataclass(frozen=True)
class City:
    """A city that has a guide, and the languages of the guide, the source language first."""

    slug: str
    languages: tuple[str, ...]


class Feed(Protocol):
    """Where documents come from."""

    def cities(self) -> list[City]:
        """The cities that have a guide."""

    def changes(self, city: str, after: int, first: int) -> Changes:
        """Up to `first` changes of a city with a revision above `after`. Raises FeedError."""


class GraphQLFeed:
    """The feed as GraphQL gives it, through any function that executes a query: over HTTP, or in the CMS's process."""

    def __init__(self, execute: Execute, source: str = "the schema") -> None:
        self._execute = execute
        self._source = source

    def cities(self) -> list[City]:
        """The cities that have a guide. Raises FeedError."""
        rows = self._ask(CITIES_QUERY, {}, "cities")
        try:
            return [City(slug=row["slug"], languages=tuple(row["languages"])) for row in rows]
        except (KeyError, TypeError) as error:
            raise FeedError(f"{self._source} lists cities in a way this builder does not know: {error!r}.") from error

    def changes(self, city: str, after: int, first: int) -> Changes:
        """Up to `first` changes of a city with a revision above `after`. Raises FeedError."""
        page = self._ask(CHANGES_QUERY, {"city": city, "after": after, "first": first}, "changes")
        if page is None:
            raise FeedError(f"{self._source} knows no city “{city}”. Check its slug in the CMS.")
        try:
            return Changes(
                changes=tuple(_change(row) for row in page["documents"]),
                cursor=int(page["cursor"]),
                has_more=bool(page["hasMore"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise FeedError(f"{self._source} sends changes in a way this builder does not know: {error!r}.") from error

    def _ask(self, query: str, variables: dict[str, Any], field: str) -> Any:
        answer = self._execute(query, variables)
        if answer.get("errors"):
            told = "; ".join(str(error.get("message", error)) for error in answer["errors"][:3])
            raise FeedError(f"{self._source} refuses the query for {field}: {told}")
        if field not in (answer.get("data") or {}):
            raise FeedError(f"{self._source} answers without {field}. Is it Waymark's GraphQL endpoint?")
        return answer["data"][field]


def _change(row: Mapping[str, Any]) -> Change:
    body = None if row["withdrawn"] else row["body"]
    if body is None and not row["withdrawn"]:
        raise ValueError(f"document {row['uuid']} ({row['language']}) is neither withdrawn nor has it a body")
    if body is not None and not isinstance(body, dict):
        raise ValueError(f"the body of document {row['uuid']} ({row['language']}) is no JSON object")
    return Change(uuid=row["uuid"], language=row["language"], revision=int(row["revision"]), body=body)


def http_feed(endpoint: str, *, timeout: float = TIMEOUT) -> GraphQLFeed:
    """The feed of a GraphQL endpoint, asked by HTTP POST; `timeout` is in seconds.

    Raises FeedError if the endpoint is no web address.
    """
    if urlsplit(endpoint).scheme not in {"http", "https"}:
        raise FeedError(f"{endpoint} is not a web address. Give one like https://cms.example.org/graphql/")
    return GraphQLFeed(lambda query, variables: _post(endpoint, query, variables, timeout), source=endpoint)


def _post(endpoint: str, query: str, variables: dict[str, Any], timeout: float) -> Mapping[str, Any]:
    # A twentieth of a second that a build in process need not spend.
    from http.client import HTTPException
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen

    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "gzip"}
    payload = json.dumps({"query": query, "variables": variables}).encode()
    try:
        # The scheme was checked: no file or other address gets here.
        with urlopen(Request(endpoint, data=payload, headers=headers), timeout=timeout) as response:  # noqa: S310
            raw = _read(response, endpoint)
    except HTTPError as error:
        # GraphQL servers answer a refused query with status 400 and the reason in the body.
        raw = _read(error, endpoint)
        if not raw.lstrip().startswith(b"{"):
            raise FeedError(f"{endpoint} answers with HTTP status {error.code} ({error.reason}).") from error
    except URLError as error:
        raise FeedError(f"{endpoint} cannot be reached: {error.reason}. Is the CMS running?") from error
    except (OSError, HTTPException) as error:
        raise FeedError(f"{endpoint} broke off: {error!r}. Try again.") from error
    try:
        answer = json.loads(raw)
    except ValueError as error:
        raise FeedError(f"{endpoint} answers with something that is not JSON. Is it the GraphQL endpoint?") from error
    if not isinstance(answer, dict):
        raise FeedError(f"{endpoint} answers with JSON that is not a GraphQL response.")
    return answer


def _read(response: Any, endpoint: str) -> bytes:
    raw: bytes = response.read()
    if response.headers.get("Content-Encoding") != "gzip":
        return raw
    try:
        return gzip.decompress(raw)
    except (OSError, EOFError) as error:
        raise FeedError(f"{endpoint} sends a broken gzip stream: {error}. Try again.") from error
