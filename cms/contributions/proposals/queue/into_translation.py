"""An accepted change of a translation's words: into its segments, as a person's text that waits for publication."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms.contributions.proposals.applying import CannotApplyError, apply
from cms.contributions.proposals.queue.accepting import Accepted, CannotAcceptError, refuse_if_locked
from cms.contributions.proposals.queue.matters import Matter
from cms.publishing.desk import publication
from cms.publishing.desk.desk import Desk
from cms.publishing.desk.saving import tell_readers
from cms.publishing.desk.texts import ConflictError, OtherParagraphsError, store_texts, texts_of


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
        words = _("The source has %(count)d paragraphs here: write as many, or enter it at the translation desk.")
        raise CannotAcceptError(words % {"count": error.wanted}) from error
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
