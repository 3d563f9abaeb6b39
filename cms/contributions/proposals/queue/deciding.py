"""What an editor makes of a proposal: accept, change and accept, refuse, take a refusal back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.contributions.proposals.models import Proposal, ProposalKind, ProposalState
from cms.contributions.proposals.queue.accepting import Accepted, CannotAcceptError, go_on, into_source
from cms.contributions.proposals.queue.answers import Became, ReadyReason, tell
from cms.contributions.proposals.queue.into_translation import into_translation
from cms.contributions.proposals.queue.matters import Matter, same
from cms.contributions.proposals.queue.record import record

MOST_AT_ONCE = 200


@transaction.atomic
def accept(proposal_id: int, user: Any, value: str, *, publish: bool = False) -> Accepted:
    """Take over what is proposed, or what an editor made of it.

    Args:
        proposal_id: of a proposal that waits.
        user: who decides; whether they may is asked before.
        value: plain text as `plain_text` writes it.
        publish: readers get it at once, if the user may publish the page.

    Raises:
        CannotAcceptError: says what to do instead. Nothing is changed.
    """
    proposal = waiting(proposal_id)
    matter = Matter(proposal)
    if not matter.is_change:
        raise CannotAcceptError(_("This cannot be taken over as it is. Enter it by hand, then say that it is done."))
    accepted = (into_translation if matter.is_translation else into_source)(matter, user, value, publish=publish)
    changed = not same(value, proposal.after)
    record(proposal, accepted.page, accepted.revision, user, label=matter.label, changed=changed)
    if not matter.is_translation:
        accepted = go_on(accepted, user, publish=publish)
    tell(proposal, Became.CHANGED if changed else Became.ACCEPTED)
    proposal.revision = accepted.revision
    decide(proposal, user, ProposalState.CHANGED if changed else ProposalState.ACCEPTED)
    return accepted


@transaction.atomic
def done(proposal_id: int, user: Any, answer: str = "") -> None:
    """Keep that what was reported, or can only be entered by hand, is taken care of; `answer` is mailed.

    Raises CannotAcceptError.
    """
    proposal = waiting(proposal_id)
    matter = Matter(proposal)
    if matter.source is not None:
        record(proposal, matter.source, None, user, label=matter.label, changed=False)
    asked = proposal.kind in (ProposalKind.CHANGE, ProposalKind.NEW)
    tell(proposal, Became.ACCEPTED if asked else Became.DONE, answer=answer)
    proposal.reason = answer.strip()
    decide(proposal, user, ProposalState.ACCEPTED)


@transaction.atomic
def refuse(proposal_id: int, user: Any, *, reason: str = "", answer: str = "") -> bool:
    """Refuse a proposal with a reason, which is mailed; whether there was an address to mail it to.

    Args:
        proposal_id: of a proposal that waits.
        user: who decides.
        reason: a value of ReadyReason, or none.
        answer: what the editor says in her own words.

    Raises:
        CannotAcceptError: it does not wait any more.
    """
    proposal = waiting(proposal_id)
    told = tell(proposal, Became.REFUSED, reason=reason, answer=answer)
    said = [str(ReadyReason(reason).label)] if reason else []
    proposal.reason = "\n".join([*said, *filter(None, [answer.strip()])])
    decide(proposal, user, ProposalState.REFUSED)
    return told


@transaction.atomic
def refuse_as_spam(proposals: Any, user: Any) -> int:
    """Refuse those of the proposals that wait and tell nobody; how many."""
    waiting_ones = proposals.filter(state=ProposalState.WAITING).select_for_update()[:MOST_AT_ONCE]
    ids = [proposal.pk for proposal in waiting_ones]
    return Proposal.objects.filter(pk__in=ids).update(
        state=ProposalState.REFUSED,
        reason="spam",
        decided_by=user,
        decided_at=timezone.now(),
        contact_email="",
    )


@transaction.atomic
def take_back(proposal_id: int) -> bool:
    """Let a refused proposal wait again; whether it had been refused."""
    refused = Proposal.objects.filter(pk=proposal_id, state=ProposalState.REFUSED)
    return bool(refused.update(state=ProposalState.WAITING, decided_by=None, decided_at=None, reason=""))


def waiting(proposal_id: int) -> Proposal:
    """A proposal that waits, locked until it is decided.

    Raises:
        CannotAcceptError: somebody decided it meanwhile.
    """
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("city__source_locale", "partner", "target")
    proposal = rows.filter(pk=proposal_id, state=ProposalState.WAITING).first()
    if proposal is None:
        raise CannotAcceptError(_("Somebody else has decided this meanwhile. Nothing was changed."))
    return proposal


def decide(proposal: Proposal, user: Any, state: ProposalState) -> None:
    """Keep who decided it, and forget the address."""
    proposal.state, proposal.decided_by, proposal.decided_at = state, user, timezone.now()
    # It was left for this one answer.
    proposal.contact_email = ""
    proposal.save()
