"""How often somebody came to the desk, without who it was."""

from __future__ import annotations

from django.db import models


class DeskSalt(models.Model):
    """What the addresses of a day are hashed with. It is deleted the day after, and with it the way back to them."""

    wagtail_reference_index_ignore = True

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.day)


class DeskCount(models.Model):
    """How many forms came in a span of time: from a client, known by a keyed hash alone, or to a city."""

    wagtail_reference_index_ignore = True

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.until}"
