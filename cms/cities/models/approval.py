"""The step of a workflow in which somebody approves a page, and with it its publication."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupApprovalTask, Page


class ApprovalTask(GroupApprovalTask):
    """Approval by somebody of a group, offered only while nothing is in the way of the page going live."""

    class Meta:
        verbose_name = _("approval before publishing")
        verbose_name_plural = _("approvals before publishing")

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        """Wagtail's actions, without approval where publishing would be refused; the page's form says why."""
        from cms.cities.releasing import may_go_live, misleading

        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        if may_go_live(obj, user) and not misleading(obj):
            return actions
        return [action for action in actions if action[0] != "approve"]
