"""What was found in whole pages, beside the findings that `translations` keeps of single segments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from translations.findings import Finding, Severity


class PageFinding(models.Model):
    """What a page that was translated by hand does not have in common with its source."""

    SEVERITIES: ClassVar = [(Severity.ERROR.value, _("Error")), (Severity.WARNING.value, _("Warning"))]

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=40)
    detail = models.TextField(blank=True)
    severity = models.CharField(max_length=10, choices=SEVERITIES)

    class Meta:
        verbose_name = _("finding in a page")
        ordering = ["severity", "pk"]

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> str:
        """The finding in words, in the language of the person who reads it."""
        return Finding(self.code, Severity(self.severity), self.detail).message
