"""Where the history of pages meets Wagtail's hooks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from cms.contributions.history.reasons import ACTION, FIELD, keep_reason


# Before the hooks that answer with another screen: Wagtail asks none after these.
@hooks.register("after_edit_page", order=-10)
@hooks.register("after_publish_page", order=-10)
def keep_what_the_editor_said(request: HttpRequest, page: Page) -> None:
    """Keep what stands in the field beside the buttons."""
    keep_reason(page, request.user, request.POST.get(FIELD, ""))


@hooks.register("register_log_actions")
def register_reason(actions: Any) -> None:
    """What the history of a page calls it."""

    @actions.register_action(ACTION)
    class ReasonFormatter(LogFormatter):
        label = _("Reason of a change")
        message = _("Said why")

        def format_comment(self, log_entry: Any) -> str:
            """In the editor's own words."""
            return str(log_entry.data.get("reason", ""))
