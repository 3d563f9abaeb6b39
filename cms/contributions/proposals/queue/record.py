"""What the history of a page says of a proposal that was accepted: who proposed, who accepted, when and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, Revision

from cms.contributions.proposals.models import Proposal

ACTION = "waymark.proposal"


class ProposalFormatter(LogFormatter):
    """The line of the history, with the proposer's own reason as its comment."""

    label = gettext_lazy("Accept a proposal")

    def format_message(self, log_entry: Any) -> str:
        """By whom, and whether the editor wrote it differently."""
        data = log_entry.data
        words = {"who": data.get("partner") or _("a reader"), "field": data.get("field") or _("the page")}
        if data.get("changed"):
            return _("Accepted with changes, proposed by %(who)s: %(field)s") % words
        return _("Accepted, proposed by %(who)s: %(field)s") % words

    def format_comment(self, log_entry: Any) -> str:
        """Why, in the proposer's words."""
        return str(log_entry.data.get("note", ""))


def record(proposal: Proposal, page: Page, revision: Revision | None, user: Any, *, label: str, changed: bool) -> None:
    """Keep in the history of a page that a draft of it came of a proposal.

    The names are copied: the history stays true when a partner or a proposal is deleted. Of readers nothing is known.
    """
    data = {
        "proposal": proposal.pk,
        "partner": proposal.proposer,
        "proposed_on": proposal.created.isoformat(),
        "language": proposal.language,
        "field": label,
        "after": proposal.after,
        "note": proposal.note,
        "changed": changed,
    }
    log(instance=page, action=ACTION, user=user, revision=revision, content_changed=revision is not None, data=data)
