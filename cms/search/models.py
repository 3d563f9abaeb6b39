"""What the search on Wagtail's backends keeps: empty where Whoosh searches."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.search import index


class SearchedCity(models.Model):
    """A city that can be searched, up to a revision of its documents, in some languages."""

    city = models.OneToOneField("cities.City", on_delete=models.CASCADE, related_name="+", primary_key=True)
    revision = models.PositiveBigIntegerField(default=0)
    languages: models.JSONField[list[str], list[str]] = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.city_id} at {self.revision}"


class SearchedDocument(index.Indexed, models.Model):
    """A document as readers of one language get it, its words folded for the backend.

    `language` is the readers'; `shown` is what a hit tells.
    """

    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=20)
    uuid = models.UUIDField()
    kind = models.CharField(max_length=20)
    title = models.TextField()
    names = models.TextField()
    text = models.TextField()
    shown: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()

    # The backend is told by cms.search.in_database, in the language's own configuration.
    search_auto_update = False
    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("names", boost=3),
        index.SearchField("text"),
        index.FilterField("city"),
        index.FilterField("language"),
        index.FilterField("kind"),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "language", "uuid"], name="searched_once_in_a_language"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id}/{self.language}/{self.uuid}"

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet[SearchedDocument]:
        """None: `update_index` would index them in the configuration of pages. `rebuild_search_index` does it right."""
        return cls._default_manager.none()
