"""What happens when the last task of a workflow is approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from wagtail.models import WorkflowState


def publish_approved(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Publish what was approved, if whoever approved it may publish it.

    Wagtail asks for the right to approve alone, which would let translations go live that are not complete.

    Raises:
        PermissionDenied: the approval is taken back with it.
    """
    # Wagtail imports this module by its setting while its own models are being made.
    from wagtail.workflows import publish_workflow_state

    page = workflow_state.content_object
    if user is not None and not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    publish_workflow_state(workflow_state, user)
