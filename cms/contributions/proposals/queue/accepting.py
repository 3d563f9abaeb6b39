"""An accepted change becomes a draft of its page, by Wagtail's own means: revision, workflow, publication."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.cities.releasing import misleading
from cms.contributions.proposals.applying import CannotApplyError, apply, current
from cms.contributions.proposals.queue.matters import Matter


class CannotAcceptError(ValueError):
    """Nothing was changed; the message says what to do instead. `instead` is a text that could be accepted, if any."""

    def __init__(self, message: str, instead: str = "") -> None:
        self.instead = instead
        super().__init__(message)


@dataclass(frozen=True)
class Accepted:
    """What became of an accepted change."""

    page: Any
    # None: the page said so already.
    revision: Revision | None
    # Readers have it.
    published: bool = False
    # The city's workflow asks somebody to approve it.
    submitted: bool = False
    # Who has a draft in work that it was added to, or that a draft there was; "" if there was none.
    beside: str = ""


def into_source(matter: Matter, user: Any, value: str, *, publish: bool) -> Accepted:
    """Put a value into the newest draft of a page in the source language.

    A page has one draft: what others changed in it stays, and is neither submitted nor published with this.

    Args:
        matter: what is proposed.
        user: who accepts it.
        value: plain text as `plain_text` writes it.
        publish: whether `go_on` shall publish it.

    Raises:
        CannotAcceptError: the page is locked, the value is no value of that field, or others are at work on the draft.
    """
    # Whoever saves the page at the same time waits, or has saved it before.
    page: Any = Page.objects.select_for_update().get(pk=matter.source.pk).specific
    refuse_if_locked(page, user)
    other = at_work(page)
    if publish and other:
        raise CannotAcceptError(_("Others are at work on this page. Accept it as a draft, and publish it with theirs."))
    if publish and not page.permissions_for_user(user).can_publish():
        raise CannotAcceptError(_("You may not publish this page. Accept it as a draft."))
    draft = matter.newest_draft()
    before = current(draft, matter.proposal.field)
    try:
        apply(draft, matter.proposal.field, value)
    except CannotApplyError as error:
        raise CannotAcceptError(str(error)) from error
    if current(draft, matter.proposal.field) == before:
        return Accepted(page, None, beside=other)
    _check(draft, matter.proposal.field, whole=publish)
    if not page.live:
        draft.save(clean=False)
    return Accepted(draft, draft.save_revision(user=user, clean=False), beside=other)


def go_on(accepted: Accepted, user: Any, *, publish: bool) -> Accepted:
    """What comes after the draft of a page in the source language: its publication, or the city's workflow.

    Raises CannotAcceptError: the page as it is then would mislead readers.
    """
    if accepted.revision is None:
        return accepted
    if publish:
        if reasons := misleading(accepted.page):
            raise CannotAcceptError(" ".join(reasons))
        accepted.revision.publish(user=user)
        return replace(accepted, published=True)
    # A page in memory knows nothing of its workflow.
    page: Any = Page.objects.get(pk=accepted.page.pk).specific
    if accepted.beside or not page.permissions_for_user(user).can_submit_for_moderation():
        return accepted
    page.get_workflow().start(accepted.page, user)
    return replace(accepted, submitted=True)


def at_work(page: Any) -> str:
    """Who has changed the draft of a live page since it was published; "" if it is as it was."""
    if not (page.live and page.has_unpublished_changes):
        return ""
    latest = page.latest_revision
    who = latest.user if latest else None
    return (who.get_full_name() or who.get_username()) if who else _("somebody")


def refuse_if_locked(page: Any, user: Any) -> None:
    """Raise CannotAcceptError if a lock, or a review, keeps the page from this person."""
    lock = page.get_lock()
    if lock is not None and lock.for_user(user):
        raise CannotAcceptError(_("The page is locked: nothing can be added to its draft now."))


def _check(page: Any, path: str, *, whole: bool) -> None:
    """Refuse what the form of the page would refuse; of a draft that is not whole yet, only for what is new in it."""
    name = path.partition("/")[0]
    try:
        page.full_clean()
    except ValidationError as error:
        problems = error.message_dict
        if whole or name in problems or NON_FIELD_ERRORS in problems:
            said = " ".join(message for messages in problems.values() for message in messages)
            raise CannotAcceptError(said) from error
