"""Which city an admin request reaches into, and whether its user belongs there."""

from __future__ import annotations
from typing import Any

from django.http import HttpRequest


def crosses_boundary(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    return False
