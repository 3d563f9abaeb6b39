"""From ids in addresses to the cities that they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cms.cities.tracing import Cities
from cms.sharing.models import TakenPage


def cities_of_taken_pages(ids: Iterable[Any]) -> Cities:
    """Cities whose pages were taken over: a link belongs to who took, and to nobody else."""
    return set(TakenPage.objects.filter(pk__in=list(ids)).values_list("city", flat=True))
