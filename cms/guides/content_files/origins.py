"""Where the text of a page was taken over from: `taken_from` in its file, kept by an app that says so here.

Licences ask for the credit wherever the text goes, so it goes along with the files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cms.cities.models import City
from cms.guides.models import GuidePage

NAME = "taken_from"


@dataclass(frozen=True)
class Keeper:
    """`told` says by UUID of a page what its file has; `keep` brings that in, and whether it was not so before."""

    told: Callable[[City], Mapping[UUID, dict[str, Any]]]
    keep: Callable[[GuidePage, dict[str, Any]], bool]


KEEPERS: list[Keeper] = []


def origins_of(city: City) -> dict[UUID, dict[str, Any]]:
    """By UUID of a page: what its file says of where its text is from."""
    return {uuid: told for keeper in KEEPERS for uuid, told in keeper.told(city).items()}


def keep_origin(page: Any, data: Mapping[str, Any]) -> bool:
    """Bring in what a file says of an origin; whether that is new. A file that says nothing changes nothing."""
    told = data.get(NAME)
    kept = [keeper.keep(page, told) for keeper in KEEPERS] if told else []
    return any(kept)
