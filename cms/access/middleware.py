"""What stands before the views: the second factor that a person has, and what a page of the admin may load."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cms.access.second_factor import has_second_factor, needs_second_factor

Answers = Callable[[HttpRequest], HttpResponse]

# Routes that a person reaches with a password alone, by their names.
OPEN = {
    "access_ask",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}
SETTING_UP = "access_set_up"


class SecondFactorMiddleware:
    """Asks who logged in with a password for their second factor, or to set one up if the installation wants it."""

    def __init__(self, get_response: Answers) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the check waits for its view to be known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Lead to the form that asks for the code."""
        match = request.resolver_match
        if match is None or match.view_name in OPEN or not request.path.startswith(_admin()):
            return None
        user: Any = request.user
        if not user.is_authenticated or user.is_verified():
            return None
        if has_second_factor(user):
            return _to("access_ask", request)
        if match.view_name != SETTING_UP and needs_second_factor(user):
            return _to(SETTING_UP, request)
        return None


def _to(name: str, request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")


def _admin() -> str:
    return reverse("wagtailadmin_home")


# Wagtail and Draftail write style attributes, and Tippy a style element, so styles may stand in the page. Scripts may
# not: what Wagtail 8.0 has of those stands in templates of ours instead, see static/access/starting.js.
CONTENT_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    ]
)


class ContentPolicyMiddleware:
    """Tells browsers what the pages of the admin may load, unless a view said so itself."""

    def __init__(self, get_response: Answers) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header to what the admin answers."""
        response = self.get_response(request)
        if request.path.startswith(_admin()):
            response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        return response
