"""GraphQL over the published documents: the schema, what a query may cost, and how it is answered."""

from __future__ import annotations

from typing import Any


def execute(query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """Answer a query inside this process, without HTTP and without the limits that strangers' queries have.

    The answer has the shape of the endpoint's: `data`, and `errors` if there are any. The builder's in-process
    transport and the tests use it.
    """
    # Django imports this package before the models that the schema reads are ready.
    from cms.api.execution import answer

    return answer(query, variables or {})
