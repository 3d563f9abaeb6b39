"""Telling the administrators of a city by mail that a system of others takes no messages any more."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from cms.cities.models import Role
from cms.mailing import problem_of_sending
from cms.webhooks.models import Delivery, Webhook

SWITCHED_OFF = _(
    "%(name)s (%(city)s) was switched off: for days it took no message that a release went live. The last attempt: "
    "%(problem)s (%(status)s). When its people have mended it, switch it on again: %(url)s"
)
GIVEN_UP = _(
    "%(name)s (%(city)s) did not take a message within a day, so it is not tried again by itself. The last attempt: "
    "%(problem)s (%(status)s). You can look at it and have it sent again: %(url)s"
)


def tell_switched_off(webhook: Webhook, delivery: Delivery) -> None:
    """Say that nothing is sent any more."""
    _tell(webhook, delivery, _("A webhook was switched off"), SWITCHED_OFF)


def tell_given_up(webhook: Webhook, delivery: Delivery) -> None:
    """Say that a message was given up; once while it fails, since others may follow it."""
    earlier = webhook.deliveries.given_up().exclude(pk=delivery.pk)
    if webhook.failing_since is None or not earlier.filter(attempted_at__gte=webhook.failing_since).exists():
        _tell(webhook, delivery, _("A webhook does not take its messages"), GIVEN_UP)


def _tell(webhook: Webhook, delivery: Delivery, subject: str | Promise, text: str | Promise) -> None:
    people: Any = webhook.city.people().filter(
        is_active=True, groups__city_role__city=webhook.city, groups__city_role__role=Role.ADMINISTRATOR
    )
    chosen = dict(UserProfile.objects.filter(user__in=people).values_list("user_id", "preferred_language"))
    for person in people.exclude(email="").distinct():
        with translation.override(chosen.get(person.pk) or settings.LANGUAGE_CODE):
            words = {
                "name": webhook.name,
                "city": webhook.city.slug,
                "problem": delivery.get_problem_display(),
                "status": delivery.status or "–",
                "url": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("webhooks_webhook", args=[webhook.pk]),
            }
            message = EmailMessage(
                str(subject), str(text) % words + "\n", to=[person.email], headers={"Auto-Submitted": "auto-generated"}
            )
        problem_of_sending(message)  # is logged, and the start page says it, too
