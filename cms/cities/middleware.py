"""The wall between cities in the admin, for the routes on which Wagtail and wagtail-localize have none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.cities.boundary import crosses_boundary
from cms.cities.refusal import refuse


class CityBoundaryMiddleware:
    """Refuses admin requests that name a page, an image or a translation of a city in which the user has no role."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the check waits for its view to be known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer a request that reaches into another city."""
        return refuse(request) if crosses_boundary(request, kwargs) else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what a view of the admin refuses as well; Wagtail leaves requests of scripts to Django's bare page."""
        within = request.path.startswith(reverse("wagtailadmin_home")) and request.user.is_authenticated
        return refuse(request) if within and isinstance(exception, PermissionDenied) else None
