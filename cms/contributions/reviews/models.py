"""Who was asked when whether which pages are still right."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.cities.models import City


class MailKind(models.TextChoices):
    """Why somebody is written to."""

    # To whoever keeps the pages true: once a month, what is due.
    DIGEST = "digest", _("Digest")
    # To the editors: pages on which nobody has answered for 30 days.
    ESCALATION = "escalation", _("Escalation")


class ReviewMail(models.Model):
    """A mail to one address about the pages of one city.

    `period` makes it one of its kind: the first day of the month of a digest, the day itself of an escalation. A mail
    is claimed before it is handed to the mail server. One that was claimed and never noted as sent met a worker that
    died in between: nobody knows whether it left, and it is not sent again.
    """

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=MailKind.choices)
    address = models.EmailField()
    # BCP 47 tag.
    language = models.CharField(max_length=20)
    # Whoever reads it: a person with an account, or an organisation without.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.ForeignKey(Page, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    period = models.DateField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    # What the mail server said when it refused it.
    problem = models.CharField(max_length=300, blank=True)

    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "kind", "address", "period"], name="one_review_mail_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.city.slug}: {self.kind} {self.period}"


class ReviewRequest(models.Model):
    """One page in a mail: the link with which its reader says that the page is still right."""

    mail = models.ForeignKey(ReviewMail, on_delete=models.CASCADE, related_name="requests")
    # In the source language: its facts are those of all languages.
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    asked_on = models.DateField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mail", "page"], name="a_page_once_in_a_review_mail")]

    def __str__(self) -> str:
        return f"{self.mail}: {self.page_id}"

    def is_open(self, today: date) -> bool:
        """Whether the link in the mail still opens something."""
        return self.revoked_at is None and today <= self.expires_on


class ReviewRound(models.Model):
    """The last day on which a city's due pages were gone through. A city asks at most once a day."""

    city = models.OneToOneField(City, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.city.slug}: {self.on}"
