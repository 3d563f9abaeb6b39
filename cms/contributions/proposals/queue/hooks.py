"""Where the queue meets Wagtail's hooks: addresses, menu, history."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from cms.cities.screens import ForInsiders
from cms.contributions.proposals.queue.listing import ProposalsView, refuse_spam
from cms.contributions.proposals.queue.record import ACTION, ProposalFormatter
from cms.contributions.proposals.queue.views import ProposalView, number_waiting


class ProposalsMenuItem(ForInsiders):
    """The queue in the menu, with how many proposals wait."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """The number behind the name; none where nothing waits."""
        count = number_waiting(request.user)
        label = f"{self.label} ({count})" if count else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, attrs=self.attrs)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The queue, one proposal, and refusing many at once."""
    return [
        path("proposals/", ProposalsView.as_view(), name="contributions_proposals"),
        path("proposals/results/", ProposalsView.as_view(results_only=True), name="contributions_proposals_results"),
        path("proposals/spam/", refuse_spam, name="contributions_refuse_spam"),
        path("proposals/<int:proposal_id>/", ProposalView.as_view(), name="contributions_proposal"),
    ]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Right below the pages: what is proposed waits for somebody."""
    return ProposalsMenuItem(_("Proposals"), reverse("contributions_proposals"), icon_name="mail", order=150)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """What the history of a page says of an accepted proposal."""
    actions.register_action(ACTION)(ProposalFormatter)
