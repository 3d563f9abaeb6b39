"""What people see who may not go where they went: what is the matter, and what they can do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin.localization import get_localized_response

from cms.cities.models import City


def refuse(request: HttpRequest) -> HttpResponse:
    """A page of the admin with status 403, in the person's language; one line for scripts and parts of pages."""
    response: HttpResponse = get_localized_response(_refusal, request)
    return response


def _refusal(request: HttpRequest) -> HttpResponse:
    if "text/html" not in request.headers.get("Accept", "text/html"):
        return HttpResponse(_("You may not do this here."), status=403, content_type="text/plain; charset=utf-8")
    cities = [city.slug for city in City.objects.of_user(request.user)]
    return TemplateResponse(request, "cities/refusal.html", {"cities": cities}, status=403)
