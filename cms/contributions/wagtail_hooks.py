"""Where what keeps a guide true meets Wagtail's hooks."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.contributions.history import hooks as history_hooks  # noqa: F401 - its hooks register themselves
from cms.contributions.views import ChecksReportView


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The report's address."""
    return [path("reports/checks/", ChecksReportView.as_view(), name="contributions_checks_report")]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Offer the report to everyone: it shows a person the cities in which they have a role."""
    return MenuItem(_("Checks due"), reverse("contributions_checks_report"), icon_name="calendar-check", order=110)
