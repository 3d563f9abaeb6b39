"""Where cities meet the content model: a city gets its directories when it is made, and when it gets a language."""

from __future__ import annotations

from typing import Any

from cms.cities.models import City
from cms.cities.signals import city_provisioned
from cms.guides.directories import ensure_directories


def connect() -> None:
    """Connect every handler of this module."""
    city_provisioned.connect(_provisioned, dispatch_uid="waymark-directories")


def _provisioned(city: City, **kwargs: Any) -> None:
    ensure_directories(city)
