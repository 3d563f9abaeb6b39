"""What is different where only the API is served: its addresses alone, nobody logs in, and nothing can be written."""

from __future__ import annotations

from typing import Any

URLS = "cms.api.urls"
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
SLOWEST_STATEMENT = 5_000  # milliseconds, on PostgreSQL


def read_only(databases: dict[str, Any]) -> dict[str, Any]:
    """The same databases, on connections that refuse to write."""
    return {name: database | {"OPTIONS": _options(database)} for name, database in databases.items()}


def _options(database: dict[str, Any]) -> dict[str, Any]:
    options: dict[str, Any] = database.get("OPTIONS", {})
    if database["ENGINE"].endswith("postgresql"):
        limits = f"-c default_transaction_read_only=on -c statement_timeout={SLOWEST_STATEMENT}"
        return options | {"options": limits}
    first = f"{options.get('init_command', '')} PRAGMA query_only=ON;"
    return options | {"init_command": first, "transaction_mode": "DEFERRED"}
