"""The desk: where the CMS serves readers the forms that static pages lead to."""

from __future__ import annotations

import re

from site_builder.errors import BuildError
from site_builder.library import Document

# It goes into policies and into the configuration of servers, and who edits a city is no operator.
_ADDRESS = re.compile(r"(https?://(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::[0-9]+)?)(?:/[A-Za-z0-9._~-]+)*").fullmatch


def desk_of(city: Document) -> str:
    """The address of the city's desk, without a slash at the end; empty if it takes no contributions.

    Raises BuildError if it is none.
    """
    address: str = city.get("desk_url") or ""
    if address and not _ADDRESS(address):
        raise BuildError(
            f"desk_url of the city: {address} cannot be the address of a desk. It begins with https:// and a host, and "
            "has no slash at its end, as in https://cms.example.org."
        )
    return address


def desk_origin(city: Document) -> str:
    """Scheme and host of the city's desk, to which pages may send forms; empty without one. Raises BuildError."""
    found = _ADDRESS(desk_of(city))
    return found[1] if found else ""


def desk_place(city: Document, language: str) -> str:
    """Where the forms of a city in a language begin, with a slash at the end; empty without a desk."""
    address = desk_of(city)
    return f"{address}/desk/{city['city']}/{language}/" if address else ""
