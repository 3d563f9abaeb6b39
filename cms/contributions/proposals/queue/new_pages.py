"""A proposed service or procedure becomes a draft of that kind, with the proposer's texts in it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.contributions.proposals.models import Proposal, ProposalState, ProposedPageType
from cms.contributions.proposals.plain_text import laid_over
from cms.contributions.proposals.queue.accepting import CannotAcceptError
from cms.contributions.proposals.queue.answers import Became, tell
from cms.contributions.proposals.queue.deciding import decide, waiting
from cms.contributions.proposals.queue.record import record
from cms.guides.models import GuidePage, ProcedurePage, ServicePage, TopicPage

MODELS: dict[str, type[GuidePage]] = {
    ProposedPageType.SERVICE: ServicePage,
    ProposedPageType.PROCEDURE: ProcedurePage,
}
LONGEST_SUMMARY = 400


def answers_of(proposal: Proposal) -> list[tuple[str, str]]:
    """What the proposer answered, each with what the editor's form calls it."""
    model = MODELS.get(proposal.proposed_page_type, ServicePage)
    return [(_label(model, name), _said(answer)) for name, answer in (proposal.body or {}).items() if _said(answer)]


@transaction.atomic
def make_draft(proposal_id: int, topic: TopicPage, user: Any) -> Page:
    """The draft that an accepted proposal becomes, below a topic.

    What has no field of its own in it (offices, costs, papers are entities) stays on the proposal, for an editor to
    enter.

    Raises:
        CannotAcceptError: somebody decided it meanwhile, or the user may not add pages there.
    """
    proposal = waiting(proposal_id)
    parent = Page.objects.get(pk=topic.pk).specific
    if not parent.permissions_for_user(user).can_add_subpage():
        raise CannotAcceptError(_("You may not add pages below this topic."))
    body = proposal.body or {}
    title = _said(body.get("title", ""))[:255] or _("(without a title)")
    page = MODELS[proposal.proposed_page_type](
        title=title,
        slug=find_available_slug(parent, slugify(title) or f"proposal-{proposal.pk}"),
        locale=parent.locale,
        live=False,
        owner=user,
    )
    for name, answer in body.items():
        _fill(page, name, answer)
    page.summary = page.summary[:LONGEST_SUMMARY] or title
    parent.add_child(instance=page)
    revision = page.save_revision(user=user, clean=False)
    record(proposal, page, revision, user, label="", changed=False)
    tell(proposal, Became.ACCEPTED)
    proposal.revision = revision
    decide(proposal, user, ProposalState.ACCEPTED)
    return page


def _fill(page: GuidePage, name: str, answer: Any) -> None:
    """Put an answer into the field of its name; what is no text of the page is left to the editor."""
    try:
        field = page._meta.get_field(name) if name in page.text_fields else None
    except FieldDoesNotExist:
        return
    if isinstance(field, StreamField):
        if name == "body":
            page.body = [("text", laid_over("", _said(answer)))]
        elif name == "steps":
            block = field.stream_block.child_blocks["step"]
            page.steps = [("step", block.to_python(step)) for step in _steps(answer)]
    elif isinstance(field, RichTextField):
        setattr(page, name, laid_over("", _said(answer)))
    elif isinstance(field, (models.CharField, models.TextField)) and name != "title":
        setattr(page, name, _said(answer))


def _steps(answer: Any) -> list[dict[str, Any]]:
    """A step for each line of the answer."""
    lines = answer if isinstance(answer, list) else str(answer).splitlines()
    return [{"kind": "do", "title": title} for line in lines if (title := _said(line))]


def _said(answer: Any) -> str:
    """An answer as text: of a list a line each."""
    return "\n".join(filter(None, map(_said, answer))) if isinstance(answer, list) else str(answer or "").strip()


def _label(model: type[GuidePage], name: str) -> str:
    try:
        return capfirst(str(model._meta.get_field(name).verbose_name))
    except (AttributeError, FieldDoesNotExist):
        return capfirst(name.replace("_", " "))
