"""What the desk makes of what readers said."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Page

from cms.contributions.feedback.models import Feedback, FeedbackQuerySet, Reason
from cms.contributions.proposals.models import Proposal, ProposalKind

KINDS = {
    Reason.WRONG: ProposalKind.OUTDATED,
    Reason.OUTDATED: ProposalKind.OUTDATED,
    Reason.MISSING: ProposalKind.OUTDATED,
    Reason.NOT_UNDERSTOOD: ProposalKind.NOT_UNDERSTOOD,
    Reason.BROKEN: ProposalKind.BROKEN,
}


def mark_done(feedback: FeedbackQuerySet) -> int:
    """Keep that somebody looked at it; return at how many."""
    return feedback.filter(done=False).update(done=True)


def open_again(feedback: FeedbackQuerySet) -> int:
    """Put what was done by mistake back on the list; return how many."""
    return feedback.filter(done=True).update(done=False)


@transaction.atomic
def make_proposals(feedback: FeedbackQuerySet) -> int:
    """Put what readers said into the queue of proposals, where it is decided; return how many. What was said of a page
    that is gone stays as it is."""
    made = 0
    for given in feedback.filter(done=False).select_related("city").select_for_update(of=("self",)):
        page = _source_page(given)
        if page is None:
            continue
        kind = KINDS.get(Reason(given.reason), ProposalKind.OUTDATED) if given.reason else ProposalKind.OUTDATED
        Proposal.objects.create(
            city=given.city, target=page, kind=kind, language=given.language, note=given.text, created=given.day
        )
        Feedback.objects.filter(pk=given.pk).update(done=True)
        made += 1
    return made


def _source_page(given: Feedback) -> Page | None:
    return Page.objects.filter(translation_key=given.page_uuid, locale=given.city.source_locale_id).first()
