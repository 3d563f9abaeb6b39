"""Preview: a draft rendered by the functions and templates of the site builder, among the published documents."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page


def render_preview(page: Page, request: HttpRequest) -> HttpResponse:
    """The page of the guide that this draft would become."""
    raise Http404(page.pk)


def theme_asset(request: HttpRequest, name: str) -> HttpResponse:
    """A file of the theme under the name that previews use."""
    raise Http404(name)
