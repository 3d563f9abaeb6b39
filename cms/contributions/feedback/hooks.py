"""Where what readers said meets Wagtail's hooks."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.cities.screens import ForInsiders
from cms.contributions.feedback.report import FeedbackReportView

ROUTE = "contributions_feedback_report"


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The report's address. It names nothing by id: what is ticked is looked up among a person's own cities."""
    return [path("reports/feedback/", FeedbackReportView.as_view(), name=ROUTE)]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Offer the report."""
    return ForInsiders(_("Feedback from readers"), reverse(ROUTE), icon_name="comment", order=109)
