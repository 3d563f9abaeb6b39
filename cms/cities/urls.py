"""Reports of Wagtail under their own addresses, with filters that know cities. They stand before Wagtail's own."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.cities.filters import LockedPagesFilterSet, SiteHistoryFilterSet, WorkflowFilterSet, WorkflowTasksFilterSet

app_name = "cities_reports"


def report(address: str, view: type, filters: type, name: str) -> list[URLPattern]:
    """A report and the part of it that changes with its filters."""
    kwargs: dict[str, Any] = {"filterset_class": filters}
    return [
        path(f"{address}/", view.as_view(**kwargs), name=name),  # type: ignore[attr-defined]  # Wagtail ships no types
        path(f"{address}/results/", view.as_view(results_only=True, **kwargs), name=f"{name}_results"),  # type: ignore[attr-defined]  # likewise
    ]


urlpatterns = decorate_urlpatterns(
    [
        *report("reports/locked", LockedPagesView, LockedPagesFilterSet, "locked_pages"),
        *report("reports/site-history", LogEntriesView, SiteHistoryFilterSet, "site_history"),
        *report("reports/workflow", WorkflowView, WorkflowFilterSet, "workflow"),
        *report("reports/workflow_tasks", WorkflowTasksView, WorkflowTasksFilterSet, "workflow_tasks"),
    ],
    require_admin_access,
)
