"""What is done to the whole page from the desk: draft, review, publication, machine drafts of what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.cities.releasing import obstacles
from cms.publishing.desk.desk import Desk
from cms.publishing.requests import request_translation
from translations.drafting import save_translation


@dataclass(frozen=True)
class Done:
    """What is said to the person; `refused` when nothing was done."""

    message: str
    refused: bool = False


@dataclass(frozen=True)
class Action:
    """Something that this person can do to the page now."""

    name: str
    label: Any
    icon: str
    # Why it cannot be done yet, "" if it can.
    obstacle: str = ""


def actions_of(desk: Desk) -> list[Action]:
    """What this person may do to the page as it is now, the most important first."""
    if desk.is_locked:
        return []
    obstacle = obstacle_to_publication(desk)
    found = []
    if desk.page.workflow_in_progress:
        for name, label in _steps_of_review(desk):
            found.append(Action(f"review:{name}", label, "check", obstacle if name == "approve" else ""))
    # What a role can publish shows even while the text cannot be published, with the reason.
    if desk.user.is_superuser or "publish" in desk.permissions.permissions:
        found.append(Action("publish", gettext_lazy("Publish"), "upload", obstacle))
    elif not desk.page.workflow_in_progress and desk.permissions.can_submit_for_moderation():
        found.append(Action("submit", gettext_lazy("Submit for review"), "resubmit", _what_is_missing(desk)))
    return [*found, Action("draft", gettext_lazy("Save draft"), "draft")]


def obstacle_to_publication(desk: Desk) -> str:
    """What keeps the translation from being published by this person, "" if nothing does."""
    return " ".join(obstacles(desk.page, desk.user))


def _steps_of_review(desk: Desk) -> list[tuple[str, Any]]:
    """What the review that the page is in lets this person do, without a comment: name and label."""
    task = desk.page.current_workflow_task
    steps = task.get_actions(desk.page, desk.user) if task else []
    return [(name, label) for name, label, asks_for_comment in steps if not asks_for_comment]


def _what_is_missing(desk: Desk) -> str:
    missing = desk.state().outdated
    text = ngettext("%(count)d segment is not translated.", "%(count)d segments are not translated.", missing)
    return text % {"count": missing} if missing else ""


@transaction.atomic
def save_draft(desk: Desk) -> Done:
    """Write the stored text into a draft of the page."""
    save_translation(desk.translation, desk.user, publish=False)
    return Done(_("Saved as a draft."))


@transaction.atomic
def publish(desk: Desk) -> Done:
    """Make the translation live, whole and sound as it must be."""
    if not desk.may_publish():
        return Done(_refusal(obstacle_to_publication(desk)), refused=True)
    save_translation(desk.translation, desk.user, publish=True)
    return Done(_("Published. Readers see it in a moment."))


@transaction.atomic
def submit(desk: Desk) -> Done:
    """Start the city's review of the page."""
    workflow = desk.page.get_workflow()
    if workflow is None or desk.page.workflow_in_progress or not desk.permissions.can_submit_for_moderation():
        return Done(_("The page cannot be submitted for review now."), refused=True)
    if missing := _what_is_missing(desk):
        return Done(_refusal(missing), refused=True)
    save_translation(desk.translation, desk.user, publish=False)
    workflow.start(desk.page.specific_class.objects.get(pk=desk.page.pk), desk.user)
    return Done(_("Submitted for review."))


@transaction.atomic
def review(desk: Desk, action: str) -> Done:
    """Do what the review that the page is in lets this person do, such as to approve it."""
    task, task_state = desk.page.current_workflow_task, desk.page.current_workflow_task_state
    if action not in [name for name, _label in _steps_of_review(desk)]:
        return Done(_("The review has gone on meanwhile."), refused=True)
    if action == "approve":
        if obstacle := obstacle_to_publication(desk):
            return Done(_refusal(obstacle), refused=True)
        # The newest draft is what goes live: what the desk shows, and not what it showed when the review began.
        save_translation(desk.translation, desk.user, publish=False)
    task.on_action(task_state, desk.user, action)
    return Done(_("Approved.") if action == "approve" else _("Done."))


def draft_by_machine(desk: Desk) -> Done:
    """Have what is missing drafted in the background."""
    source = desk.source_page
    if source is None or not source.live:
        return Done(_("Only what is live is drafted: publish the source page first."), refused=True)
    request_translation(source, [source.pk], [desk.language], publish=False, user=desk.user)
    return Done(_("Drafting what is missing in the background."))


def _refusal(obstacle: str) -> str:
    return " ".join(filter(None, [_("This cannot be done yet."), obstacle]))
