"""Queries that clients know by their hash: Apollo's automatic persisted queries.

An app sends the SHA-256 of its query by GET. If that is not known here, it sends the query along once, by POST, and
everybody may use the hash from then on. Only what the gate and validation let in is kept, the queries that were asked
for last, in the memory of each process: what is forgotten, or was told to another process, is sent once more. Standing
queries (`standing`) are known from the start and for ever.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from http import HTTPStatus
from typing import Any

from cms.api.errors import BadRequestError
from cms.api.standing import standing_queries

VERSION = 1
# With the limit of 16 kB for a request at most 8 MB.
KEPT = 500

_known: OrderedDict[str, str] = OrderedDict()
_lock = threading.Lock()


def hash_in(extensions: Any) -> str | None:
    """The hash that a request names, or None if it names none. Raises BadRequestError."""
    if not isinstance(extensions, dict) or extensions.get("persistedQuery") is None:
        return None
    told = extensions["persistedQuery"]
    found = told.get("sha256Hash") if isinstance(told, dict) else None
    if not isinstance(found, str) or told.get("version") != VERSION:
        message = "`persistedQuery` must have `version` 1 and `sha256Hash`, the SHA-256 of the query in hexadecimal."
        raise BadRequestError(HTTPStatus.BAD_REQUEST, "PERSISTED_QUERY", message)
    return found.lower()


def known(sha256: str) -> str:
    """The query with this hash. Raises BadRequestError, as Apollo's clients expect it, if it has to be sent along."""
    with _lock:
        query = _known.get(sha256)
        if query is None and (standing := standing_queries().get(sha256)) is not None:
            return standing
        if query is None:
            # Not an error in the eyes of the protocol: its first step.
            raise BadRequestError(HTTPStatus.OK, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
        _known.move_to_end(sha256)
        return query


def check(sha256: str, query: str) -> None:
    """Raise BadRequestError if this is the hash of another query."""
    if hashlib.sha256(query.encode()).hexdigest() != sha256:
        raise BadRequestError(HTTPStatus.BAD_REQUEST, "PERSISTED_QUERY", "`sha256Hash` is not the hash of `query`.")


def keep(sha256: str, query: str) -> None:
    """Know the query by its hash from now on. The caller has checked both."""
    with _lock:
        _known[sha256] = query
        _known.move_to_end(sha256)
        if len(_known) > KEPT:
            _known.popitem(last=False)


def forget() -> None:
    """Know no query any more."""
    with _lock:
        _known.clear()
