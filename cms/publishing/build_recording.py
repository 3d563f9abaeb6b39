"""Keeping a record of builds while they run: how far they are, what they told, how they ended."""

from __future__ import annotations

import time
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.cities.models import City
from cms.publishing.build_record import Build
from cms.publishing.building import build_guide
from cms.publishing.signals import guide_settled
from site_builder.errors import SiteBuilderError
from site_builder.progress import Advance, Event, Progress
from site_builder.result import BuildResult

PAUSE = 1.0  # seconds between two notes of how far a build is


def build_and_record(city: City, progress: Progress = lambda event: None) -> BuildResult:
    """Build a city's guide and keep what became of it; `progress` is told all as well. Only under `due.lock_of_guide`.

    Raises:
        site_builder.errors.SiteBuilderError: see `build_guide`; its message is kept with the build.
    """
    build = _begin(city)
    notes = Notes(build, progress)
    try:
        result = build_guide(city, progress=notes)
    except SiteBuilderError as error:
        _finish(build, notes, Build.Outcome.FAILED, error=str(error))
        raise
    outcome = _outcome(result)
    with transaction.atomic():
        _finish(build, notes, outcome, release=result.release, report=result.as_dict())
        guide_settled.send(sender=Build, city=city, outcome=outcome, release=result.release, revision=result.revision)
    return result


class Notes:
    """Takes down what a build tells, and writes it where others see it, though not more often than they can read."""

    def __init__(self, build: Build, progress: Progress) -> None:
        self._build = build
        self._progress = progress
        self._begun = self._written = time.monotonic()
        self._lines: list[str] = []
        self._shards: dict[str, Advance] = {}

    def __call__(self, event: Event) -> None:
        """Something was done."""
        self._progress(event)
        now = time.monotonic()
        if isinstance(event, Advance):
            self._shards[event.shard] = event
        if not isinstance(event, Advance) or event.is_whole:
            self._lines.append(f"{now - self._begun:.2f} s  {event}")
        if now - self._written >= PAUSE:
            self._written = now
            self.take(self._build)
            self._build.save(update_fields=["log", "done", "total"])

    def take(self, build: Build) -> None:
        """Put down what was told so far."""
        build.log = "\n".join(self._lines)
        build.done = sum(shard.done for shard in self._shards.values())
        build.total = sum(shard.total for shard in self._shards.values())


def prune(city: City) -> None:
    """Forget the oldest builds of a city, but for the last that came to a good end: it tells what readers see."""
    builds = Build.objects.filter(city=city).order_by("-pk")
    good = builds.told().values_list("pk", flat=True)[:1]
    for last in builds.values_list("pk", flat=True)[Build.KEPT : Build.KEPT + 1]:
        Build.objects.filter(city=city, pk__lte=last).exclude(pk__in=list(good)).delete()


def _begin(city: City) -> Build:
    """The record of the build that begins: that of the first who asked, whose wait ends together with all others'."""
    # Nobody else is at it: whoever began one of these and has not told its end will not.
    unfinished = Build.objects.begun().filter(city=city)
    asker = unfinished.exclude(asked_by=None).values_list("asked_by", flat=True).order_by("pk").first()
    asked = Build.objects.waiting().filter(city=city).order_by("pk")
    build = asked.first() or Build(city=city, asked_by_id=asker)
    build.started_at = timezone.now()
    build.save()
    # After that: what was asked for stays owed in whatever moment this worker ends.
    unfinished.exclude(pk=build.pk).update(outcome=Build.Outcome.INTERRUPTED, finished_at=timezone.now())
    asked.delete()
    return build


def _finish(build: Build, notes: Notes, outcome: Build.Outcome, **facts: Any) -> None:
    notes.take(build)
    build.outcome, build.finished_at = outcome, timezone.now()
    for name, value in facts.items():
        setattr(build, name, value)
    build.save()
    prune(build.city)


def _outcome(result: BuildResult) -> Build.Outcome:
    if not result.release:
        return Build.Outcome.OFFLINE
    return Build.Outcome.LIVE if result.created else Build.Outcome.UNCHANGED
