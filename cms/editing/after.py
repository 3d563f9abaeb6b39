"""What a person is told once a page is published: which pages change with it, and what is still to be mended."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from cms.cities.trees import city_of
from cms.editing.checking import check_page
from cms.editing.gate import SHOWN, is_source
from cms.editing.usage import usage_of
from cms.publishing.build_views import cities_whose_builds_are_shown


def tell_after_publishing(request: HttpRequest, page: Page) -> None:
    """Messages, in an order in which nothing is missed: what happens by itself, then what a person can do."""
    city = city_of(page)
    if not page.live or not is_source(page, city):
        return
    _tell_usage(request, page)
    findings = check_page(page)
    if not findings:
        return
    named = " ".join(f"{found.label}: {found.message}" for found in findings[:SHOWN])
    text = ngettext(
        "“%(title)s” is published. %(count)d thing can be mended: %(named)s",
        "“%(title)s” is published. %(count)d things can be mended: %(named)s",
        len(findings),
    ) % {"title": page.title, "count": len(findings), "named": named}
    button = messages.button(reverse("editing_before_publishing", args=[page.pk]), _("See what to do"))
    messages.warning(request, text, buttons=[button])


def tell_after_approving(request: HttpRequest, page: Page) -> None:
    """After an approval, which Wagtail calls an update: that readers have the page now, and what publishing tells."""
    if request.POST.get("workflow-action-name") != "approve" or not Page.objects.filter(pk=page.pk, live=True).exists():
        return
    messages.success(request, _("“%(title)s” is approved, and readers have it now.") % {"title": page.title})
    page.refresh_from_db()
    tell_after_publishing(request, page)


def _tell_usage(request: HttpRequest, page: Page) -> None:
    user: Any = request.user
    for usage in usage_of(page):
        text = ngettext(
            "%(count)d page of %(city)s shows this; its guide is being built.",
            "%(count)d pages of %(city)s show this; their guide is being built.",
            usage.pages,
        ) % {"count": usage.pages, "city": usage.city}
        buttons = [messages.button(reverse("editing_usage", args=[page.pk]), _("Show the pages"))]
        if cities_whose_builds_are_shown(user).filter(pk=usage.city.pk).exists():
            address = format_html("{}?city={}", reverse("publishing_builds"), usage.city.slug)
            buttons.append(messages.button(address, _("Builds")))
        messages.info(request, text, buttons=buttons)
