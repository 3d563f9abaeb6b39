"""Delivering messages, in the background. A lost or doubled task harms nothing: what is due stands in rows."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from cms.locks import held
from cms.webhooks.delivering import deliver_due
from cms.webhooks.models import Delivery


@task(queue_name="outside")
def deliver_webhook(webhook_id: int) -> int:
    """Send what is due to a webhook; return how many messages were taken.

    One worker at a time does it: a receiver is told of releases one after the other. Another leaves it to that one,
    which looks once more after it has let go. After a message that is not taken the timer goes on.
    """
    taken = 0
    while Delivery.objects.due(timezone.now()).filter(webhook=webhook_id).exists():
        with held(f"webhook-{webhook_id}") as is_mine:
            if not is_mine:
                break
            some, all_taken = deliver_due(webhook_id)
        taken += some
        if not all_taken:
            break
    return taken
