"""What the start page of the admin says about webhooks."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.cities.waiting import SHOWN, Task, Waiting, Worker
from cms.webhooks.models import Webhook


def failing(worker: Worker) -> Waiting:
    """Webhooks that take no messages, for the administrators of their cities."""
    troubled = Webhook.objects.of_administrator(worker.user).troubled(timezone.now())
    return Waiting(
        heading=_("Webhooks that fail"),
        icon="warning",
        total=troubled.count(),
        url=reverse("webhooks_list"),
        tasks=[
            Task(
                title=webhook.name,
                url=reverse("webhooks_webhook", args=[webhook.pk]),
                city=webhook.city.slug,
                detail=_told(webhook),
            )
            for webhook in troubled.select_related("city")[:SHOWN]
        ],
    )


def _told(webhook: Webhook) -> str:
    if webhook.switched_off_at:
        return _("switched off on %(day)s") % {"day": date_format(webhook.switched_off_at)}
    return _("takes nothing since %(day)s") % {"day": date_format(webhook.failing_since or timezone.now())}
