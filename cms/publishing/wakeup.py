"""Waking the tasks once a transaction has committed, however many changes it held."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from itertools import chain
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from cms.cities.models import City
from cms.publishing.models import Build, CityRevision, Wakeup
from cms.publishing.requests import abandoned_requests
from cms.queueing import after_commit
from cms.search.searching import indexed_revision

# How long a task may wait for a worker before another is enqueued beside it: a worker that is killed in the moment in
# which it takes a task leaves it waiting for ever.
PATIENCE = timedelta(minutes=10)


def wake_tasks(city: City) -> None:
    """After the commit have the city's guide built and its documents indexed, once per transaction.

    An installation that builds at its own hours turns this off (GUIDE_BUILD_ON_PUBLISH) and runs `wake_due_tasks`.
    """
    if not settings.GUIDE_BUILD_ON_PUBLISH:
        return
    connection = transaction.get_connection()
    waiting = any(getattr(entry[1], "waymark_city", None) == city.pk for entry in connection.run_on_commit)
    if not waiting:
        # What is published stays published, also while the queue cannot be reached: the timer finds it.
        transaction.on_commit(_Wakeup(city.pk), robust=True)


def wake_due_tasks(patience: timedelta = PATIENCE) -> list[str]:
    """Enqueue everything that is due and that no worker is about to do; return a line for each.

    What is over is taken out first, what was kept long enough is deleted. What is due follows from the data, so a task
    that was lost or killed is made up for here: a build while a guide is older than its documents, an index likewise, a
    translation while what was asked for is not done, a page for which a file brought text until it has it, the checks
    of a city that changed what it makes of them, mails to those who keep pages true and of changed origins, a look at
    what guides link to and at what is hard to read, messages to other systems.
    `patience` is how long a task may wait in the queue before it counts as lost.
    """
    from cms.contributions.feedback.forgetting import forget_old
    from cms.contributions.waking import contributions_due
    from cms.insights.reading import cities_to_read
    from cms.insights.tasks import read_city_pages
    from cms.publishing.due import build_due
    from cms.publishing.following_up import languages_left_behind
    from cms.publishing.over import withdraw_what_is_over
    from cms.publishing.tasks import build_city_guide, follow_up_import, index_city_documents, translate_city_pages
    from cms.publishing.tidying import tidy
    from cms.sharing.waking import origins_due
    from cms.strictness.checking_again import left_behind
    from cms.strictness.tasks import check_city_again
    from cms.webhooks.waking import webhooks_due

    lines = [f"“{page.title}” is over and taken out" for page in withdraw_what_is_over(timezone.now())]
    if forgotten := forget_old(timezone.localdate()):
        lines.append(f"{forgotten} texts of readers were kept long enough and are deleted")
    lines += tidy(timezone.now())
    for counter in CityRevision.objects.select_related("city").order_by("city__slug"):
        city = counter.city
        if build_due(city):
            _wake(build_city_guide, city.pk, patience)
            lines.append(f"{city.slug}: a build is due")
        if counter.revision > indexed_revision(city.slug):
            _wake(index_city_documents, city.pk, patience)
            lines.append(f"{city.slug}: the search index is due")
    for request in abandoned_requests():
        _wake(translate_city_pages, request.pk, patience)
        lines.append(f"“{request.page.title}” into {', '.join(request.languages)}: a translation is due")
    for locale in languages_left_behind():
        _wake(follow_up_import, locale.pk, patience)
        lines.append(f"{locale.language_code}: pages are due for which a file brought translations")
    for city in left_behind():
        _wake(check_city_again, city.pk, patience)
        lines.append(f"{city.slug}: its translations are to be checked again")
    now = timezone.now()
    for task, subject, line in chain(contributions_due(now), origins_due(now), webhooks_due(now)):
        _wake(task, subject, patience)
        lines.append(line)
    for city in cities_to_read():
        _wake(read_city_pages, city.pk, patience)
        lines.append(f"{city.slug}: pages are to be read, to see what in them is hard to read")
    return lines


@transaction.atomic
def ask_for_build(city: City, user: Any) -> None:
    """Have a city's guide built, whether anything changed or not; a build that waits for a worker will do."""
    from cms.publishing.tasks import build_city_guide

    if not Build.objects.waiting().filter(city=city).exists():
        Build.objects.create(city=city, asked_by=user)
    after_commit(partial(_wake, build_city_guide), city.pk)


class _Wakeup:
    """A callback that knows its city, so that a transaction registers it once."""

    def __init__(self, city_id: int) -> None:
        self.waymark_city = city_id
        self.__qualname__ = type(self).__qualname__  # by which Django's log calls a callback that failed

    def __call__(self) -> None:
        from cms.publishing.tasks import build_city_guide, index_city_documents

        for task in (build_city_guide, index_city_documents):
            _wake(task, self.waymark_city)


def _wake(task: Task[[int], Any], subject: int, patience: timedelta = PATIENCE) -> None:
    """Enqueue a task, unless it is enqueued already and has not begun: it will find the newest change too.

    A task that has nothing to do costs a query. But an import publishes hundreds of pages, and a timer finds ten
    thousand cities due again and again while workers are busy with them: such a queue would never end.
    """
    if not _is_waiting(task, subject, patience):
        result = task.enqueue(subject)
        enqueued = {"result": result.id, "at": timezone.now()}
        Wakeup.objects.update_or_create(task=task.module_path, subject=subject, defaults=enqueued)


def _is_waiting(task: Task[[int], Any], subject: int, patience: timedelta) -> bool:
    """Whether what was enqueued last has not begun. Any backend that keeps results can tell."""
    since = timezone.now() - patience
    wakeup = Wakeup.objects.filter(task=task.module_path, subject=subject, at__gt=since).first()
    backend = task.get_backend()
    if wakeup is None or not backend.supports_get_result:
        return False
    try:
        return backend.get_result(wakeup.result).status == TaskResultStatus.READY
    except TaskResultDoesNotExist:
        return False
