"""What was found in whole pages, beside the findings of single segments, and how often pages were read."""

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


class PageReads(models.Model):
    """How often a page was read in a language on a day of its city. Nothing else is known of a reader."""

    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    uuid = models.UUIDField()
    """The page's translation key: the same in all its languages."""
    language = models.CharField(max_length=20)
    """In which it was asked for, also where it appeared in the source language as it was not translated."""
    reads = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("reads of a page on a day")
        # In this order it also finds what is too old and what the last weeks sum up to.
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["city", "day", "uuid", "language"], name="reads_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.uuid} in {self.language} on {self.day}: {self.reads}"


class PageDemand(models.Model):
    """How often a page was read in a language in the last weeks: the sums of `PageReads`, for reports."""

    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="+")
    uuid = models.UUIDField()
    language = models.CharField(max_length=20)
    reads = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("demand for a page")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["city", "uuid", "language"], name="demand_once_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.uuid} in {self.language}: {self.reads}"


class CountedHost(models.Model):
    """Until when the access logs of a host have been counted."""

    host = models.CharField(max_length=255, unique=True)
    until = models.DateTimeField()
    """Every line before this moment has been counted; a whole second."""

    class Meta:
        verbose_name = _("counted host")

    def __str__(self) -> str:
        return f"{self.host} until {self.until}"


class PageReading(models.Model):
    """How many places of a live page are hard to read, as it was when somebody looked."""

    wagtail_reference_index_ignore: ClassVar[bool] = True

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()
    marks = models.PositiveIntegerField()
    words = models.PositiveIntegerField()
    # Of the first text with such a place.
    path = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("reading of a page")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.marks}"
