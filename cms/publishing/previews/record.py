"""The tokens that were given out."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone


class PreviewTokenQuerySet(models.QuerySet["PreviewToken"]):
    """The questions that are asked of tokens."""

    def valid(self, now: datetime | None = None) -> PreviewTokenQuerySet:
        """Tokens that open something now."""
        return self.filter(expires_at__gt=now or timezone.now(), revoked_at=None)


class PreviewToken(models.Model):
    """Leave to read the draft of one page, which is in one language, until it expires or is revoked."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    # Whom it is for, in the words of whoever made it.
    purpose = models.CharField(max_length=100, blank=True)

    objects = PreviewTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.page} until {self.expires_at:%Y-%m-%d %H:%M}"

    @property
    def is_valid(self) -> bool:
        """Whether it opens something now."""
        return self.revoked_at is None and self.expires_at > timezone.now()
