"""Findings of the quality checks, what replaced which segment; Django finds the other records here too."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import (
    String,
    StringTranslation,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
)

from translations.engines.records import EngineChoice, EngineReservation, EngineUsage, MachineProvenance
from translations.exchange.records import TakenIn
from translations.findings import Finding, Severity
from translations.glossary.records import GlossaryTerm, GlossaryTranslation
from translations.memory.records import MemoryUnit, StringKey

__all__ = [
    "EngineChoice",
    "EngineReservation",
    "EngineUsage",
    "FindingQuerySet",
    "GlossaryTerm",
    "GlossaryTranslation",
    "MachineProvenance",
    "MemoryUnit",
    "SegmentChange",
    "SegmentFinding",
    "StaleState",
    "StoredState",
    "StringKey",
    "TakenIn",
]


class FindingQuerySet(models.QuerySet["SegmentFinding"]):
    """The questions asked about findings."""

    def blocking(self) -> FindingQuerySet:
        """Findings that keep a translation from going live: errors that nobody has declared right."""
        return self.filter(severity=Severity.ERROR, dismissed_by=None)


class SegmentFinding(models.Model):
    """What a check found in the translation of one segment.

    Findings follow the text: they are replaced whenever the translation or its source changes.
    """

    SEVERITIES: ClassVar = [(Severity.ERROR.value, _("Error")), (Severity.WARNING.value, _("Warning"))]

    translation = models.ForeignKey(StringTranslation, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=40)
    detail = models.TextField(blank=True)
    severity = models.CharField(max_length=10, choices=SEVERITIES)
    # A person may say that the text is right all the same; who, is kept.
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    dismissed_at = models.DateTimeField(null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        ordering = ["severity", "pk"]

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> str:
        """The finding in words, in the language of the person who reads it."""
        return Finding(self.code, Severity(self.severity), self.detail).message

    def dismiss(self, user: Any) -> None:
        """Keep that this person says the text is right all the same."""
        self.dismissed_by, self.dismissed_at = user, timezone.now()
        self.save(update_fields=["dismissed_by", "dismissed_at"])


class SegmentChange(models.Model):
    """That one segment of a source took the place of another, in the order in which the source's wordings followed.

    It tells what a segment without a translation said when it had one, and since when it has none.
    """

    source = models.ForeignKey(TranslationSource, on_delete=models.CASCADE, related_name="changes")
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    after = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    # A person may say that the sense is the same, as where a typing error was mended.
    minor_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    minor_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("change of a segment")
        ordering = ["pk"]
        indexes: ClassVar = [models.Index(fields=["source", "made_at"])]

    def __str__(self) -> str:
        return f"{self.before.data} → {self.after.data}"


class StoredState(models.Model):
    """The state of one page in one language as it was computed last, for reports over thousands of pages.

    Nothing is decided by it: `translations.stored_states` computes it anew from the segments whenever they change.
    """

    source = models.ForeignKey(TranslationSource, on_delete=models.CASCADE, related_name="stored_states")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    status = models.CharField(max_length=10)
    segments = models.PositiveIntegerField()
    translated = models.PositiveIntegerField()
    machine = models.PositiveIntegerField()
    blocked = models.PositiveIntegerField()
    from_files = models.PositiveIntegerField(default=0)
    # When the first of the segments that are outdated now became so.
    outdated_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("state of a translation")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "locale"], name="one_state_per_source_and_locale")
        ]
        indexes: ClassVar = [models.Index(fields=["locale", "status"])]

    def __str__(self) -> str:
        return f"{self.source} in {self.locale}: {self.status}"


class StaleState(models.Model):
    """That the stored states of a page no longer follow from its segments. Written with the segments, in one commit."""

    object = models.OneToOneField(TranslatableObject, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("stale state")

    def __str__(self) -> str:
        return str(self.object_id)


class Assignment(models.Model):
    """Who is to take care of a page in a language. It says nothing of what they may do there."""

    source = models.ForeignKey(TranslationSource, on_delete=models.CASCADE, related_name="assignments")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translation_assignments")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    assigned_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("assignment of a translation")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "locale"], name="one_person_per_source_and_locale")
        ]

    def __str__(self) -> str:
        return f"{self.source} in {self.locale}: {self.user}"
