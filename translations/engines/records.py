"""Who chose which engine, what engines that cost money were given, and what made each machine-made text."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringTranslation

ENGINE_NAME_LENGTH = 80


class Way(models.TextChoices):
    """How text gets from one language to another, where there is a choice."""

    # Straight where an engine has the pair; else from a reviewed translation; else by an engine twice.
    DIRECT = "direct", _("Straight where the engine can")
    # From a reviewed translation wherever there is one, since people mended there what the source leaves open.
    REVIEWED_FIRST = "reviewed-first", _("From a reviewed translation where there is one")
    # Straight or from a reviewed translation; what a machine made is never translated again.
    NEVER_TWICE = "never-twice", _("Never from text that a machine made")


class EngineChoice(models.Model):
    """Which engine translates a pair of languages for an owner (translations.memory.owners), and which way."""

    owner = models.CharField(max_length=36, blank=True)
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    # Its name; empty for the first one that can.
    engine = models.CharField(max_length=ENGINE_NAME_LENGTH, blank=True)
    way = models.CharField(max_length=20, choices=Way.choices, default=Way.DIRECT)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("choice of an engine")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "source", "target"], name="one_choice_per_pair_and_owner")
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}: {self.engine} {self.way}"


class EngineUsage(models.Model):
    """The characters that an engine with a budget translated in a month (its first day); added to with the text."""

    engine = models.CharField(max_length=ENGINE_NAME_LENGTH)
    month = models.DateField()
    characters = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("use of an engine")
        constraints: ClassVar = [models.UniqueConstraint(fields=["engine", "month"], name="one_sum_per_month")]

    def __str__(self) -> str:
        return f"{self.engine} {self.month:%Y-%m}: {self.characters}"


class EngineReservation(models.Model):
    """Characters that are being translated now: taken from the budget, and not yet counted as used."""

    usage = models.ForeignKey(EngineUsage, on_delete=models.CASCADE, related_name="reservations")
    # Whose work it is; who begins it anew after a worker died gives back what the dead one had taken.
    holder = models.CharField(max_length=80, db_index=True)
    characters = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reservation of a budget")

    def __str__(self) -> str:
        return f"{self.usage.engine}: {self.characters} for {self.holder}"


class MachineProvenance(models.Model):
    """What made a text that nobody here wrote. It stays when a person accepts or changes the text."""

    translation = models.OneToOneField(
        StringTranslation, on_delete=models.CASCADE, primary_key=True, related_name="machine_provenance"
    )
    # translations.pipeline.Provenance: by a machine, from the memory, copied because nothing was to be translated, or
    # by people outside.
    origin = models.CharField(max_length=10)
    engine = models.CharField(max_length=200, blank=True)
    version = models.CharField(max_length=200, blank=True)
    model = models.CharField(max_length=200, blank=True)
    # The language that the text went through, and whether a person had reviewed it in that language.
    pivot = models.CharField(max_length=20, blank=True)
    pivot_reviewed = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("origin of a machine translation")

    def __str__(self) -> str:
        return " ".join(filter(None, [self.origin, self.engine, self.version, self.model]))
