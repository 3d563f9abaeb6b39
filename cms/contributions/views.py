"""The report of pages whose next check is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

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
    found: list[DueCheck] = []
    for city in cities:
        home = city.pages.get(locale=city.source_locale)
        for model in CHECKED_KINDS:
            pages = model.objects.filter(path__startswith=home.path, live=True, review_due__lte=today + SOON)
            found += [
                _due(city, page, page.review_due, today)
                for page in pages.select_related("responsible_user")
                if page.review_due is not None
            ]
    return sorted(found, key=lambda check: (check.review_due, check.title))


def _due(city: City, page: GuidePage, review_due: date, today: date) -> DueCheck:
    responsible = page.responsible_user
    return DueCheck(
        city=city.slug,
        title=page.title,
        kind=capfirst(str(page._meta.verbose_name)),
        review_due=review_due,
        overdue=review_due < today,
        responsible=str(responsible.get_full_name() or responsible) if responsible else "",
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
    )


class ChecksReportView(WagtailAdminTemplateMixin, TemplateView):
    """What is due in all cities of the user."""

    template_name = "contributions/checks_report.html"
    page_title = gettext_lazy("Checks due")
    header_icon = "calendar-check"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this report."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The checks, oldest first."""
        cities = City.objects.of_user(self.request.user).select_related("source_locale")
        return super().get_context_data(checks=due_checks(cities, timezone.localdate()), **kwargs)
