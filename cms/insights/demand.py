"""How much pages are read: the sums of the last weeks, and pages in the order of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.cities.models import City
from cms.insights.models import PageDemand, PageReads

DAYS = 90


def refresh_demand(today: date) -> None:
    """Sum up anew what was read in the last DAYS days, in all cities."""
    PageDemand.objects.all().delete()
    sums = (
        PageReads.objects.filter(day__gt=today - timedelta(days=DAYS))
        .values_list("city", "uuid", "language")
        .annotate(Sum("reads"))
        .order_by()
    )
    PageDemand.objects.bulk_create(
        (
            PageDemand(city_id=city, uuid=uuid, language=language, reads=reads)
            for city, uuid, language, reads in sums.iterator()
        ),
        batch_size=2000,
    )


def counted_until(city: City) -> date | None:
    """The last of the recent days on which readers of a city were counted, None if there was none."""
    recent = PageReads.objects.filter(city=city, day__gt=timezone.now().date() - timedelta(days=DAYS))
    return recent.order_by("-day").values_list("day", flat=True).first()


def most_read_first(pages: PageQuerySet, city: City, languages: Collection[str]) -> PageQuerySet:
    """Pages by how often they were read in these languages together; those alike in the order of the tree."""
    demand = (
        PageDemand.objects.filter(city=city, uuid=OuterRef("translation_key"), language__in=languages)
        .order_by()
        .values("uuid")
        .values(total=Sum("reads"))
    )
    return pages.alias(demand=Coalesce(Subquery(demand), 0, output_field=IntegerField())).order_by("-demand", "path")


def reads_of(
    city: City, keys: Sequence[UUID] | QuerySet[Page, Any], languages: Collection[str]
) -> dict[tuple[UUID, str], int]:
    """How often pages were read in languages, by translation key and tag; what was not read is left out."""
    rows = PageDemand.objects.filter(city=city, uuid__in=keys, language__in=languages)
    return {(uuid, language): reads for uuid, language, reads in rows.values_list("uuid", "language", "reads")}
