"""Where files for translators meet Wagtail's hooks."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.publishing.exchange_views import ExchangeView, PreviewView


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The screens."""
    return [
        path("guides/exchange/", ExchangeView.as_view(), name="publishing_exchange"),
        path("guides/exchange/<int:uploaded_file_id>/", PreviewView.as_view(), name="publishing_exchange_preview"),
    ]


@hooks.register("register_reports_menu_item")
def register_exchange_item() -> MenuItem:
    """Offer it to everyone beside the report of languages: it is about a person's own cities."""
    return MenuItem(_("Files for translators"), reverse("publishing_exchange"), icon_name="download", order=110)
