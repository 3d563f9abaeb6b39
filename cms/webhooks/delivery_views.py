"""The screens about messages: one, and all that were given up."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.webhooks.announcing import wake_after_commit
from cms.webhooks.delivering import replay
from cms.webhooks.models import Delivery, Webhook
from cms.webhooks.views import AdministratorsListing, sent_again


def deliveries_of(user: Any) -> QuerySet[Delivery]:
    """The messages of the cities that a person administers."""
    return Delivery.objects.filter(webhook__in=Webhook.objects.of_administrator(user)).select_related("webhook__city")


class GivenUpView(AdministratorsListing):
    """The messages that no attempt delivered, the newest first; a POST has all of them sent again."""

    page_title = gettext_lazy("Messages that were given up")
    header_icon = "warning"
    template_name = "webhooks/given_up.html"
    results_template_name = "webhooks/given_up_results.html"
    index_url_name = "webhooks_given_up"
    index_results_url_name = "webhooks_given_up_results"
    default_ordering = "-pk"

    def get_base_queryset(self) -> QuerySet[Delivery]:
        """None of another city."""
        given_up = Delivery.objects.given_up().filter(webhook__in=Webhook.objects.of_administrator(self.request.user))
        return given_up.select_related("webhook__city")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send all of them again."""
        found = list(self.get_base_queryset())
        replay(found, timezone.now())
        for webhook in {delivery.webhook_id for delivery in found}:
            wake_after_commit(webhook)
        messages.success(request, sent_again(len(found)))
        return HttpResponseRedirect(reverse("webhooks_list"))

    @property
    def columns(self) -> list[Column]:
        """What, to whom, and what was said."""
        return [
            TitleColumn(
                "event",
                label=_("Message"),
                accessor=lambda delivery: delivery.get_event_display(),
                get_url=lambda delivery: reverse("webhooks_delivery", args=[delivery.pk]),
            ),
            Column("webhook", label=_("Webhook")),
            Column("city", label=_("City"), accessor="webhook.city"),
            Column("attempts", label=_("Attempts")),
            Column("outcome", label=_("The last answer"), accessor=outcome_of),
            DateColumn("attempted_at", label=_("Last attempt")),
        ]


class DeliveryView(WagtailAdminTemplateMixin, TemplateView):
    """One message with all that is known of it."""

    template_name = "webhooks/delivery.html"
    header_icon = "mail"
    delivery: Delivery

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it among those of the person's cities."""
        super().setup(request, *args, **kwargs)
        self.delivery = get_object_or_404(deliveries_of(request.user), pk=kwargs["delivery_id"])

    def get_page_title(self) -> str:
        """What it tells."""
        return self.delivery.get_event_display()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, the webhook, this one."""
        webhook = self.delivery.webhook
        above = [
            {"url": reverse("webhooks_list"), "label": _("Webhooks")},
            {"url": reverse("webhooks_webhook", args=[webhook.pk]), "label": webhook.name},
        ]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The message as it is sent, set out for people."""
        body = json.dumps(json.loads(self.delivery.body), ensure_ascii=False, indent=2)
        return super().get_context_data(
            delivery=self.delivery, body=body, outcome=outcome_of(self.delivery), states=Delivery.State, **kwargs
        )


@require_POST
def replay_one(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Send a message again, under the id that it had."""
    delivery = get_object_or_404(deliveries_of(request.user), pk=delivery_id)
    replay([delivery], timezone.now())
    wake_after_commit(delivery.webhook_id)
    messages.success(request, sent_again(1))
    return HttpResponseRedirect(reverse("webhooks_delivery", args=[delivery_id]))


def outcome_of(delivery: Delivery) -> str:
    """What the last attempt came to, for people."""
    if not delivery.attempted_at:
        return _("not tried yet")
    status = str(delivery.status) if delivery.status else ""
    return " ".join(filter(None, [status, delivery.get_problem_display() if delivery.problem else ""]))
