"""Filters of lists in the admin, which offer what belongs to the user's cities.

Wagtail 8.0 offers every person who ever edited or locked a page, every site and every workflow of the installation.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.admin.views.reports.audit_logging import SiteHistoryReportFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet, WorkflowTasksReportFilterSet
from wagtail.models import Site, Task, Workflow

from cms.cities.boundary import colleagues_of
from cms.cities.models import City


class OwnCitiesMixin:
    """Narrows the choices of every filter of a set to the cities of the person who asks."""

    def __init__(self, *args: Any, request: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)  # type: ignore[call-arg]  # mixed into filter sets
        if request is None or request.user.is_superuser:
            return
        for entry in self.filters.values():  # type: ignore[attr-defined]  # mixed into filter sets
            if hasattr(entry, "get_queryset"):
                # History's filter sets give their queryset late, and past the filter's attribute for it.
                given = entry.extra["queryset"] if entry.queryset is None else entry.get_queryset(request)
                entry.queryset = entry.extra["queryset"] = within_cities(given, request.user)


def within_cities(choices: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Those of the choices that belong to a city of `user`; kinds of objects that no city owns stay as they are."""
    cities = City.objects.of_user(user)
    owned: dict[type, QuerySet[Any]] = {
        get_user_model(): colleagues_of(user),
        Site: Site.objects.filter(city__in=cities),
        Workflow: Workflow.objects.filter(city__in=cities),
        Task: Task.objects.filter(workflow_tasks__workflow__city__in=cities),
    }
    return choices.filter(pk__in=owned[choices.model].values("pk")) if choices.model in owned else choices


class PageFilterSet(OwnCitiesMixin, GenericPageFilterSet):
    """Filters of the explorer."""


class LockedPagesFilterSet(OwnCitiesMixin, LockedPagesReportFilterSet):
    """Filters of the report of locked pages."""


class SiteHistoryFilterSet(OwnCitiesMixin, SiteHistoryReportFilterSet):
    """Filters of the report of who did what."""


class WorkflowFilterSet(OwnCitiesMixin, WorkflowReportFilterSet):
    """Filters of the report of what was submitted."""


class WorkflowTasksFilterSet(OwnCitiesMixin, WorkflowTasksReportFilterSet):
    """Filters of the report of what was approved."""
