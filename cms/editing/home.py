"""The first panel of the admin's start page: what needs a hand today."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.cities.waiting import waiting_for


class WaitingPanel(Component):
    """What waits for a person, each one click from the work, or that nothing does."""

    name = "waiting"
    template_name = "editing/waiting.html"
    order = 50

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The kinds of work in their order; whether the cities have to be told apart."""
        waiting = waiting_for(self.user)
        cities = {task.city for each in waiting for task in each.tasks}
        return {"waiting": waiting, "several": len(cities) > 1}


def offer_work(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel for everybody."""
    panels.append(WaitingPanel(request.user))
