"""Whether a place is open, asked of a moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import graphene
from django.utils import timezone

from cms.api.context import library_of
from cms.api.types.scalars import DateTime
from site_builder.opening import is_open


def open_field(description: str) -> Any:
    """Whether it is open at a moment, for documents with opening hours."""
    return graphene.Field(
        graphene.Boolean,
        description=f"{description} Null if its hours are not known.",
        at=DateTime(description="When; left out, at this moment, and then the answer is good for now alone."),
        resolver=_resolve,
    )


def _resolve(root: dict[str, Any], info: Any, at: datetime | None = None) -> bool | None:
    if at is None:
        info.context.storable = False
    city = library_of(info).city
    if root.get("always"):
        return True
    if city is None:
        return None
    zone = ZoneInfo(city["time_zone"])
    moment = at or timezone.now()
    local = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
    return is_open(root["opening_hours"], root.get("closures", ()), local)
