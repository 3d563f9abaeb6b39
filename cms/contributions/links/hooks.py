"""Where links meet Wagtail's hooks."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from cms.contributions.links.mending import MENDED, MendedFormatter
from cms.contributions.links.report import LinksReportView, MendLinkView, accept_link


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The addresses of the report and of what it leads to."""
    return [
        path("reports/links/", LinksReportView.as_view(), name="contributions_links_report"),
        path("reports/links/<int:link_id>/mend/", MendLinkView.as_view(), name="contributions_mend_link"),
        path("reports/links/<int:link_id>/accept/", accept_link, name="contributions_accept_link"),
    ]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Offer the report to everyone: it shows a person the cities in which they have a role."""
    return MenuItem(_("Links"), reverse("contributions_links_report"), icon_name="link-external", order=112)


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """What the history of a page tells of its links."""
    actions.register_action(MENDED)(MendedFormatter)
