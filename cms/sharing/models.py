"""Which cities offer their pages to others, and which pages were taken over from where."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.cities.models import City


class Offer(models.Model):
    """A city that lets others take over what it has published. Without a row, or without a licence, none may."""

    city = models.OneToOneField("cities.City", on_delete=models.CASCADE, related_name="offer", primary_key=True)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    offered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("offer")

    def __str__(self) -> str:
        return str(self.city)


class TakenPageQuerySet(models.QuerySet["TakenPage"]):
    """The question asked about pages that were taken over."""

    def known_by(self, user: object) -> TakenPageQuerySet:
        """Those whose drafts, beside their origins, the user may see."""
        return self.filter(city__in=City.objects.known_inside_by(user))


class TakenPage(models.Model):
    """A page of a city whose text was taken over from what another city had published.

    The origin is named by what its document is named by, never by a page: what is read of it is what readers have.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="taken_pages")
    origin_city = models.ForeignKey("cities.City", null=True, on_delete=models.SET_NULL, related_name="+")
    origin_uuid = models.UUIDField()
    language = models.CharField(max_length=20)
    # The followed fields of the origin as somebody here last decided on them (see cms.sharing.pieces).
    base: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    # Of the origin's document on which everything is decided; empty while something is not.
    decided_hash = models.CharField(max_length=64, blank=True)
    # Of the origin's text of which the editors had a mail; see cms.sharing.mails.
    told = models.CharField(max_length=64, blank=True)
    # What is left to be filled in or looked at here (see cms.sharing.notes).
    notes: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(default=list)
    # Somebody who lets go of the origin is told no more of it; the credit stays.
    is_followed = models.BooleanField(default=True)

    # The credit, as the licence asks for it: kept here, since the origin may be renamed or deleted.
    publisher = models.CharField(max_length=200)
    licence = models.URLField()
    url = models.URLField(max_length=1200)
    is_credited = models.BooleanField(default=True)

    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_at = models.DateTimeField(auto_now_add=True)

    objects = TakenPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page taken over")
        verbose_name_plural = _("pages taken over")
        indexes = [models.Index(fields=["origin_city", "origin_uuid"])]

    def __str__(self) -> str:
        return f"{self.page_id} from {self.publisher}"


class OriginRound(models.Model):
    """The last day on which the origins of a city's pages were gone through. Its editors get a mail a day at most."""

    city = models.OneToOneField("cities.City", on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.city.slug}: {self.on}"
