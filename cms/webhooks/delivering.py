"""Delivering what is due: attempts with growing pauses over about a day, then the list of what was given up."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.webhooks.models import Delivery, Webhook
from cms.webhooks.secrets import NoSecretError, keys_of
from cms.webhooks.sending import Outcome, post
from cms.webhooks.signing import signed_headers
from cms.webhooks.telling import tell_given_up, tell_switched_off

MOST_ATTEMPTS = 10
FIRST_PAUSE = timedelta(seconds=30)
GROWS = 3  # times, from one pause to the next
LONGEST_PAUSE = timedelta(hours=8)
JITTER = 0.2  # of a pause, either way: those who failed together do not come back together
SWITCHED_OFF_AFTER = timedelta(days=5)  # of failing
GONE = 410  # says: never again


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 30 seconds, 90, … 8 hours; 25 hours over all of them."""
    pause = min(FIRST_PAUSE * GROWS ** (attempts - 1), LONGEST_PAUSE)
    return pause * random.uniform(1 - JITTER, 1 + JITTER)


def deliver_due(webhook_id: int) -> tuple[int, bool]:
    """Send what is due to a webhook, oldest first, until one is not taken; how many were, and whether all were.

    One worker at a time does this for a webhook: see tasks.
    """
    taken = 0
    while True:
        due = Delivery.objects.due(timezone.now()).filter(webhook=webhook_id)
        delivery = due.select_related("webhook", "webhook__city").first()
        if delivery is None:
            return taken, True
        if not attempt(delivery, timezone.now()):
            return taken, False
        taken += 1


def attempt(delivery: Delivery, now: datetime) -> bool:
    """Try once; whether the message was taken."""
    # First: a worker that is killed meanwhile leaves a message that is tried again, later.
    attempts = delivery.attempts + 1
    _note(delivery, attempts=attempts, attempted_at=now, due_at=now + pause_after(attempts))
    outcome = _sent(delivery, now)
    told = {"status": outcome.status, "answer": outcome.answer, "problem": outcome.problem or ""}
    if outcome.problem is None:
        with transaction.atomic():
            _note(delivery, **told, state=Delivery.State.DELIVERED, delivered_at=timezone.now())
            Webhook.objects.filter(pk=delivery.webhook_id).update(failing_since=None)
        return True
    is_last = attempts >= MOST_ATTEMPTS or delivery.event == Delivery.Event.TEST
    if is_last or outcome.status == GONE:
        told["state"] = Delivery.State.GIVEN_UP
    _note(delivery, **told)
    if delivery.event != Delivery.Event.TEST:
        _failed(delivery, outcome, now)
    return False


def _note(delivery: Delivery, **facts: Any) -> None:
    """Write facts of a message down; where somebody deleted its webhook meanwhile, nobody wants them."""
    for name, value in facts.items():
        setattr(delivery, name, value)
    Delivery.objects.filter(pk=delivery.pk).update(**facts)


def replay(deliveries: list[Delivery], now: datetime) -> None:
    """Have messages sent again from the start, under the ids that they had."""
    for delivery in deliveries:
        delivery.state, delivery.attempts, delivery.due_at = Delivery.State.WAITING, 0, now
        delivery.delivered_at = None
    Delivery.objects.bulk_update(deliveries, ["state", "attempts", "due_at", "delivered_at"], batch_size=200)


def _sent(delivery: Delivery, now: datetime) -> Outcome:
    body = delivery.body.encode()
    try:
        keys = keys_of(delivery.webhook, now)
    except NoSecretError:
        return Outcome(Delivery.Problem.NO_SECRET)
    return post(delivery.webhook.url, body, signed_headers(delivery.message_id, body, keys, now))


def _failed(delivery: Delivery, outcome: Outcome, now: datetime) -> None:
    """Note since when a webhook fails; switch it off after days of that, or at once if its server says so."""
    webhook = delivery.webhook
    first = Webhook.objects.filter(pk=webhook.pk, failing_since=None).update(failing_since=now)
    since = now if first else webhook.failing_since or now
    if now - since >= SWITCHED_OFF_AFTER or outcome.status == GONE:
        if Webhook.objects.filter(pk=webhook.pk, active=True).update(active=False, switched_off_at=now):
            tell_switched_off(webhook, delivery)
    elif delivery.state == Delivery.State.GIVEN_UP:
        tell_given_up(webhook, delivery)
