"""The report of pages whose next check is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from cms.cities.models import City
from cms.guides.models import (
    ArticlePage,
    ContactPage,
    CostPage,
    DocumentTypePage,
    GuidePage,
    OfficePage,
    OrganisationPage,
    ProcedurePage,
    ServicePage,
)

CHECKED_KINDS: tuple[type[GuidePage], ...] = (
    ProcedurePage,
    ServicePage,
    ArticlePage,
    OfficePage,
    ContactPage,
    CostPage,
    OrganisationPage,
    DocumentTypePage,
)
SOON = timedelta(days=30)


@dataclass(frozen=True)
class DueCheck:
    """A live page whose next check is due, or will be soon."""

    city: str
    title: str
    kind: str
    review_due: date
    overdue: bool
    responsible: str
    url: str


def due_checks(cities: Iterable[City], today: date) -> list[DueCheck]:
    """Live source pages of these cities due on or before `today`, or within the next 30 days, the oldest first."""
    found = []
    for city in cities:
        home = city.pages.get(locale=city.source_locale)
        for model in CHECKED_KINDS:
            pages = model.objects.filter(path__startswith=home.path, live=True, review_due__lte=today + SOON)
            for page in pages.select_related("responsible_user"):
                found.append(_due(city, page, today))
    return sorted(found, key=lambda check: (check.review_due, check.title))


def _due(city: City, page: GuidePage, today: date) -> DueCheck:
    responsible = page.responsible_user
    return DueCheck(
        city=city.slug,
        title=page.title,
        kind=capfirst(str(page._meta.verbose_name)),
        review_due=page.review_due,
        overdue=page.review_due < today,
        responsible=str(responsible.get_full_name() or responsible) if responsible else "",
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
    )


def checks_report(request: HttpRequest) -> HttpResponse:
    """Show what is due in all cities of the user."""
    checks = due_checks(City.objects.of_user(request.user).select_related("source_locale"), timezone.localdate())
    return render(request, "contributions/checks_report.html", {"checks": checks})
