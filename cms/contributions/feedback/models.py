"""What readers said, page by page."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.cities.models import City

LONGEST_TEXT = 500  # characters


class Reason(models.TextChoices):
    """Why a page did not help."""

    WRONG = "wrong", _("Wrong")
    OUTDATED = "outdated", _("Outdated")
    NOT_UNDERSTOOD = "not_understood", _("Not understood")
    MISSING = "missing", _("Something is missing")
    BROKEN = "broken", _("A link does not work")


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """The questions about what readers said."""

    def seen_by(self, user: Any) -> FeedbackQuerySet:
        """What was said of pages of the cities in which the user works at the desk, or watches it."""
        return self.filter(city__in=City.objects.known_inside_by(user))

    def acted_on_by(self, user: Any) -> FeedbackQuerySet:
        """What the user may mark as done, make a proposal of, or delete."""
        return self.filter(city__in=City.objects.edited_by(user))

    def open(self) -> FeedbackQuerySet:
        """What somebody should look at: it gives a reason or says something, and nobody was there yet."""
        return self.filter(done=False).exclude(reason="", text="")


class Feedback(models.Model):
    """One reader, one page, one day. No time, no address: days and places make nobody out."""

    wagtail_reference_index_ignore = True

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="feedback", verbose_name=_("city"))
    # The translation key, the same in every language.
    page_uuid = models.UUIDField(verbose_name=_("page"))
    language = models.CharField(max_length=20, verbose_name=_("language"), help_text=_("In which the page was read."))
    helpful = models.BooleanField(verbose_name=_("helped"))
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True, verbose_name=_("reason"))
    # Deleted after 90 days. What looks like a phone number, an e-mail address or an account is not stored at all.
    text = models.TextField(blank=True, verbose_name=_("text"))
    day = models.DateField(default=timezone.localdate, verbose_name=_("day"))
    done = models.BooleanField(default=False, verbose_name=_("done"))

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["-day", "-pk"]
        indexes = [
            models.Index(fields=["city", "page_uuid"], name="feedback_of_a_page"),
            models.Index(fields=["city", "done"], name="feedback_to_look_at"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id}/{self.language}/{self.page_uuid} {self.day}"
