"""What happens when the last task of a workflow is approved (Wagtail's WAGTAIL_FINISH_WORKFLOW_ACTION)."""

from __future__ import annotations

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved, if nothing is in the way of its going live.

    Raises:
        PermissionDenied: says what is in the way. The approval is taken back with it, and can be given again.
    """
    # Wagtail imports this module while its own models are half made.
    from django.core.exceptions import PermissionDenied

    from cms.cities.releasing import may_go_live, misleading, obstacles

    page = workflow_state.content_object
    if not may_go_live(page, user):
        raise PermissionDenied(" ".join(obstacles(page, user)))
    revision = page.get_latest_revision()
    if reasons := misleading(revision.as_object()):
        raise PermissionDenied(" ".join(reasons))
    revision.publish(user=user)
