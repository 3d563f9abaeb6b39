"""A translation stays tied to its source: wagtail-localize's ways of cutting it loose lead back to the editor."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation


def refuse_to_stop(request: HttpRequest, translation_id: int) -> HttpResponseRedirect:
    """Stand in for wagtail-localize's view that stops a translation, for everyone.

    A stopped translation is a page of its own, full of source text wherever nothing was translated, and nothing tells
    which of its words are which: it could be published so (wagtail-localize 1.14.5).
    """
    translation = get_object_or_404(Translation, pk=translation_id)
    page = get_object_or_404(Page, translation_key=translation.source.object_id, locale_id=translation.target_locale_id)
    return _back(request, page)


def refuse_to_make_an_alias(request: HttpRequest, page_id: int) -> HttpResponseRedirect:
    """Stand in for wagtail-localize's view that turns a translation into a copy of its source's text, for everyone."""
    return _back(request, get_object_or_404(Page, pk=page_id))


def _back(request: HttpRequest, page: Page) -> HttpResponseRedirect:
    messages.error(
        request,
        _(
            "Nothing was changed. A translation stays tied to its source: cut loose, source text could go live under "
            "another language. To write it yourself, translate it by hand, segment by segment, in the editor below."
        ),
    )
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
