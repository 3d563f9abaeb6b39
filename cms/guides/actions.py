"""What the button for handing in a page says."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem


class SubmitForReviewMenuItem(SubmitForModerationMenuItem):
    """Says what happens, where Wagtail names the workflow: “Submit to eastmere”."""

    label = _("Submit for review")

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The same words before and after changes were asked for."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        return {**context, "label": self.label}


def say_submit_for_review(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Put ours in the place of Wagtail's."""
    menu_items[:] = [
        SubmitForReviewMenuItem(order=item.order) if type(item) is SubmitForModerationMenuItem else item
        for item in menu_items
    ]
