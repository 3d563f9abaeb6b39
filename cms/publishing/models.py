"""The published documents of every city, the counter of their revisions, what is to be drafted, and who was woken."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from cms.publishing.build_record import Build
from cms.publishing.change_record import DocumentChange
from cms.publishing.previews.record import PreviewToken

__all__ = [
    "Build",
    "CityRevision",
    "DocumentChange",
    "PreviewToken",
    "PublishedDocument",
    "TranslationRequest",
    "Wakeup",
]


class PublishedDocumentQuerySet(models.QuerySet["PublishedDocument"]):
    """The questions that the API and the tasks ask of published documents."""

    def current(self) -> PublishedDocumentQuerySet:
        """Documents that are live now: no tombstones."""
        return self.filter(withdrawn=False)

    def of_city(self, slug: str) -> PublishedDocumentQuerySet:
        """Documents and tombstones of one city."""
        return self.filter(city__slug=slug)

    def after(self, revision: int) -> PublishedDocumentQuerySet:
        """What changed since `revision`, oldest change first: the feed."""
        return self.filter(revision__gt=revision).order_by("revision")


class PublishedDocument(models.Model):
    """One page or entity of a city in one language, as it is live, or the tombstone of one that was withdrawn.

    A row is only ever changed to another body, and then takes the city's next revision; a withdrawn document keeps its
    row, with an empty body, so that readers of the feed learn of it.
    """

    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="published_documents")
    language = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    uuid = models.UUIDField()
    path = models.CharField(max_length=1000, blank=True)
    body: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    body_hash = models.CharField(max_length=64)
    revision = models.PositiveBigIntegerField()
    withdrawn = models.BooleanField(default=False)
    # The day in the city on which it went live, for the first time or again; unknown of what was live before 0008.
    appeared_on = models.DateField(null=True, editable=False)

    objects = PublishedDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "language", "uuid"], name="one_document_per_language"),
            models.UniqueConstraint(fields=["city", "revision"], name="revisions_are_unique_in_a_city"),
        ]
        indexes = [models.Index(fields=["city", "language", "kind"])]

    def __str__(self) -> str:
        return f"{self.city_id}/{self.language}/{self.path or self.kind}"


class CityRevision(models.Model):
    """The revision of the city's newest change. Its row is locked until the commit, so revisions grow without gaps."""

    city = models.OneToOneField("cities.City", on_delete=models.CASCADE, related_name="feed", primary_key=True)
    revision = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.city_id} at {self.revision}"


class TranslationRequestQuerySet(models.QuerySet["TranslationRequest"]):
    """The questions about what is to be drafted."""

    def due(self) -> TranslationRequestQuerySet:
        """Requests that no worker has done yet, without those at which workers died or failed again and again."""
        return self.filter(outcome__isnull=True, attempts__lt=TranslationRequest.MOST_ATTEMPTS)


class TranslationRequest(models.Model):
    """What somebody asked to have drafted. It stays due until it is done, whatever becomes of the worker."""

    MOST_ATTEMPTS = 3

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    page_ids: models.JSONField[list[int], list[int]] = models.JSONField()
    languages: models.JSONField[list[str], list[str]] = models.JSONField()
    publish = models.BooleanField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    # Those in a row that got no further than the ones before.
    attempts = models.PositiveSmallIntegerField(default=0)
    # Pages, each once for each of its languages; 0 of 0 until a worker has begun.
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # The counts of the report, and under "not_drafted" the reason for each language that was not.
    outcome: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True)

    objects = TranslationRequestQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.page}: {', '.join(self.languages)}"

    def advance(self, done: int, total: int) -> None:
        """Keep how far it is. A worker that died after it had got further than any before is no failed attempt."""
        if done > self.done:
            self.done, self.attempts = done, 1
        self.total = total
        self.save(update_fields=["done", "total", "attempts"])

    @property
    def is_running(self) -> bool:
        """Whether a worker is at it, or will be."""
        return self.outcome is None and not self.has_failed

    @property
    def has_failed(self) -> bool:
        """Whether it is given up: a person has to look into the worker's log, and ask again."""
        return self.outcome is None and self.attempts >= self.MOST_ATTEMPTS


class Wakeup(models.Model):
    """The task that was enqueued last for a city or a request, so that none is enqueued beside one that still waits.

    It says nothing of what is due: a row may be lost, or tell of a task that is long gone.
    """

    task = models.CharField(max_length=200)
    subject = models.PositiveBigIntegerField()  # what the task is called with
    result = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "subject"], name="one_wakeup_for_each_subject")]

    def __str__(self) -> str:
        return f"{self.task}({self.subject})"
