"""An accepted change of a translation's words: into its segments, as a person's text that waits for publication."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms.contributions.proposals.applying import CannotApplyError, apply
from cms.contributions.proposals.plain_text import fitted, parsed
from cms.contributions.proposals.queue.accepting import Accepted, CannotAcceptError, refuse_if_locked
from cms.contributions.proposals.queue.matters import Matter
from cms.publishing.desk import publication
from cms.publishing.desk.desk import Desk
from cms.publishing.desk.saving import tell_readers
from cms.publishing.desk.texts import ConflictError, OtherParagraphsError, store_texts, texts_of


def _with_as_many(stands: str, value: str, wanted: int) -> CannotAcceptError:
    """What to do with a text that has other paragraphs than its source: one with as many of them, if words allow."""
    joined = fitted(stands, value)
    if len(parsed(joined)) == wanted:
        words = _(
            "The source has %(count)d paragraphs here, and a translation has as many. What is more was joined to the "
            "paragraph before it: read it below, and accept it if it is right so."
        )
        return CannotAcceptError(words % {"count": wanted}, joined)
    words = _("The source has %(count)d paragraphs here: write as many, or change the source first.")
    return CannotAcceptError(words % {"count": wanted})


def into_translation(matter: Matter, user: Any, value: str, *, publish: bool) -> Accepted:
    """Put a value into the segments of a translated page; those whose words stay are not touched.

    Raises:
        CannotAcceptError: the page is locked, or what is proposed has other paragraphs than the source.
    """
    if matter.translation is None or not matter.translation.enabled:
        raise CannotAcceptError(_("This page is translated by hand. Enter it in its editor, then say that it is done."))
    desk = Desk(matter.page, matter.translation, user)
    refuse_if_locked(desk.page, user)
    draft = matter.newest_draft()
    said = texts_of(draft)
    try:
        apply(draft, matter.proposal.field, value)
        saved = [
            store_texts(desk, path, texts, said.get(path, []))
            for path, texts in texts_of(draft).items()
            if texts != said.get(path)
        ]
    except CannotApplyError as error:
        raise CannotAcceptError(str(error)) from error
    except OtherParagraphsError as error:
        raise _with_as_many(matter.draft or "", value, error.wanted) from error
    except ConflictError as error:
        raise CannotAcceptError(_("Somebody is changing this translation right now. Try again.")) from error
    if not any(saved):
        return Accepted(desk.page, None)
    tell_readers(desk)
    outcome = publication.publish(desk) if publish else publication.save_draft(desk)
    if outcome.refused:
        raise CannotAcceptError(outcome.message)
    newest = Revision.objects.for_instance(desk.page).order_by("-created_at", "-pk").first()
    return Accepted(desk.page, newest, published=publish)
