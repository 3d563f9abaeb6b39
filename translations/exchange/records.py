"""What files brought in and pages do not have yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource


class TakenInQuerySet(models.QuerySet["TakenIn"]):
    """The questions about what files brought in."""

    def due(self) -> TakenInQuerySet:
        """Those that nobody has done yet, without those at which workers died or failed again and again."""
        return self.filter(attempts__lt=TakenIn.MOST_ATTEMPTS)


class TakenIn(models.Model):
    """That a file brought text of a page in a language, and the page is yet to be begun, or its readers to be told.

    Written with the text, in one commit; gone when the page is done.
    """

    MOST_ATTEMPTS = 3

    source = models.ForeignKey(TranslationSource, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    # Who took the file in.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = TakenInQuerySet.as_manager()

    class Meta:
        verbose_name = _("text from a file")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "locale"], name="taken_in_once_per_source_and_locale")
        ]

    def __str__(self) -> str:
        return f"{self.source} in {self.locale}"


def mark_taken_in(pages: Iterable[tuple[int, int]], user: Any) -> None:
    """Keep that text was stored for these pages, by id of the source and of the locale."""
    now = timezone.now()
    TakenIn.objects.bulk_create(
        [TakenIn(source_id=source, locale_id=locale, user=user, at=now) for source, locale in sorted(set(pages))],
        update_conflicts=True,
        unique_fields=["source", "locale"],
        update_fields=["user", "at", "attempts"],
    )
