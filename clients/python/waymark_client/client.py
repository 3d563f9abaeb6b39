"""The client: ask in methods, in a query of your own, or follow what changes."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

from .errors import UnexpectedAnswerError, error_of
from .questions import Questions
from .transport import Answer, Transport
from .types import Changes

# What a feed gives at once at most.
MOST_CHANGES = 500
VERSION = "1"
# Servers without persisted queries answer a GET like this; one that has them says that it does not know this one.
NOT_OFFERED = {"METHOD", "MEDIA_TYPE", "PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported"}
NOT_FOUND = {"PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound"}
METHOD_NOT_ALLOWED = 405
# Addresses are logged on their way: what a person typed or is, where she is and what opens a draft stays out of them.
PRIVATE = {"answers", "near", "query", "token"}
# A longer address is cut off by some servers on the way.
LONGEST_ADDRESS = 2000


class Client(Questions):
    """The API at an address, such as `https://guide.example.org/graphql`. Safe to use from one thread at a time.

    `timeout` is how many seconds a server may be silent, `patience` how many a question may wait altogether for one
    that is busy or away. With `persisted`, a query is sent once and then asked for by its name, so that caches on the
    way and the server's ETags can answer it; a server that does not offer this is asked as usual.
    """

    def __init__(
        self,
        url: str,
        *,
        timeout: float = 30.0,
        patience: float = 60.0,
        persisted: bool = True,
        user_agent: str = f"waymark-client/{VERSION} (Python)",
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._transport = Transport(url, timeout=timeout, patience=patience, user_agent=user_agent, sleep=sleep)
        self._persisted = persisted

    def query(self, text: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """The `data` of the answer to a query.

        Raises QueryError if the API refuses it or a part of it fails, BusyError, UnreachableError and
        UnexpectedAnswerError if there is no answer.
        """
        variables = variables or {}
        by_name = self._persisted and not variables.keys() & PRIVATE
        answer = self._ask_by_name(text, variables) if by_name else None
        return _data(answer or self._transport.post({"query": text, "variables": variables}))

    def follow(self, city: str, after: int = 0) -> Iterator[Changes]:
        """The changes of a city since a revision, page by page, until there is nothing new.

        Keep `cursor` of a page together with what you stored of it: that is the `after` of the next time. Raises
        CursorAheadError if the city was put back to an earlier state: begin again with an empty copy.
        """
        more = True
        while more:
            page = self.changes(city, after, first=MOST_CHANGES)
            if page.documents or page.cursor != after:
                yield page
            after, more = page.cursor, page.has_more

    def _ask_by_name(self, text: str, variables: dict[str, Any]) -> Answer | None:
        """The answer to a query whose text the server knows, or learns now; None if it does not offer this."""
        name = {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(text.encode()).hexdigest()}}
        parameters = {"extensions": _compact(name)}
        if variables:
            parameters["variables"] = _compact(variables)
        if sum(map(len, parameters.values())) > LONGEST_ADDRESS:
            return None
        try:
            answer = self._transport.get(parameters)
        except UnexpectedAnswerError:  # a page for people, where developers have one
            self._persisted = False
            return None
        codes = _codes(answer)
        if codes & NOT_FOUND:
            return self._transport.post({"query": text, "variables": variables, "extensions": name})
        if codes & NOT_OFFERED or answer.status == METHOD_NOT_ALLOWED:
            self._persisted = False
            return None
        return answer


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _codes(answer: Answer) -> set[str]:
    """The codes and messages of an answer's errors."""
    errors = answer.body.get("errors") if isinstance(answer.body, dict) else None
    return {word for error in errors or () for word in (_code(error), error.get("message")) if word}


def _code(error: dict[str, Any]) -> str | None:
    return (error.get("extensions") or {}).get("code")


def _data(answer: Answer) -> dict[str, Any]:
    if not isinstance(answer.body, dict) or not answer.body.keys() & {"data", "errors"}:
        message = f"The answer is none of GraphQL's (HTTP {answer.status}). Is the address right?"
        raise UnexpectedAnswerError(message, answer.status)
    if answer.body.get("errors"):
        raise error_of(answer.body["errors"], answer.body.get("data"))
    data: dict[str, Any] = answer.body["data"]
    return data
