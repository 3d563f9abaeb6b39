"""Addresses outside the guide, where live pages use them and what became of asking for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.cities.models import City

LONGEST_ADDRESS = 1000
# Nobody is bothered before: servers have bad days.
FAILURES = 3
FAILING_FOR = timedelta(days=2)  # from the first to the third of three days


class Answer(models.TextChoices):
    """What came of asking for an address."""

    WORKS = "works", _("works")
    GONE = "gone", _("there is no such page any more")
    SERVER = "server", _("the server reports an error of its own")
    NO_HOST = "no_host", _("there is no such web site any more")
    NO_ANSWER = "no_answer", _("the server does not answer")
    UNSAFE = "unsafe", _("the connection is not safe: something is wrong with the site’s certificate")
    LOOP = "loop", _("it leads on and on without an end")
    INSIDE = "inside", _("it leads into a private network, which readers cannot reach")
    MALFORMED = "malformed", _("it is no address")
    # What says nothing about the page.
    BARRED = "barred", _("the site lets no programs in, so a person has to look")
    ROBOTS = "robots", _("the site asks programs not to look")


# Answers at which nobody has to do anything.
HARMLESS = frozenset({Answer.WORKS, Answer.BARRED, Answer.ROBOTS})


class LinkQuerySet(models.QuerySet["Link"]):
    """The questions asked about links."""

    def due(self, now: datetime) -> LinkQuerySet:
        """Those that are to be looked at, the longest overdue first."""
        return self.filter(next_check__lte=now).order_by("next_check", "pk")

    def failed_too_often(self) -> LinkQuerySet:
        """Those that failed on three days."""
        return self.filter(failures__gte=FAILURES, failed_at__gte=models.F("failing_since") + FAILING_FOR)

    def broken(self) -> LinkQuerySet:
        """Those that somebody should look at: failed on three days, and nobody said that this is all right."""
        return self.failed_too_often().exclude(accepted_answer=models.F("answer"), accepted_status=models.F("status"))


class Link(models.Model):
    """An address outside the guide that live pages of a city use."""

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="+")
    url = models.CharField(max_length=LONGEST_ADDRESS)
    next_check = models.DateTimeField(db_index=True)
    checked_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    # Of HTTP; 0 where there was none.
    status = models.PositiveSmallIntegerField(default=0)
    # Where it leads for ever, says its server.
    moved_to = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    # On how many days in a row it failed, at most one failure a day, from the first to the last of them.
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    # Who said that this answer is all right, and which: another answer is told again.
    accepted_answer = models.CharField(max_length=10, blank=True)
    accepted_status = models.PositiveSmallIntegerField(default=0)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [models.UniqueConstraint(fields=["city", "url"], name="an_address_once_per_city")]

    def __str__(self) -> str:
        return self.url

    @property
    def host(self) -> str:
        """The host that is asked."""
        return urlsplit(self.url).hostname or ""


class LinkUse(models.Model):
    """A field of a live page in which an address stands."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=100)

    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "page", "field"], name="a_use_of_a_link_once")]

    def __str__(self) -> str:
        return f"{self.page_id}.{self.field}: {self.link}"


class GatheredLinks(models.Model):
    """Up to which revision of its documents the links of a city are gathered."""

    city = models.OneToOneField(City, on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.city.slug}: {self.revision}"


def cities_of_links(ids: Iterable[Any]) -> set[int | None]:
    """Cities of links, for the boundary between cities."""
    return set(Link.objects.filter(pk__in=list(ids)).values_list("city", flat=True))
