"""The list of what was proposed, the oldest first, with what would change in a line."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView

from cms.cities.models import City
from cms.contributions.proposals.models import Proposal, ProposalKind, ProposalState
from cms.contributions.proposals.queue.access import may_decide, seen_by
from cms.contributions.proposals.queue.deciding import refuse_as_spam
from cms.contributions.proposals.queue.forms import ProposalFilterSet
from cms.publishing.desk.marked import diff_html
from site_builder.languages import direction
from translations.word_diff import Change, Piece, word_diff

PER_SCREEN = 30
AROUND = 40  # characters of what stays, on each side of a change
LONGEST_LINE = 300


class ChoiceColumn(BaseColumn):
    """A box by which several proposals are refused at once."""

    header_template_name = "contributions/queue/choice_header.html"
    cell_template_name = "contributions/queue/choice_cell.html"


class WhatColumn(Column):
    """What would change, in a line."""

    cell_template_name = "contributions/queue/what_cell.html"

    def get_cell_context_data(self, instance: Proposal, parent_context: dict[str, Any]) -> dict[str, Any]:
        """The difference, or the words of the proposer."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "difference": in_a_line(instance), "direction": direction(instance.language)}


class ProposalsView(BaseListingView):
    """The queue."""

    page_title = gettext_lazy("Proposals")
    header_icon = "mail"
    template_name = "contributions/queue/proposals.html"
    results_template_name = "contributions/queue/proposals_results.html"
    index_url_name = "contributions_proposals"
    index_results_url_name = "contributions_proposals_results"
    filterset_class = ProposalFilterSet
    paginate_by = PER_SCREEN
    model = Proposal
    default_ordering = "pk"
    verbose_name_plural = gettext_lazy("proposals")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For those who see the proposals of any city."""
        if not City.objects.known_inside_by(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Proposal]:
        """Of the person's cities."""
        return seen_by(self.request.user).select_related("target", "partner", "city")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """One column for the city only where there are several."""
        several = City.objects.known_inside_by(self.request.user).count() > 1
        city = [Column("city", label=_("City"))] if several else []
        return [
            ChoiceColumn("choice", label=_("Choose"), width="3rem"),
            TitleColumn("title", label=_("Page"), accessor=title_of, url_name="contributions_proposal", width="24%"),
            WhatColumn("what", label=_("What would change"), accessor=field_of),
            Column("proposer", label=_("Proposed by"), accessor=who, width="12%"),
            *city,
            Column("language", label=_("Language"), width="6rem"),
            Column("created", label=_("Day"), accessor=day_of, width="8rem"),
            StatusTagColumn("state", label=_("State"), accessor="get_state_display", primary=is_waiting, width="8rem"),
        ]

    @cached_property
    def no_results_message(self) -> str:
        """Nothing to do is good news."""
        if self.request.GET.get("state") or self.request.GET.get("partner") or self.request.GET.get("kind"):
            return _("No proposals match your query.")
        return _("Nothing waits for you. What readers and partners propose comes here.")


@require_POST
def refuse_spam(request: HttpRequest) -> HttpResponse:
    """Refuse what was chosen in the list, without an answer; what the person may not decide stays."""
    ids = [int(number) for number in request.POST.getlist("proposal") if number.isdecimal()]
    chosen = seen_by(request.user).filter(pk__in=ids).select_related("target", "city__source_locale")
    own = [proposal.pk for proposal in chosen if may_decide(request.user, place_of(proposal))]
    if ids and not own:
        raise PermissionDenied
    count = refuse_as_spam(Proposal.objects.filter(pk__in=own), request.user)
    said = ngettext("%(count)d proposal refused as spam.", "%(count)d proposals refused as spam.", count)
    messages.success(request, said % {"count": count})
    return HttpResponseRedirect(reverse("contributions_proposals"))


def place_of(proposal: Proposal) -> Any:
    """The page by which is told who decides it: its own, or for a new page the home page."""
    return proposal.target or proposal.city.pages.filter(locale=proposal.city.source_locale).first()


def title_of(proposal: Proposal) -> str:
    """Of the page, or of the proposed one."""
    title = proposal.target.title if proposal.target else str((proposal.body or {}).get("title", ""))
    return title or _("(without a title)")


def field_of(proposal: Proposal) -> str:
    """What it says and about what, in the words of the editor's form."""
    kind = "" if proposal.kind == ProposalKind.CHANGE else proposal.get_kind_display()
    name = proposal.field.partition("/")[0]
    label = ""
    if name and proposal.target:
        try:
            label = str(proposal.target.specific_class._meta.get_field(name).verbose_name)
        except (AttributeError, FieldDoesNotExist):
            label = name.replace("_", " ")
    return ": ".join(filter(None, [kind, capfirst(label)]))


def who(proposal: Proposal) -> str:
    """The partner, or that nobody knows."""
    return proposal.proposer or _("a reader")


def day_of(proposal: Proposal) -> str:
    """The day on which it came; nobody keeps the hour."""
    return date_format(proposal.created)


def is_waiting(proposal: Proposal) -> bool:
    """Whether somebody has to decide it."""
    return proposal.state == ProposalState.WAITING


def in_a_line(proposal: Proposal) -> SafeString | str:
    """What would change, with a little of what is around it; else what the proposer says."""
    if proposal.kind != ProposalKind.CHANGE:
        return Truncator(proposal.note).chars(LONGEST_LINE)
    before, after = (" ".join(text.split()) for text in (proposal.before, proposal.after))
    pieces = word_diff(before, after)
    last = len(pieces) - 1
    short = [_shortened(piece, first=not number, last=number == last) for number, piece in enumerate(pieces)]
    return diff_html(short, direction(proposal.language))


def _shortened(piece: Piece, *, first: bool, last: bool) -> Piece:
    """Of a long run of words its ends, those that are beside a change."""
    text = piece.text
    if piece.change is not Change.SAME:
        return Piece(piece.change, Truncator(text).chars(LONGEST_LINE))
    if len(text) <= 2 * AROUND + 3:
        return piece
    head, tail = ("" if first else text[:AROUND]), ("" if last else text[-AROUND:])
    return Piece(piece.change, f"{head} … {tail}")
