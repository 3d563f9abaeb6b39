"""Writing many pages without what Wagtail does after each single save.

Every save of a page enqueues two tasks, for the search index of the admin and for the index of references. An import
saves a page three times, so it would leave the worker thousands of tasks of which all but the last are for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from modelsearch.signal_handlers import post_save_signal_handler
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task


@contextmanager
def indexed_once(models: list[type[Page]]) -> Iterator[None]:
    """Have each page of `models` that is saved inside indexed once, afterwards, also if it ends with an error.

    Meant for commands: it holds for the whole process.
    """
    saved: dict[tuple[str, str, str], None] = {}

    def remember(instance: Page, **kwargs: Any) -> None:
        saved[instance._meta.app_label, str(instance._meta.model_name), str(instance.pk)] = None

    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
        post_save.connect(remember, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in models:
            post_save.disconnect(remember, sender=model)
            post_save.connect(post_save_signal_handler, sender=model)
        with transaction.atomic():
            for page in saved:
                insert_or_update_object_task.enqueue(*page)
                update_reference_index_task.enqueue(*page)
