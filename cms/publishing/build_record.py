"""What is kept of each build of a guide, for the people who wait for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BuildQuerySet(models.QuerySet["Build"]):
    """The questions about builds."""

    def waiting(self) -> BuildQuerySet:
        """Builds that somebody asked for and that no worker has begun."""
        return self.filter(started_at=None)

    def owed(self) -> BuildQuerySet:
        """Builds that somebody asked for and whose end nobody has told, whether a worker has begun or not."""
        return self.filter(finished_at=None).filter(Q(started_at=None) | Q(asked_by__isnull=False))

    def begun(self) -> BuildQuerySet:
        """Builds whose end nobody has told: a worker is at them, or was when it was stopped."""
        return self.exclude(started_at=None).filter(finished_at=None)

    def told(self) -> BuildQuerySet:
        """Builds that came to a good end: each tells to which revision readers see the guide."""
        good = (Build.Outcome.LIVE, Build.Outcome.UNCHANGED, Build.Outcome.OFFLINE)
        return self.filter(outcome__in=good)


class Build(models.Model):
    """A build of a city's guide, or the return to an earlier release of it."""

    KEPT = 200  # of each city, the newest

    class Outcome(models.TextChoices):
        """How it ended."""

        LIVE = "live", _("Went live")
        UNCHANGED = "unchanged", _("Nothing new")
        OFFLINE = "offline", _("Taken offline")
        FAILED = "failed", _("Failed")
        INTERRUPTED = "interrupted", _("Interrupted")
        ROLLED_BACK = "rolled_back", _("Rolled back")

    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="builds")
    # Who asked for it; nobody where something was published.
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    release = models.CharField(max_length=40, blank=True)
    # Files, while it runs; 0 of 0 until it is known which have to be made.
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # A line for each thing that the builder told.
    log = models.TextField(blank=True)
    error = models.TextField(blank=True)
    # site_builder.build.BuildResult.as_dict() once it is done; the release that was live before if it was rolled back.
    report: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    objects = BuildQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["city", "-id"])]

    def __str__(self) -> str:
        return f"{self.city}: {self.outcome or 'not done'} {self.release}"

    @property
    def took(self) -> timedelta | None:
        """How long it ran, once it is done."""
        return self.finished_at - self.started_at if self.started_at and self.finished_at else None
