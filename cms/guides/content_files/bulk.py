"""Writing many pages without what Wagtail does after each single save.

Every save of a page enqueues two tasks, for the search index of the admin and for the index of references. An import
saves a page three times, so it would leave the worker thousands of tasks of which all but the last are for nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction
from django.db.models.signals import post_save
from modelsearch.signal_handlers import post_save_signal_handler
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task

TURN_OF_OTHERS = 0.02  # seconds

# A page as the tasks name it: app, model, id.
Saved = tuple[str, str, str]

_saved: ContextVar[dict[Saved, None] | None] = ContextVar("pages saved together", default=None)


@contextmanager
def indexed_once(models: list[type[Page]]) -> Iterator[None]:
    """Have each page of `models` that is saved inside `saved_together` indexed once for all its saves there.

    Meant for commands: it holds for the whole process.
    """
    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
        post_save.connect(_remember, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in models:
            post_save.disconnect(_remember, sender=model)
            post_save.connect(post_save_signal_handler, sender=model)


@contextmanager
def saved_together() -> Iterator[None]:
    """A transaction whose pages are handed to the index tasks at its end, still within it.

    The next run of an import finds a page that was written as it should be and leaves it alone, so there must be no
    page without its tasks: a process that is killed leaves both or neither.

    Editors and workers write on meanwhile: after each of these transactions the others have their turn.
    """
    pages: dict[Saved, None] = {}
    token = _saved.set(pages)
    try:
        with transaction.atomic():
            yield
            _enqueue(pages)
    finally:
        _saved.reset(token)
    _give_way()


def _give_way() -> None:
    """Pause where one writes at a time and nobody queues: who waits for SQLite's lock looks again every now and then.

    Without a pause a worker met a lock on every look for the 20 seconds that it has, and ended.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(TURN_OF_OTHERS)


def _remember(instance: Page, **kwargs: Any) -> None:
    page = (instance._meta.app_label, str(instance._meta.model_name), str(instance.pk))
    pages = _saved.get()
    if pages is None:
        _enqueue([page])
    else:
        pages[page] = None


def _enqueue(pages: Iterable[Saved]) -> None:
    for page in pages:
        insert_or_update_object_task.enqueue(*page)
        update_reference_index_task.enqueue(*page)
