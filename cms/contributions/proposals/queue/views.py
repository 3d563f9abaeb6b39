"""One proposal on the screen: what stands there, what is proposed, and the buttons that decide it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.cities.trees import home_of
from cms.contributions.proposals.models import ProposalState
from cms.contributions.proposals.queue import deciding
from cms.contributions.proposals.queue.accepting import Accepted, CannotAcceptError, at_work
from cms.contributions.proposals.queue.access import may_decide, seen_by
from cms.contributions.proposals.queue.answers import told_late
from cms.contributions.proposals.queue.forms import AnswerForm, RefusalForm, TopicForm
from cms.contributions.proposals.queue.listing import field_of, place_of, title_of, who
from cms.contributions.proposals.queue.matters import Matter
from cms.contributions.proposals.queue.new_pages import answers_of, make_draft
from cms.publishing.desk.marked import diff_html
from translations.word_diff import word_diff


class ProposalView(WagtailAdminTemplateMixin, TemplateView):
    """A proposal, for those who see it; its buttons for those who decide it."""

    template_name = "contributions/queue/proposal.html"
    header_icon = "mail"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it among those of the person's cities."""
        super().setup(request, *args, **kwargs)
        found = seen_by(request.user).select_related("city__source_locale", "target", "partner", "decided_by")
        self.proposal = get_object_or_404(found, pk=kwargs["proposal_id"])
        self.matter = Matter(self.proposal)
        self.may_decide = may_decide(request.user, self.matter.page or place_of(self.proposal))
        self.typed: str | None = None
        self.refusal = RefusalForm(prefix="refuse")
        self.answer = AnswerForm(prefix="done")
        self.topic = TopicForm(city=self.proposal.city) if self.matter.is_new else None

    def get_page_title(self) -> str:
        """What it is about."""
        return title_of(self.proposal)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the queue, this one."""
        queue = {"url": reverse("contributions_proposals"), "label": _("Proposals")}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Texts and differences."""
        proposal, matter = self.proposal, self.matter
        stands = matter.live if matter.draft is None else matter.draft
        waits = proposal.state == ProposalState.WAITING
        page = matter.page
        may_publish = page is not None and self._may_publish(page)
        return super().get_context_data(
            proposal=proposal,
            matter=matter,
            who=who(proposal),
            kind_and_field=field_of(proposal),
            stands=stands,
            difference=diff_html(word_diff(stands, proposal.after), matter.direction),
            answers=answers_of(proposal) if matter.is_new else [],
            value=proposal.after if self.typed is None else self.typed,
            refusal=self.refusal,
            answer=self.answer,
            topic=self.topic,
            waits=waits,
            decides=waits and self.may_decide,
            at_work="" if page is None or matter.is_translation else at_work(page),
            may_publish=may_publish,
            page_url=matter.page_read.full_url if matter.page_read is not None and matter.page_read.live else "",
            editor_url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page is not None else "",
            next_url=self._next(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says."""
        if not self.may_decide:
            raise PermissionDenied
        actions: dict[str, Callable[[HttpRequest], HttpResponse | None]] = {
            "accept": self._accept,
            "publish": self._accept,
            "done": self._done,
            "refuse": self._refuse,
            "make": self._make,
            "take-back": self._take_back,
            "told": self._told,
        }
        action = actions.get(request.POST.get("action", ""))
        if action is None:
            return HttpResponse(status=400)
        try:
            answer = action(request)
        except CannotAcceptError as error:
            messages.error(request, str(error))
            self.typed = error.instead or request.POST.get("value")
            answer = None
        self._warn_of_mail(request)
        return answer or self.render_to_response(self.get_context_data(), status=422)

    def _accept(self, request: HttpRequest) -> HttpResponse:
        publish = request.POST["action"] == "publish"
        if publish and not self._may_publish(self.matter.page):
            raise PermissionDenied
        accepted = deciding.accept(self.proposal.pk, request.user, request.POST.get("value", ""), publish=publish)
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[accepted.page.pk]), _("Edit"))
        messages.success(request, said_of(accepted), buttons=[edit])
        return self._on()

    def _done(self, request: HttpRequest) -> HttpResponse | None:
        self.answer = AnswerForm(request.POST, prefix="done")
        if not self.answer.is_valid():
            return None
        deciding.done(self.proposal.pk, request.user, self.answer.cleaned_data["answer"])
        messages.success(request, _("Noted that it is taken care of."))
        return self._on()

    def _refuse(self, request: HttpRequest) -> HttpResponse | None:
        self.refusal = RefusalForm(request.POST, prefix="refuse")
        if not self.refusal.is_valid():
            return None
        told = deciding.refuse(self.proposal.pk, request.user, **self.refusal.cleaned_data)
        said = _("Refused. The proposer is told why.") if told else _("Refused. There is no address to tell why.")
        back = messages.button(reverse("contributions_proposal", args=[self.proposal.pk]), _("Look at it again"))
        messages.success(request, said, buttons=[back])
        return self._on()

    def _make(self, request: HttpRequest) -> HttpResponse | None:
        self.topic = TopicForm(request.POST, city=self.proposal.city)
        if not self.matter.is_new or not self.topic.is_valid():
            return None
        page = make_draft(self.proposal.pk, self.topic.cleaned_data["topic"], request.user)
        back = messages.button(self.request.path, _("The proposal"))
        said = _(
            "This draft was made of the proposal. What has no field of its own, such as a phone number, stands there."
        )
        messages.success(request, said, buttons=[back])
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    def _take_back(self, request: HttpRequest) -> HttpResponse:
        if deciding.take_back(self.proposal.pk):
            messages.success(request, _("The proposal waits again."))
        return HttpResponseRedirect(reverse("contributions_proposal", args=[self.proposal.pk]))

    def _told(self, request: HttpRequest) -> HttpResponse:
        told_late(self.proposal)
        messages.success(request, _("The address is forgotten."))
        return HttpResponseRedirect(request.path)

    def _warn_of_mail(self, request: HttpRequest) -> None:
        self.proposal.refresh_from_db()
        if address := self.proposal.untold:
            text = _("The answer to %(address)s could not be mailed: the mail server did not take it.")
            button = messages.button(request.path, _("See what to do"))
            messages.warning(request, text % {"address": address}, buttons=[button])

    def _may_publish(self, page: Any) -> bool:
        permissions = page.permissions_for_user(self.request.user)
        if self.matter.is_translation:
            return self.request.user.is_superuser or "publish" in permissions.permissions
        return bool(permissions.can_publish())

    def _next(self) -> str:
        """The next one that waits, from the oldest on again after the last; "" if there is no other."""
        others = seen_by(self.request.user).waiting().exclude(pk=self.proposal.pk)
        found = others.filter(pk__gt=self.proposal.pk).first() or others.first()
        return reverse("contributions_proposal", args=[found.pk]) if found else ""

    def _on(self) -> HttpResponse:
        return HttpResponseRedirect(self._next() or reverse("contributions_proposals"))


def said_of(accepted: Accepted) -> str:
    """What is said to who accepted a change."""
    if accepted.revision is None:
        return _("Accepted. The page says so already, so nothing was changed.")
    if accepted.published:
        home = home_of(accepted.page)
        if home is not None and home.is_source:
            return _("Accepted and published. Translations are outdated where the text changed.")
        return _("Accepted and published.")
    if accepted.beside:
        said = _("Accepted, on top of the draft in which %(who)s is at work. Publish it with theirs.")
        return said % {"who": accepted.beside}
    if accepted.submitted:
        return _("Accepted as a draft, and submitted for approval.")
    return _("Accepted as a draft.")


def number_waiting(user: Any) -> int:
    """How many proposals wait in the cities of which a person sees them."""
    return seen_by(user).filter(state=ProposalState.WAITING).count()
