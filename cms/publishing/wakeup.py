"""Waking the tasks once a transaction has committed, however many changes it held."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.cities.models import City
from cms.publishing.models import CityRevision
from cms.publishing.requests import abandoned_requests
from cms.search.searching import indexed_revision
from site_builder.build import built_revision


def wake_tasks(city: City) -> None:
    """After the commit have the city's guide built and its documents indexed, once per transaction.

    An installation that builds at its own hours turns this off (GUIDE_BUILD_ON_PUBLISH) and runs `wake_due_tasks`.
    """
    if not settings.GUIDE_BUILD_ON_PUBLISH:
        return
    connection = transaction.get_connection()
    waiting = any(getattr(entry[1], "waymark_city", None) == city.pk for entry in connection.run_on_commit)
    if not waiting:
        transaction.on_commit(_Wakeup(city.pk))


def wake_due_tasks() -> list[str]:
    """Enqueue everything that is due and that no worker is about to do; return a line for each.

    What is due follows from the data, so a task that was lost or killed is made up for here: a build while a guide is
    older than its documents, an index likewise, a translation while what was asked for is not done.
    """
    from cms.publishing.building import is_buildable
    from cms.publishing.tasks import build_city_guide, index_city_documents, translate_city_pages

    lines = []
    for counter in CityRevision.objects.select_related("city").order_by("city__slug"):
        city = counter.city
        if counter.revision > built_revision(Path(settings.GUIDE_BUILD_DIR), city.slug) and is_buildable(city):
            _wake(build_city_guide, city.pk)
            lines.append(f"{city.slug}: a build is due")
        if counter.revision > indexed_revision(city.slug):
            _wake(index_city_documents, city.pk)
            lines.append(f"{city.slug}: the search index is due")
    for request in abandoned_requests():
        _wake(translate_city_pages, request.pk)
        lines.append(f"“{request.page.title}” into {', '.join(request.languages)}: a translation is due")
    return lines


class _Wakeup:
    """A callback that knows its city, so that a transaction registers it once."""

    def __init__(self, city_id: int) -> None:
        self.waymark_city = city_id

    def __call__(self) -> None:
        from cms.publishing.tasks import build_city_guide, index_city_documents

        for task in (build_city_guide, index_city_documents):
            _wake(task, self.waymark_city)


def _wake(task: Task[[int], Any], identifier: int) -> None:
    """Enqueue a task, unless it is enqueued already and has not begun: it will find the newest change too.

    An import publishes hundreds of pages; hundreds of builds would keep translations waiting behind them.
    """
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=task.module_path)
    if not ready.filter(args_kwargs={"args": [identifier], "kwargs": {}}).exists():
        task.enqueue(identifier)
