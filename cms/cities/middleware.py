"""The wall between cities in the admin, for the routes on which Wagtail and wagtail-localize have none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from cms.cities.boundary import crosses_boundary


class CityBoundaryMiddleware:
    """Refuses admin requests that name a page, an image or a translation of a city in which the user has no role."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the check waits for its view to be known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Raise PermissionDenied when the request reaches into another city."""
        if crosses_boundary(request, kwargs):
            raise PermissionDenied
