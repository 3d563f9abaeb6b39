"""What an editor fills in to decide a proposal, and to find proposals in the queue."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.cities.models import City
from cms.contributions.proposals.models import Partner, Proposal, ProposalKind, ProposalState
from cms.contributions.proposals.queue.answers import ReadyReason
from cms.guides.models import TopicPage

LONGEST_ANSWER = 2_000
NOBODY = "none"


class AnswerForm(forms.Form):
    """What the proposer is told besides what became of the proposal."""

    answer = forms.CharField(
        required=False,
        max_length=LONGEST_ANSWER,
        widget=AdminAutoHeightTextInput(),
        label=_("Answer"),
        help_text=_("Is mailed if there is an address. Write it in the language of the proposer if you can."),
    )


class RefusalForm(AnswerForm):
    """Why a proposal is refused."""

    reason = forms.ChoiceField(
        required=False,
        choices=[("", _("In my own words only")), *ReadyReason.choices],
        widget=forms.RadioSelect,
        label=_("Reason"),
        help_text=_("These are mailed in the language of the proposer."),
    )
    field_order = ("reason", "answer")

    def clean(self) -> dict[str, Any]:
        """Nobody is refused without a word."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("reason") and not (cleaned.get("answer") or "").strip():
            self.add_error("reason", _("Choose a reason, or write one."))
        return cleaned


class TopicForm(forms.Form):
    """Where a proposed page is made."""

    topic = forms.ModelChoiceField(
        TopicPage.objects.none(),
        label=_("Topic"),
        help_text=_("The draft is made below it, and can be moved later."),
        empty_label=None,
    )

    def __init__(self, *args: Any, city: City, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home = city.pages.get(locale=city.source_locale)
        topics: Any = self.fields["topic"]
        topics.queryset = TopicPage.objects.descendant_of(home).order_by("path")


class ProposalFilterSet(WagtailFilterSet):
    """What the queue is narrowed to. Nothing of another city is offered."""

    state = django_filters.ChoiceFilter(choices=ProposalState.choices, label=_("State"), empty_label=_("All"))
    city = django_filters.ModelChoiceFilter(queryset=City.objects.none(), label=_("City"))
    kind = django_filters.ChoiceFilter(choices=ProposalKind.choices, label=_("Kind"))
    partner = django_filters.ChoiceFilter(choices=(), method="from_partner", label=_("Proposed by"))

    class Meta:
        model = Proposal
        fields = ["state", "city", "kind", "partner"]

    def __init__(self, data: Any = None, *args: Any, request: Any = None, **kwargs: Any) -> None:
        data = data.copy() if data is not None else {}
        # What waits is what the queue is for.
        data.setdefault("state", ProposalState.WAITING)
        super().__init__(data, *args, request=request, **kwargs)
        cities = City.objects.known_inside_by(request.user)
        self.filters["city"].queryset = self.filters["city"].extra["queryset"] = cities
        if cities.count() < 2:
            del self.filters["city"]
        partners = Partner.objects.filter(city__in=cities).order_by("name")
        names = [(str(pk), name) for pk, name in partners.values_list("pk", "name")]
        self.filters["partner"].extra["choices"] = [(NOBODY, _("Readers")), *names]

    def from_partner(self, proposals: Any, _name: str, value: str) -> Any:
        """Of one partner, or of nobody that is known."""
        return proposals.filter(partner=None) if value == NOBODY else proposals.filter(partner=value)
