"""What the memory keeps beside wagtail-localize's own tables.

What people wrote is not copied: it is read where wagtail-localize keeps it, so a correction is remembered at once.
These tables hold what is not there: a key of each string, and translations without a page.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import String


class StringKey(models.Model):
    """The key by which a string is found whatever its numbers. Strings never change, so neither does it."""

    string = models.OneToOneField(String, on_delete=models.CASCADE, primary_key=True, related_name="memory_key")
    key = models.CharField(max_length=64, db_index=True)

    class Meta:
        verbose_name = _("key of a string")

    def __str__(self) -> str:
        return self.key


class MemoryUnit(models.Model):
    """A translation that stands on no page: imported from a file, or kept from a page that was deleted."""

    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="memory_units")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
    data = models.TextField()
    # Whose it is (see owners.py); empty for the whole installation.
    owner = models.CharField(max_length=36, blank=True, db_index=True)
    # Others than its owner may be shown it: readers were.
    is_public = models.BooleanField(default=False)
    origin = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("unit of translation memory")
        verbose_name_plural = _("units of translation memory")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["string", "locale", "owner"], name="a_string_once_per_language_and_owner")
        ]

    def __str__(self) -> str:
        return f"{self.string.data} → {self.data}"
