"""The addresses of the CMS, and more: wagtail-localize's own views, which ours cover, and one that nobody knows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail_localize.wagtail_hooks import register_admin_urls

from cms import urls


def answer(request: HttpRequest, thing_id: int) -> HttpResponse:
    """Say something."""
    return HttpResponse(f"Thing {thing_id}")


urlpatterns = [
    path("admin/itself/", include(decorate_urlpatterns(register_admin_urls(), require_admin_access))),
    path("admin/things/<int:thing_id>/", answer, name="names_what_nobody_knows"),
    *urls.urlpatterns,
]
