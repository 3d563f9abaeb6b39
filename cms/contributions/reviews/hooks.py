"""Where keeping pages true meets Wagtail's hooks."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from cms.contributions.reviews.acting import ASSIGNED, AssignedFormatter
from cms.contributions.reviews.confirming import CONFIRMED, ConfirmedFormatter
from cms.contributions.reviews.report import ChecksReportView


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The report's address."""
    return [path("reports/checks/", ChecksReportView.as_view(), name="contributions_checks_report")]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Offer the report to everyone: it shows a person the cities in which they have a role."""
    return MenuItem(_("Checks due"), reverse("contributions_checks_report"), icon_name="calendar-check", order=110)


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """What the history of a page tells of its checks."""
    actions.register_action(CONFIRMED)(ConfirmedFormatter)
    actions.register_action(ASSIGNED)(AssignedFormatter)
