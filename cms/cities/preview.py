"""Preview of a draft through the functions of the site builder, found by a setting.

What renders a preview stands to the right of the content model (it needs the published documents around the draft), so
the model does not import it but asks for it by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Page


def preview_response(page: Page, request: HttpRequest) -> HttpResponse:
    """The draft as readers would see it, by the function that the setting GUIDE_PREVIEW names."""
    response: HttpResponse = import_string(settings.GUIDE_PREVIEW)(page, request)
    return response
