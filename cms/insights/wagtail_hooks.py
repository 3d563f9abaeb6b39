"""Where reports meet Wagtail's hooks."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.insights.findings import FindingsReportView, dismiss_finding
from cms.insights.readability_views import ReadabilityOfFormView, ReadabilityView
from cms.insights.views import LanguagesReportView


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The addresses of the reports."""
    return [
        path("reports/languages/", LanguagesReportView.as_view(), name="insights_languages_report"),
        path("reports/findings/", FindingsReportView.as_view(), name="insights_findings_report"),
        path("reports/findings/<int:finding_id>/dismiss/", dismiss_finding, name="insights_dismiss_finding"),
        path("guides/readability/<int:page_id>/", ReadabilityView.as_view(), name="insights_readability"),
        path(
            "guides/readability/<int:page_id>/form/",
            ReadabilityOfFormView.as_view(),
            name="insights_readability_of_form",
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_languages_item() -> MenuItem:
    """Offer the report to everyone: it shows a person the cities in which they have a role."""
    return MenuItem(_("Languages"), reverse("insights_languages_report"), icon_name="globe", order=100)


@hooks.register("register_reports_menu_item")
def register_findings_item() -> MenuItem:
    """Offer the findings to everyone: they are those on pages of a person's own cities."""
    url = reverse("insights_findings_report")
    return MenuItem(_("Checks of translations"), url, icon_name="clipboard-list", order=105)
