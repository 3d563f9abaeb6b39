"""Who is told of releases, with which secrets, and what became of each message."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.cities.models import City

LONGEST_ADDRESS = 500
LONGEST_ANSWER = 500  # characters of an answer that are kept for people
# After so long without an answer that said yes, administrators see it on their start page.
SHOWN_AFTER = timedelta(hours=1)


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """The questions asked about webhooks."""

    def of_administrator(self, user: object) -> WebhookQuerySet:
        """Those of the cities that a person administers."""
        return self.filter(city__in=City.objects.administered_by(user))

    def troubled(self, now: datetime) -> WebhookQuerySet:
        """Those that fail for a while, or were switched off since they failed for long."""
        failing = models.Q(active=True, failing_since__lte=now - SHOWN_AFTER)
        return self.filter(failing | models.Q(active=False, switched_off_at__isnull=False))


class Webhook(models.Model):
    """An address of another system that is told when a release of a city's guide goes live."""

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="webhooks", verbose_name=_("city"))
    name = models.CharField(_("name"), max_length=100, help_text=_("Whose system it is, for your list."))
    url = models.URLField(max_length=LONGEST_ADDRESS)
    # Empty: every release.
    languages: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    active = models.BooleanField(
        _("active"), default=True, help_text=_("Without it nothing is sent; what was waiting is sent when it is back.")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    # Since when no message was taken; None while the last one was.
    failing_since = models.DateTimeField(null=True, editable=False)
    # When it was switched off because it had failed for long; None if nobody was bothered or a person did it.
    switched_off_at = models.DateTimeField(null=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["city__slug", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class Secret(models.Model):
    """A secret of a webhook, without the secret: see `secrets`. Two of them sign for a day after a new one was made."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="secrets")
    salt = models.CharField(max_length=64)
    # By which it is known whether the installation's key still gives the same secret.
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    # None: until there is a new one.
    signs_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.webhook}: {self.fingerprint[:8]}"


class Announced(models.Model):
    """The release of a city that was announced last, so that none is forgotten and none announced twice."""

    city = models.OneToOneField(City, on_delete=models.CASCADE, related_name="+", primary_key=True)
    # Empty: the guide was offline.
    release = models.CharField(max_length=40, blank=True)
    revision = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.city_id}: {self.release} at {self.revision}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """The questions asked about messages."""

    def due(self, now: datetime) -> DeliveryQuerySet:
        """Those that are to be sent, the longest overdue first; of webhooks that are switched off only what somebody
        asked for to try them."""
        wanted = models.Q(webhook__active=True) | models.Q(event=Delivery.Event.TEST)
        return self.filter(wanted, state=Delivery.State.WAITING, due_at__lte=now).order_by("due_at", "pk")

    def given_up(self) -> DeliveryQuerySet:
        """Dead letters: those that no attempt could deliver, the newest first. A trial that failed is none."""
        return self.filter(state=Delivery.State.GIVEN_UP).exclude(event=Delivery.Event.TEST).order_by("-pk")


class Delivery(models.Model):
    """A message to one webhook. It stays due until it is taken or given up, whatever becomes of the worker."""

    class Event(models.TextChoices):
        """What it tells, as it stands in the message."""

        LIVE = "release.live", _("Release live")
        ROLLED_BACK = "release.rolled_back", _("Earlier release live again")
        OFFLINE = "guide.offline", _("Guide taken offline")
        TEST = "webhook.test", _("Test")

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        GIVEN_UP = "given_up", _("Given up")

    class Problem(models.TextChoices):
        """Why the last attempt failed."""

        NO_HOST = "no_host", _("there is no such host")
        NO_ANSWER = "no_answer", _("no answer came in time")
        UNSAFE = "unsafe", _("something is wrong with the certificate")
        INSIDE = "inside", _("the address leads into a private network")
        MALFORMED = "malformed", _("it is no address")
        REFUSED = "refused", _("the answer was not one of success")
        NO_SECRET = "no_secret", _("the installation’s key was changed: make a new secret")

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    # The same in every attempt and in every replay: receivers know by it what they had already.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.CharField(max_length=30, choices=Event.choices)
    # The bytes that are signed and sent, in every attempt the same.
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    attempted_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    # Of the last attempt: the status, or why there was none, and the beginning of what was said.
    status = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=10, choices=Problem.choices, blank=True)
    answer = models.CharField(max_length=LONGEST_ANSWER, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["state", "due_at"], name="deliveries_that_are_due"),
            models.Index(fields=["webhook", "-id"], name="deliveries_of_a_webhook"),
            models.Index(fields=["created_at"], name="deliveries_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.webhook_id}"

    @property
    def message_id(self) -> str:
        """What the header `webhook-id` says."""
        return f"msg_{self.uuid.hex}"
