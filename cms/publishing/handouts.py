"""Handouts: a published page in one language as a PDF file, to print and hand over a counter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.cities.models import City
from cms.cities.trees import city_of
from cms.publishing.preview import published_html
from cms.publishing.themes import theme_of
from site_builder.guide import KINDS_WITH_PAGE
from site_builder.handout import HandoutError, is_installed, make_handout


def handout(request: HttpRequest, page_id: int) -> HttpResponse:
    """The PDF file of a page of the person's own cities, as readers have the page."""
    page = get_object_or_404(Page.objects.live(), pk=page_id).specific
    city = city_of(page)
    if city is None or not City.objects.of_user(request.user).filter(pk=city.pk).exists():
        raise Http404
    language = page.locale.language_code
    html = published_html(city, str(page.translation_key), language)
    if html is None:
        messages.error(request, _("Readers do not see this page in this language yet. Publish it first."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    try:
        data = make_handout(html, theme_of(city), f"{city.guide_url}/")
    except HandoutError as error:
        messages.error(request, str(error))
        return redirect("wagtailadmin_pages:edit", page.pk)
    name = f"{page.slug or city.slug}.{language}.pdf"
    disposition = content_disposition_header(False, name)
    return HttpResponse(data, "application/pdf", headers={"Content-Disposition": disposition or "inline"})


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Where handouts are asked for."""
    return [path("guides/handout/<int:page_id>/", handout, name="publishing_handout")]


def handout_button(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """“Handout” for pages that readers have and that have an address of their own."""
    kind = getattr(page.specific_class, "kind", None)
    if page.live and kind in KINDS_WITH_PAGE and kind != "city" and is_installed():
        yield Button(
            gettext_lazy("Handout (PDF)"),
            reverse("publishing_handout", args=[page.pk]),
            icon_name="doc-full-inverse",
            priority=70,
        )


hooks.register("register_page_header_buttons", handout_button)
hooks.register("register_page_listing_more_buttons", handout_button)
