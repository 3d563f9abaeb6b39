"""What a city makes of a check's findings, where it does not leave it as the check recommends itself; what follows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.cities.models import City
from translations.severities import Severities, Strictness

CHOICES = [
    (Strictness.ERROR.value, _("Error: keeps a translation from being published")),
    (Strictness.WARNING.value, _("Warning: asks a person to look")),
    (Strictness.OFF.value, _("Off: nobody is told")),
]


class CityStrictness(models.Model):
    """A check (by its name in translations.checks.catalogue) and what a city makes of it; who decided so, and when."""

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="strictness")
    check_name = models.CharField(max_length=40)
    strictness = models.CharField(max_length=10, choices=CHOICES)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["city", "check_name"], name="a_check_once_per_city")]

    def __str__(self) -> str:
        return f"{self.city.slug}: {self.check_name} {self.strictness}"


class RecheckQuerySet(models.QuerySet["Recheck"]):
    """The questions about what is to be checked again."""

    def due(self) -> RecheckQuerySet:
        """Those without the ones at which workers died or failed again and again."""
        return self.filter(attempts__lt=Recheck.MOST_ATTEMPTS)


class Recheck(models.Model):
    """That a city's translations are to be checked again, and how far this is. It is gone when all are checked."""

    MOST_ATTEMPTS = 3

    city = models.OneToOneField(City, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    # All translations up to this primary key are checked.
    done_to = models.PositiveBigIntegerField(default=0)
    # Those in a row that got no further than the ones before.
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = RecheckQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.city.slug}: checked to {self.done_to}"


def city_severities(owner: str) -> Severities:
    """What the city decided whose home pages have this translation key; nothing for what belongs to no city."""
    if not owner:
        return {}
    decided = CityStrictness.objects.filter(city__pages__translation_key=owner).values_list("check_name", "strictness")
    return {name: Strictness(strictness) for name, strictness in decided.distinct()}
