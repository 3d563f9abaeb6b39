"""The report of pages whose next check is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import get_page_models

from cms.cities.models import City, CityPage
from cms.cities.trees import HOME_PATH_LENGTH
from cms.guides.models import GuidePage

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


def due_checks(cities: QuerySet[City], today: date) -> list[DueCheck]:
    """Live source pages of these cities due on or before `today`, or within the next 30 days, the oldest first.

    Costs one SQL statement for each kind of page and one for the home pages, however many cities there are.
    """
    sources = CityPage.objects.filter(city__in=cities, locale=F("city__source_locale"))
    homes = dict(sources.values_list("path", "city__slug"))
    within = Q(pk__in=[])
    for path in homes:
        within |= Q(path__startswith=path)
    found: list[DueCheck] = []
    for model in get_page_models():
        if issubclass(model, GuidePage):
            pages = model.objects.filter(within, live=True, review_due__lte=today + SOON)
            found += [
                _due(homes[page.path[:HOME_PATH_LENGTH]], page, page.review_due, today)
                for page in pages.select_related("responsible_user")
            ]
    return sorted(found, key=lambda check: (check.review_due, check.title))


def _due(city: str, page: GuidePage, review_due: date, today: date) -> DueCheck:
    responsible = page.responsible_user
    return DueCheck(
        city=city,
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
        cities = City.objects.of_user(self.request.user)
        return super().get_context_data(checks=due_checks(cities, timezone.localdate()), **kwargs)
