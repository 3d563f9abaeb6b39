"""Where reports meet Wagtail's hooks."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.insights.views import languages_report


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The report's address."""
    return [path("reports/languages/", languages_report, name="insights_languages_report")]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Offer the report to everyone: it shows a person the cities in which they have a role."""
    return MenuItem(_("Languages"), reverse("insights_languages_report"), icon_name="globe", order=100)
