"""What is different where only the API is served: its addresses alone, nobody logs in, and nothing can be written."""

from __future__ import annotations

from typing import Any

URLS = "cms.api.urls"
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
# Seconds that a connection is kept for the next queries. To open one takes SQLite longer than an answer.
OPEN_FOR = 60
SLOWEST_STATEMENT = 5_000  # milliseconds, on PostgreSQL


def read_only(databases: dict[str, Any]) -> dict[str, Any]:
    """The same databases, on connections that refuse to write."""
    return {
        name: database | {"OPTIONS": _options(database), "CONN_MAX_AGE": OPEN_FOR}
        for name, database in databases.items()
    }


def _options(database: dict[str, Any]) -> dict[str, Any]:
    options: dict[str, Any] = database.get("OPTIONS", {})
    if database["ENGINE"].endswith("postgresql"):
        limits = f"-c default_transaction_read_only=on -c statement_timeout={SLOWEST_STATEMENT}"
        return options | {"options": limits}
    first = f"{options.get('init_command', '')} PRAGMA query_only=ON;"
    return options | {"init_command": first, "transaction_mode": "DEFERRED"}
