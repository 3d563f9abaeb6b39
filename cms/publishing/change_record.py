"""What changed in published documents, for the history that readers see."""

from __future__ import annotations

from django.db import models


class DocumentChange(models.Model):
    """A fact of a document, or its text, that was changed on a day, from the first value to the last."""

    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="+")
    uuid = models.UUIDField()
    on = models.DateField()
    field = models.CharField(max_length=20)
    # Where it is a value that readers compare: see site_builder/document.schema.json.
    before = models.CharField(max_length=60, blank=True)
    after = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "uuid", "on", "field"], name="one_change_of_a_field_a_day")
        ]
        ordering = ["-on", "field"]

    def __str__(self) -> str:
        return f"{self.on}: {self.field} of {self.uuid}"
