"""The admin's screen on which tokens for the draft of a page are made, shown and revoked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.cities.models import City
from cms.cities.trees import city_of
from cms.publishing.previews.access import token_of
from cms.publishing.previews.drafts import has_document
from cms.publishing.previews.record import PreviewToken

LIFETIMES = (1, 7, 30)  # days
USUAL = 7
# So long after its end a token is still listed, for whoever wonders why a screen in the hall is empty.
KEPT = timedelta(days=30)


class TokenForm(forms.Form):
    """What a token is for, and how long it opens the draft."""

    purpose = forms.CharField(
        label=gettext_lazy("Who is it for?"),
        max_length=100,
        required=False,
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("It works for"),
        coerce=int,
        choices=lambda: [
            (days, ngettext("%(days)d day", "%(days)d days", days) % {"days": days}) for days in LIFETIMES
        ],
        initial=USUAL,
    )


class PreviewTokensView(WagtailAdminTemplateMixin, FormView[TokenForm]):
    """The tokens of one page, for those who may edit it."""

    form_class = TokenForm
    template_name = "publishing/preview_tokens.html"
    page_title = gettext_lazy("Preview for apps")
    header_icon = "link"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the page, and refuse who may not edit it."""
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        city = city_of(self.page)
        if city is None or not City.objects.of_user(request.user).filter(pk=city.pk).exists():
            raise PermissionDenied
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        if not has_document(self.page):
            raise Http404(self.page.title)
        self.city = city
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The page that it is about."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the page, then its tokens."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_header_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tokens, the newest first; those that open something can be copied."""
        records = PreviewToken.objects.filter(page=self.page).select_related("page__locale", "made_by")
        tokens = [(record, token_of(record) if record.is_valid else "") for record in records.order_by("-made_at")]
        return super().get_context_data(page=self.page, tokens=tokens, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make a token, or revoke one of this page."""
        if "revoke" in request.POST:
            return self._revoke(request.POST["revoke"])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: TokenForm) -> HttpResponse:
        """Make it, and forget those that ended long ago."""
        now = timezone.now()
        user: Any = self.request.user
        PreviewToken.objects.filter(page=self.page, expires_at__lt=now - KEPT).delete()
        PreviewToken.objects.create(
            page_id=self.page.pk,
            made_by_id=user.pk,
            expires_at=now + timedelta(days=form.cleaned_data["days"]),
            purpose=form.cleaned_data["purpose"],
        )
        messages.success(self.request, _("The token opens this draft and nothing else. Copy it below."))
        return self._back()

    def _revoke(self, number: str) -> HttpResponse:
        found = PreviewToken.objects.valid().filter(page=self.page, pk=number if number.isdecimal() else 0)
        if found.update(revoked_at=timezone.now()):
            messages.success(self.request, _("The token opens nothing any more."))
        return self._back()

    def _back(self) -> HttpResponse:
        return redirect("publishing_preview_tokens", self.page.pk)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Where tokens are made."""
    return [path("guides/previews/<int:page_id>/", PreviewTokensView.as_view(), name="publishing_preview_tokens")]


def tokens_button(page: Page, user: Any, view_name: str | None = None, next_url: str | None = None) -> Iterator[Button]:
    """“Preview for apps” for pages of a city that become documents, for those who may edit them."""
    if has_document(page) and city_of(page) is not None and page.specific.permissions_for_user(user).can_edit():
        yield Button(
            gettext_lazy("Preview for apps"),
            reverse("publishing_preview_tokens", args=[page.pk]),
            icon_name="link",
            priority=75,
        )


hooks.register("register_page_header_buttons", tokens_button)
hooks.register("register_page_listing_more_buttons", tokens_button)
