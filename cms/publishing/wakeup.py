"""Waking the tasks once a transaction has committed, however many changes it held."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.cities.models import City
from cms.publishing.models import CityRevision, PublishedDocument
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
    """Enqueue the builds of all published cities whose documents are newer than their release; return their slugs.

    A task that was lost or killed is made up for here: what is due follows from the data alone.
    """
    due = []
    published = PublishedDocument.objects.current().filter(kind="city").values("city")
    for counter in CityRevision.objects.filter(city__in=published).select_related("city"):
        if counter.revision > built_revision(Path(settings.GUIDE_BUILD_DIR), counter.city.slug):
            _wake(counter.city_id)
            due.append(counter.city.slug)
    return due


class _Wakeup:
    """A callback that knows its city, so that a transaction registers it once."""

    def __init__(self, city_id: int) -> None:
        self.waymark_city = city_id

    def __call__(self) -> None:
        _wake(self.waymark_city)


def _wake(city_id: int) -> None:
    from cms.publishing.tasks import build_city_guide, index_city_documents

    for task in (build_city_guide, index_city_documents):
        if not _is_waiting(task, city_id):
            task.enqueue(city_id)


def _is_waiting(task: Task[[int], Any], city_id: int) -> bool:
    """Whether this is enqueued already and has not begun: it will find the newest change too.

    An import publishes hundreds of pages; hundreds of builds would keep translations waiting behind them.
    """
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=task.module_path)
    return ready.filter(args_kwargs={"args": [city_id], "kwargs": {}}).exists()
