"""Where builds meet Wagtail's hooks: addresses, menu, log."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from cms.publishing.build_views import BuildsMenuItem, BuildsView, BuildView, RollBackView
from cms.publishing.going_back import ACTION


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The screens about builds."""
    return [
        path("guides/builds/", BuildsView.as_view(), name="publishing_builds"),
        path("guides/builds/<int:build_id>/", BuildView.as_view(), name="publishing_build"),
        path("guides/builds/roll-back/", RollBackView.as_view(), name="publishing_roll_back"),
    ]


@hooks.register("register_reports_menu_item")
def register_builds_item() -> BuildsMenuItem:
    """Offer the builds to administrators and editors."""
    return BuildsMenuItem(_("Builds"), reverse("publishing_builds"), icon_name="rotate", order=115)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """What the log of the installation calls a rollback."""

    @actions.register_action(ACTION)
    class RollBackFormatter(LogFormatter):
        label = _("Roll back")

        def format_message(self, log_entry: Any) -> str:
            """With the release."""
            return str(_("Made release %(release)s live again") % {"release": log_entry.data["release"]})
